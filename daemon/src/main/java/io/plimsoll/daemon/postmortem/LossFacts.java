package io.plimsoll.daemon.postmortem;

import io.plimsoll.daemon.postmortem.PostMortem.Event;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DeleverageDecoder;
import io.plimsoll.protocol.codec.FundDrawDecoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.UncoveredDecoder;
import io.plimsoll.protocol.codec.WithdrawalsBlockedDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Takes down what the engine decides about losses that liquidation does not cover. The collector's thread. */
final class LossFacts {
    private static final int MAX_LOSSES = 5_000;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FundDrawDecoder draw = new FundDrawDecoder();
    private final UncoveredDecoder uncovered = new UncoveredDecoder();
    private final DeleverageDecoder deleverage = new DeleverageDecoder();
    private final LiquidationPenaltyDecoder penalty = new LiquidationPenaltyDecoder();
    private final WithdrawalsBlockedDecoder blocked = new WithdrawalsBlockedDecoder();
    private final List<Loss> losses = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();

    /** Takes a decision, if it is about a loss. */
    void take(final DirectBuffer buffer, final int message, final int templateId, final long eventNs) {
        switch (templateId) {
            case FundDrawDecoder.TEMPLATE_ID -> onDraw(draw.wrapAndApplyHeader(buffer, message, header), eventNs);
            case UncoveredDecoder.TEMPLATE_ID ->
                onUncovered(uncovered.wrapAndApplyHeader(buffer, message, header), eventNs);
            case DeleverageDecoder.TEMPLATE_ID ->
                onDeleverage(deleverage.wrapAndApplyHeader(buffer, message, header), eventNs);
            case LiquidationPenaltyDecoder.TEMPLATE_ID ->
                onPenalty(penalty.wrapAndApplyHeader(buffer, message, header), eventNs);
            case WithdrawalsBlockedDecoder.TEMPLATE_ID ->
                onBlocked(blocked.wrapAndApplyHeader(buffer, message, header), eventNs);
            default -> {
                // about something else
            }
        }
    }

    private void onDraw(final FundDrawDecoder made, final long eventNs) {
        final BigDecimal amount = Decimals.toBigDecimal(made.amount(), made.unitDecimals());
        final String account = made.accountName();
        add(new Loss(
                made.causeSequence(), eventNs, "drawn", account, amount, made.symbol(), null, fund(made.fundId())));
    }

    private void onUncovered(final UncoveredDecoder told, final long eventNs) {
        final BigDecimal amount = Decimals.toBigDecimal(told.amount(), told.unitDecimals());
        final boolean isShared = told.socialise() == BooleanType.T;
        final String account = told.accountName();
        add(new Loss(
                told.causeSequence(),
                eventNs,
                isShared ? "socialised" : "uncovered",
                account,
                amount,
                told.symbol(),
                null,
                fund(told.fundId())));
    }

    private void onDeleverage(final DeleverageDecoder made, final long eventNs) {
        final BigDecimal quantity = Decimals.toBigDecimal(made.quantity(), made.quantityDecimals());
        final BigDecimal price = Decimals.toBigDecimal(made.price(), made.priceDecimals());
        final String account = made.accountName();
        final String counterparty = made.counterpartyName();
        add(new Loss(
                made.causeSequence(), eventNs, "deleveraged", account, quantity, made.symbol(), price, counterparty));
    }

    private void onPenalty(final LiquidationPenaltyDecoder made, final long eventNs) {
        final int decimals = made.unitDecimals();
        final BigDecimal amount = Decimals.toBigDecimal(made.amount(), decimals);
        final String parts = "liquidator " + amount(made.liquidatorAmount(), decimals) + ", " + fund(made.fundId())
                + " " + amount(made.fundAmount(), decimals) + ", protocol " + amount(made.protocolAmount(), decimals);
        final String account = made.accountName();
        add(new Loss(made.causeSequence(), eventNs, "penalty", account, amount, made.symbol(), null, parts));
    }

    private static String amount(final long mantissa, final int decimals) {
        return Html.price(Decimals.toBigDecimal(mantissa, decimals));
    }

    private void onBlocked(final WithdrawalsBlockedDecoder told, final long eventNs) {
        final int decimals = told.valueDecimals();
        final String what = told.blocked() == BooleanType.T
                ? "withdrawals should stop: bankrupt accounts owe "
                        + value(told.deficit().high(), told.deficit().low(), decimals) + ", all funds hold "
                        + value(told.funds().high(), told.funds().low(), decimals)
                : "withdrawals may go on";
        events.add(new Event(told.causeSequence(), eventNs, what));
    }

    private static String value(final long high, final long low, final int decimals) {
        return Html.price(Decimals.toBigDecimal(high, low, decimals));
    }

    private static String fund(final long id) {
        return id == 0 ? "the shared fund" : "fund " + id;
    }

    private void add(final Loss loss) {
        counts.merge(loss.what(), 1L, Long::sum);
        if (losses.size() < MAX_LOSSES) {
            losses.add(loss);
        }
    }

    /** In order, as far as they are kept. */
    List<Loss> losses() {
        return losses;
    }

    /** All of them, by what was asked. */
    Map<String, Long> counts() {
        return counts;
    }

    /** When withdrawals should have stopped, and when no longer. */
    List<Event> events() {
        return events;
    }
}
