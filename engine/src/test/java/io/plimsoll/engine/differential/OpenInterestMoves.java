package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.codec.OpenInterestEncoder;
import java.math.BigInteger;

/** What is open of an instrument rises and falls, to its bounds and between them, and what of it must be refused. */
final class OpenInterestMoves {
    private static final int SOURCE = 1;

    private OpenInterestMoves() {}

    static void write(final Script script, final InputRecords out, final long instrumentId, final BigInteger quantity) {
        final long sequence = script.next(SOURCE);
        out.record((buffer, at, header) -> new OpenInterestEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .quantity(Script.clamp(quantity))
                .sourceSequence(sequence)
                .instrumentId(instrumentId)
                .source(SOURCE)
                .encodedLength());
    }

    /** To a bound as near as quantities come, or somewhere between; then whoever holds some of it is valued. */
    static void move(final Script script) {
        final Instrument instrument = script.instrument(OpenInterestWorlds::isBounded);
        final BigInteger lower = BigInteger.valueOf(instrument.terms().openInterestLowerMicros());
        final BigInteger upper = BigInteger.valueOf(instrument.terms().openInterestUpperMicros());
        final Dice dice = script.dice();
        final BigInteger micros = dice.oneIn(3)
                ? dice.of(lower, upper)
                : lower.add(dice.upTo(upper.subtract(lower).add(BigInteger.ONE)))
                        .subtract(BigInteger.ONE);
        final BigInteger price = script.mark(instrument).abs();
        final BigInteger quantity = micros.multiply(Numbers.tenTo(instrument.costDecimals()))
                .divide(price.multiply(Numbers.MILLION))
                .add(BigInteger.valueOf(dice.between(-1, 2)));
        script.then(out -> write(script, out, instrument.id(), quantity.max(BigInteger.ZERO)));
        script.unit(unit -> unit.isTrader() && holds(unit, instrument)).ifPresent(unit -> {
            Boundaries.byTransfer(script);
            script.then(out -> script.transfer(out, unit.accountId(), World.FINE, BigInteger.ONE.negate()));
        });
    }

    static void refused(final Script script) {
        final Instrument instrument = script.instrument();
        final BigInteger beyond = script.dice().of(BigInteger.ONE.negate(), BigInteger.ONE.shiftLeft(62));
        final boolean isUnknown = script.dice().oneIn(3);
        script.then(out -> write(script, out, isUnknown ? 99_999 : instrument.id(), beyond));
    }

    private static boolean holds(final Unit unit, final Instrument instrument) {
        return !unit.legs().position(instrument.id()).isFlat();
    }
}
