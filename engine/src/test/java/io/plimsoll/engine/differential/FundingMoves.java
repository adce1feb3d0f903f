package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;

/** Funding indexes that rise and fall, and those that must be refused. */
final class FundingMoves {
    private static final int SOURCE = 1;

    private FundingMoves() {}

    static void write(final Script script, final InputRecords out, final long instrumentId, final BigInteger index) {
        out.funding(instrumentId, Script.clamp(index), SOURCE, script.next(SOURCE));
    }

    /** Up or down by up to a hundredth of the price, or to the limit and back. */
    static void move(final Script script) {
        final Instrument instrument = script.instrument();
        final BigInteger index = script.state().fundingIndex(instrument.id());
        final BigInteger hundredth =
                script.mark(instrument).abs().divide(BigInteger.valueOf(100)).max(BigInteger.ONE);
        if (script.dice().oneIn(20)) {
            final BigInteger limit = script.dice().signed(instrument.maxMark());
            script.then(out -> write(script, out, instrument.id(), limit));
            script.then(out -> write(script, out, instrument.id(), index));
            return;
        }
        final BigInteger moved = index.add(script.dice().signed(script.dice().upTo(hundredth)));
        script.then(out -> write(script, out, instrument.id(), moved));
    }

    static void refused(final Script script) {
        final Instrument instrument =
                script.dice().oneIn(2) ? script.instrument() : script.instrument(some -> !some.hasFunding());
        final BigInteger beyond =
                script.dice().signed(instrument.maxMark().add(script.dice().upTo(instrument.maxMark())));
        script.then(out -> {
            if (script.dice().oneIn(3)) {
                write(script, out, 99_999, BigInteger.ONE);
            } else {
                write(script, out, instrument.id(), beyond);
            }
        });
    }
}
