package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.codec.AccountLeverageEncoder;
import java.math.BigInteger;

/** Leverages that accounts choose for themselves, above and below what an instrument allows, and that must be refused. */
final class LeverageMoves {
    private static final long ONE = 1_000_000;

    private LeverageMoves() {}

    static void write(
            final Script script,
            final InputRecords out,
            final long accountId,
            final long instrumentId,
            final long leveragePpm) {
        final int source = script.source(accountId);
        final long sequence = script.next(source);
        out.record((buffer, at, header) -> new AccountLeverageEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .accountId(accountId)
                .leveragePpm(leveragePpm)
                .sourceSequence(sequence)
                .instrumentId(instrumentId)
                .source(source)
                .encodedLength());
    }

    /** Of whoever comes to a boundary next, mostly in what it holds. */
    static void choose(final Script script) {
        final Dice dice = script.dice();
        script.unit(dice.oneIn(4) ? Unit::isTrader : Boundaries.isTarget(script))
                .ifPresent(unit -> {
                    final Instrument instrument = dice.oneIn(4)
                            ? script.instrument()
                            : script.instrument(
                                    some -> !unit.legs().position(some.id()).isFlat());
                    final long leverage = leverage(instrument, dice);
                    script.then(out -> write(script, out, unit.accountId(), instrument.id(), leverage));
                    if (dice.oneIn(2)) {
                        final BigInteger held =
                                unit.legs().position(instrument.id()).quantity().abs();
                        script.then(out ->
                                OpenOrderMoves.write(script, out, unit.accountId(), instrument.id(), held, held, 1));
                    }
                });
    }

    /** None any more, of somebody who chose one. */
    static void end(final Script script) {
        script.unit(unit -> !unit.leverages().isEmpty()).ifPresent(unit -> {
            final long instrumentId =
                    script.dice().pick(unit.leverages().keySet().stream().toList());
            script.then(out -> write(script, out, unit.accountId(), instrumentId, 0));
        });
    }

    static void refused(final Script script) {
        final Dice dice = script.dice();
        final long instrumentId = dice.oneIn(4) ? 99_999 : script.instrument().id();
        final long leverage = dice.of(-1L, 1L, ONE - 1, Numbers.tenTo(12).longValueExact() + 1, Long.MAX_VALUE);
        script.unit(unit -> true)
                .ifPresent(unit -> script.then(out -> write(script, out, unit.accountId(), instrumentId, leverage)));
    }

    // Mostly around the instrument's own, with rates that do not come out even.
    private static long leverage(final Instrument instrument, final Dice dice) {
        final long own = ONE * ONE / Math.max(1, instrument.initialPpm());
        return switch (dice.below(6)) {
            case 0 -> dice.of(ONE, ONE * ONE);
            case 1 -> own;
            default -> Math.min(ONE * ONE, Math.max(ONE, dice.between(own / 4, own + own / 2)));
        };
    }
}
