package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ScaleTerms;

/**
 * What the rates of all instruments are multiplied by, and when that last changed (docs/internals/margin-scale.md). No scaled rate is above 1,
 * so that whatever the scale is, no more is asked than the limits are proven for. Engine thread.
 */
final class MarginScale {
    private int ppm = Rates.ONE;
    private boolean isStated;
    /** Event time; only where it was stated. */
    private long changedNs;

    /** The scale in force, ppm. */
    int ppm() {
        return ppm;
    }

    /** Why a scale may not come into force, or null. The first that is stated may be any within the bounds. */
    FlagReason refusal(final int next, final ScaleTerms terms, final long nowNs) {
        if (next < terms.floorPpm() || next > terms.capPpm()) {
            return FlagReason.SCALE_OUT_OF_BOUNDS;
        }
        if (!isStated || next == ppm) {
            return null;
        }
        if (Math.abs(next - ppm) > terms.stepPpm()) {
            return FlagReason.SCALE_STEP;
        }
        return nowNs - changedNs < terms.seconds() * Cause.SECOND_NS ? FlagReason.SCALE_EARLY : null;
    }

    /** Puts one in force that is not refused, and answers whether it is another than before. */
    boolean state(final int next, final long nowNs) {
        final boolean isMoved = next != ppm;
        if (isMoved || !isStated) {
            changedNs = nowNs;
        }
        isStated = true;
        ppm = next;
        return isMoved;
    }

    /** Brings it within the bounds of a profile that comes into force. */
    void bound(final ScaleTerms terms) {
        ppm = Math.max(terms.floorPpm(), Math.min(terms.capPpm(), ppm));
    }

    /** What is asked where a definition states so much, ppm of notional: rounded up, at most 1. */
    int rate(final int statedPpm) {
        return (int) Math.min(Rates.ONE, scaled(statedPpm));
    }

    /**
     * An instrument's terms where its rates are scaled: what a size adds is scaled as well; a leverage, or a share of initial margin, is no
     * longer what says its rates.
     */
    InstrumentTerms terms(final InstrumentTerms stated) {
        return ppm == Rates.ONE
                ? stated
                : stated.withRates(Math.min(SizeRules.MAX_FACTOR, scaled(stated.sizeFactor())));
    }

    // A size factor is at most 10^12 and a scale 5 * 10^6.
    private long scaled(final long stated) {
        return (stated * ppm + Rates.ONE - 1) / Rates.ONE;
    }

    void image(final StateImage image) {
        ppm = image.number(ppm);
        isStated = image.flag(isStated);
        changedNs = image.number(changedNs);
    }

    /** Adds nothing where none was ever stated, so that states of journals from before there were any hash as they did. */
    void hash(final StateHash hash) {
        if (isStated || ppm != Rates.ONE || changedNs != 0) {
            hash.add(isStated ? 1 : 0).add(ppm).add(changedNs);
        }
    }
}
