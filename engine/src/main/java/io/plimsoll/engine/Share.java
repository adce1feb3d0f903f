package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * Shares of values where a product is no whole unit: against the account, exact in 128 bits since whole and remainder are multiplied
 * apart. Scratch space is reused: one instance a thread.
 */
final class Share {
    /** Of 2^126. */
    private static final long MOST_HIGH = 1L << 62;

    private final WideDivision division = new WideDivision();
    private final Int128 million = new Int128().set(Rates.ONE);
    private final Int128 whole = new Int128();
    private final Int128 rest = new Int128();
    private final Int128 divisor = new Int128();

    /** The value becomes floor(value * ppm / 10^6). */
    Int128 floor(final Int128 value, final int ppm) {
        if (ppm == Rates.ONE || value.signum() == 0) {
            return value;
        }
        division.divideFloor(value, million, whole);
        final long left = value.low() - whole.low() * Rates.ONE; // below a million, so that the low words tell it
        return value.set(whole).multiply(ppm).add(0, left * ppm / Rates.ONE);
    }

    /** The value becomes ceil(value * part / of), for parts of a whole above 0. */
    Int128 ceil(final Int128 value, final long part, final long of) {
        division.divideFloor(value, divisor.set(of), whole);
        rest.set(value).subtractProduct(whole, of);
        division.divideCeil(rest.multiply(part), divisor, rest);
        return value.set(whole).multiply(part).add(rest);
    }

    /**
     * The value becomes ceil(value * 10^6 / ppm), the least of which floor(it * ppm / 10^6) is the value, for a share above 0; at most
     * 2^126 in size, beyond what any unit holds.
     */
    Int128 least(final Int128 value, final int ppm) {
        if (ppm == Rates.ONE) {
            return value;
        }
        final boolean isNegative = value.isNegative();
        if (!division.multiplyDivideCeil(value, million, divisor.set(ppm), whole)) {
            return value.set(isNegative ? -MOST_HIGH : MOST_HIGH, 0);
        }
        return value.set(whole);
    }
}
