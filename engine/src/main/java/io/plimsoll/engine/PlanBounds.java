package io.plimsoll.engine;

import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;

/** The amounts by which a profile bounds its plans, as values. Set when definitions come into force. Engine thread. */
final class PlanBounds {
    private int portionPpm;
    private boolean isAccountBounded;
    private boolean isDrawBounded;
    private final Int128 dust = new Int128();
    private final Int128 minNotional = new Int128();
    private final Int128 maxAccountNotional = new Int128();
    private final Int128 fullBelow = new Int128();
    private final Int128 maxDraw = new Int128();

    void set(final Profile profile, final int valueDecimals) {
        final PlanTerms terms = profile.terms().plan();
        set(dust, OverflowProof.value(profile.dustMicros(), valueDecimals));
        portionPpm = terms.portionPpm();
        isAccountBounded = terms.maxAccountNotionalMicros() != Terms.UNBOUNDED;
        set(minNotional, OverflowProof.value(terms.minNotionalMicros(), valueDecimals));
        set(
                maxAccountNotional,
                isAccountBounded
                        ? OverflowProof.value(terms.maxAccountNotionalMicros(), valueDecimals)
                        : BigInteger.ZERO);
        set(fullBelow, OverflowProof.value(terms.fullBelowMicros(), valueDecimals));
        isDrawBounded = profile.terms().waterfall().maxDrawMicros() != Terms.UNBOUNDED;
        setOrUnbounded(maxDraw, profile.terms().waterfall().maxDrawMicros(), valueDecimals);
    }

    private static void set(final Int128 target, final BigInteger value) {
        target.set(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }

    /** Sets an amount in millionths of the valuation currency as a value, above every value where it bounds nothing. */
    static void setOrUnbounded(final Int128 target, final long micros, final int valueDecimals) {
        if (micros == Terms.UNBOUNDED) {
            target.set(Long.MAX_VALUE, -1);
        } else {
            set(target, OverflowProof.value(micros, valueDecimals));
        }
    }

    /** What a remainder must be worth to stay open. */
    Int128 dust() {
        return dust;
    }

    /** The share of a position that one liquidation closes. */
    int portionPpm() {
        return portionPpm;
    }

    /** A portion is at least this. */
    Int128 minNotional() {
        return minNotional;
    }

    /** Whether there is a bound on what one record closes of an account. */
    boolean isAccountBounded() {
        return isAccountBounded;
    }

    /** That bound. */
    Int128 maxAccountNotional() {
        return maxAccountNotional;
    }

    /** A position worth no more closes in full. */
    Int128 fullBelow() {
        return fullBelow;
    }

    /** Whether there is a bound on what one record draws from insurance funds for a unit. */
    boolean isDrawBounded() {
        return isDrawBounded;
    }

    /** That bound. */
    Int128 maxDraw() {
        return maxDraw;
    }
}
