package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;

/** The formulas of docs/internals/inverse.md, each by itself. Prices at P, marks at P or W. */
public class InverseFormulas {
    /** m(p), what stands in place of a price: the price itself, or -floor(c * 10^W / p). */
    protected BigInteger mark(final Instrument instrument, final BigInteger price) {
        return instrument.mark(price);
    }

    /** What a fill at a price costs a contract: its mark. */
    protected BigInteger paid(final Instrument instrument, final BigInteger price) {
        return mark(instrument, price);
    }

    /** What is asked of a position hangs on what it is worth now, not on what it cost. */
    protected BigInteger asked(final BigInteger atMark, final Position position, final BigInteger mark) {
        return atMark;
    }

    /** Largest size of a mark or funding index. */
    protected BigInteger largest(final Instrument instrument) {
        return instrument.maxMark();
    }
}
