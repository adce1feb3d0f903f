package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigInteger;

/**
 * Has a third of the worlds let initial margin rise with open interest, in most of the instruments that may. The choices come from dice of
 * their own, so that the others stay as they were.
 */
final class OpenInterestWorlds {
    private static final long OTHER_STREAM = 0x3C6E_F372_FE94_F82BL;

    private OpenInterestWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (!dice.oneIn(3)) {
            return world;
        }
        final World varied = new World(
                world.isLarge(),
                world.assets(),
                world.instruments().stream()
                        .map(instrument -> bounded(instrument, dice))
                        .toList(),
                world.tables(),
                world.profile(),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    /** Whether initial margin may rise in the world's first definitions. */
    static boolean isOneOf(final World world) {
        return world.instruments().stream().anyMatch(OpenInterestWorlds::isBounded);
    }

    static boolean isBounded(final Instrument instrument) {
        return instrument.terms().openInterestUpperMicros() > 0;
    }

    private static Instrument bounded(final Instrument instrument, final Dice dice) {
        final InstrumentTerms before = instrument.terms();
        if (instrument.hasTable() || before.sizeFactor() != 0 || before.maxLeverage() != 0 || dice.oneIn(5)) {
            return instrument;
        }
        // The largest position at a quarter of the largest price is worth so much.
        final BigInteger most = instrument
                .maxQuantity()
                .multiply(instrument.maxPrice().shiftRight(2).max(BigInteger.ONE))
                .multiply(Numbers.MILLION)
                .divide(Numbers.tenTo(instrument.costDecimals()));
        final long room = Script.clamp(most.min(BigInteger.ONE.shiftLeft(60)).max(BigInteger.TWO));
        final long lower = dice.of(0L, room / 10, room / 2, dice.between(0L, room));
        final long upper = lower + dice.of(1L, 3L, room / 2 + 1, dice.between(1L, room));
        final int[] next = {0};
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        edit.terms = before.map(value -> switch (next[0]++) {
            case 5 -> lower;
            case 6 -> upper;
            default -> value;
        });
        return edit.done();
    }
}
