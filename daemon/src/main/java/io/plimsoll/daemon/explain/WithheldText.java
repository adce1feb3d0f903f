package io.plimsoll.daemon.explain;

import io.plimsoll.protocol.codec.WithheldReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What a withheld reason means, where its name alone does not say it. Stateless, any thread. */
final class WithheldText {
    private static final Map<WithheldReason, String> WHY = new EnumMap<>(Map.ofEntries(
            Map.entry(WithheldReason.QUEUED, "riskier accounts go first, the next inputs go on with it"),
            Map.entry(
                    WithheldReason.PRICE_HALTED,
                    "a price that it hangs on is halted, none of its sources is fresh, or the source that gave it is down"),
            Map.entry(
                    WithheldReason.PRICE_DEGRADED,
                    "a price is degraded, and at the bound in the account's favour it is not below its requirement, or"
                            + " its guard allows no order at all"),
            Map.entry(
                    WithheldReason.PRICE_DWELL,
                    "a price has jumped and not stood long enough, and without the jump the account is not below its"
                            + " requirement"),
            Map.entry(WithheldReason.OUT_OF_GROUP, "more prices of the same message are to come"),
            Map.entry(
                    WithheldReason.THROTTLED,
                    "an order more would pass a bound of the second or the hour, later inputs go on with it"),
            Map.entry(
                    WithheldReason.OPEN_ORDERS,
                    "without what it has on order itself it is not below its requirement, so that is to be cancelled"
                            + " first"),
            Map.entry(
                    WithheldReason.ACCOUNTS_STALE,
                    "its source has not been heard for longer than the run allows, or what was missed of it is still to come"),
            Map.entry(WithheldReason.ACCOUNT_EXCLUDED, "an operator excluded it from liquidation"),
            Map.entry(WithheldReason.ACCOUNT_HELD, "an operator holds it"),
            Map.entry(WithheldReason.INSTRUMENT_HALTED, "an operator halted every instrument that it could close in")));

    private WithheldText() {}

    /** {@code ": because"}, or nothing. */
    static String why(final String reason) {
        final String why = WHY.get(WithheldReason.valueOf(reason.toUpperCase(Locale.ROOT)));
        return why == null ? "" : ": " + why;
    }
}
