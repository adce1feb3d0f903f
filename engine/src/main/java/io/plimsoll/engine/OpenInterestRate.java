package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.InstrumentTerms;

/**
 * How the initial rate of an instrument rises with what is open of it at the venue (docs/internals/initial-margin.md). Reused from
 * position to position; one thread.
 */
final class OpenInterestRate {
    private final MicrosWorth worth = new MicrosWorth();
    private final WideDivision division = new WideDivision();
    private final Int128 open = new Int128();

    /** Whether an instrument's initial rate hangs on it. */
    static boolean isStated(final Factor instrument) {
        return instrument.instrumentTerms.openInterestUpperMicros() != 0;
    }

    /** The initial rate at a size of the mark, ppm: the instrument's own up to the lower bound, 1 from the upper one on. */
    int ppm(final Factor instrument, final long price) {
        final InstrumentTerms terms = instrument.instrumentTerms;
        final long lower = terms.openInterestLowerMicros();
        final long micros = worth.of(instrument.openInterest, price, instrument.costDecimals());
        if (micros <= lower) {
            return instrument.askedInitialPpm;
        }
        if (micros >= terms.openInterestUpperMicros()) {
            return Rates.ONE;
        }
        open.setProduct(Rates.ONE - instrument.askedInitialPpm, micros - lower);
        division.divideFloor(open, terms.openInterestUpperMicros() - lower, open);
        return instrument.askedInitialPpm + (int) open.low();
    }
}
