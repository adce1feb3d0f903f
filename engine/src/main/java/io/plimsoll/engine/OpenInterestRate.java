package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.InstrumentTerms;

/**
 * How the initial rate of an instrument rises with what is open of it at the venue (docs/internals/initial-margin.md). Reused from
 * position to position; one thread.
 */
final class OpenInterestRate {
    /** Quantities open are smaller: times a price they fit 128 bits. */
    static final long LIMIT = 1L << 62;

    private static final int MICROS_DECIMALS = 6;

    private final WideDivision division = new WideDivision();
    private final Int128 open = new Int128();

    /** Whether an instrument's initial rate hangs on it. */
    static boolean isStated(final Factor instrument) {
        return instrument.instrumentTerms.openInterestUpperMicros() != 0;
    }

    /** The initial rate at a price, ppm: the instrument's own up to the lower bound, 1 from the upper one on. */
    int ppm(final Factor instrument, final long price) {
        final InstrumentTerms terms = instrument.instrumentTerms;
        final long lower = terms.openInterestLowerMicros();
        final long micros = micros(instrument, price);
        if (micros <= lower) {
            return instrument.initialPpm;
        }
        if (micros >= terms.openInterestUpperMicros()) {
            return Rates.ONE;
        }
        open.setProduct(Rates.ONE - instrument.initialPpm, micros - lower);
        division.divideFloor(open, terms.openInterestUpperMicros() - lower, open);
        return instrument.initialPpm + (int) open.low();
    }

    // What is open is worth, in whole millionths of the settlement asset; the largest long where it is that or more.
    private long micros(final Factor instrument, final long price) {
        open.setProduct(instrument.openInterest, price);
        final int finer = instrument.costDecimals() - MICROS_DECIMALS;
        if (finer > 0) {
            division.divideFloor(open, Decimals.powerOfTen(finer), open);
        } else if (open.fitsLong()) {
            open.setProduct(open.low(), Decimals.powerOfTen(-finer));
        }
        return open.fitsLong() ? open.low() : Long.MAX_VALUE;
    }
}
