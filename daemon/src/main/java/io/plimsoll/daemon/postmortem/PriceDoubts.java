package io.plimsoll.daemon.postmortem;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.InputFlaggedDecoder;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.PriceStateChangeDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes down when prices were not simply believed, and which sources were not at all. Also of records before the stretch, since what began
 * there may go on in it. The collector's thread.
 */
final class PriceDoubts {
    private static final int MAX_DOUBTS = 5_000;

    private final Definitions definitions;
    private final OutlierSpans outliers = new OutlierSpans();
    private final DownSpans downs = new DownSpans();
    private final Map<Long, Doubt> states = new HashMap<>();
    private final List<Doubt> doubts = new ArrayList<>();

    PriceDoubts(final Definitions definitions) {
        this.definitions = definitions;
    }

    void define(final GuardDefinitionDecoder guard) {
        outliers.define(guard);
        downs.define(guard.priceId());
    }

    /** A price was taken. */
    void taken(final long priceId, final int source, final long value, final long publishNs, final long nowNs) {
        outliers.taken(priceId, source, value, publishNs, nowNs);
        downs.taken(priceId, source, nowNs);
    }

    /** A source is down. */
    void down(final int source, final long sequence, final long nowNs) {
        outliers.down(source);
        for (final long priceId : downs.down(source)) {
            final Doubt doubt = new Doubt(sequence, nowNs, symbol(priceId), "source down", null).by(source);
            keep(doubt);
            downs.begin(priceId, source, doubt);
        }
    }

    /** A timer record, or another that all prices were looked at for. */
    void passed(final long nowNs) {
        outliers.passed(nowNs);
    }

    void onFlagged(final InputFlaggedDecoder flagged, final long eventNs) {
        if (flagged.reason() == FlagReason.PRICE_OUTLIER) {
            final Doubt doubt = new Doubt(
                            flagged.causeSequence(), eventNs, symbol(flagged.subjectId()), "outlier", null)
                    .by(flagged.source());
            keep(doubt);
            outliers.begin(flagged.subjectId(), flagged.source(), doubt);
        }
    }

    void onChange(final PriceStateChangeDecoder change, final long eventNs) {
        final Doubt before = states.remove(change.priceId());
        if (before != null) {
            before.end(eventNs);
        }
        final boolean isDwelling = change.dwelling() == BooleanType.T;
        if (change.current() == PriceState.VALID && !isDwelling) {
            return;
        }
        final String what = change.current() == PriceState.VALID
                ? "jump"
                : change.current().name().toLowerCase(Locale.ROOT) + (isDwelling ? ", jump" : "");
        final int decimals = change.priceDecimals();
        final Doubt doubt = new Doubt(
                change.causeSequence(),
                eventNs,
                symbol(change.priceId()),
                what,
                new Doubt.Standing(
                        price(change.value(), decimals),
                        price(change.low(), decimals),
                        price(change.high(), decimals),
                        change.fresh(),
                        change.kept()));
        if (change.source() != PriceStateChangeDecoder.sourceNullValue()) {
            doubt.by(change.source());
        }
        states.put(change.priceId(), doubt);
        keep(doubt);
    }

    private static BigDecimal price(final long mantissa, final int decimals) {
        return Decimals.toBigDecimal(mantissa, decimals);
    }

    private String symbol(final long priceId) {
        final Definitions.Priced priced = definitions.price(priceId);
        return priced == null ? Long.toString(priceId) : priced.symbol();
    }

    private void keep(final Doubt doubt) {
        if (doubts.size() < MAX_DOUBTS) {
            doubts.add(doubt);
        }
    }

    /** Those that began in the stretch or went on in it, in order; as far as they are kept. */
    List<Doubt> since(final long firstNs) {
        return doubts.stream()
                .filter(doubt -> doubt.toNs() == null || doubt.toNs() >= firstNs)
                .toList();
    }
}
