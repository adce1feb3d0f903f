package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;

/**
 * Makes most instruments of each fifth world inverse contracts, where that may be, worth from a few units at the lowest prices to so many that rounding is
 * nothing. The choices come from dice of their own, so that the others stay as they were.
 */
final class InverseWorlds {
    private static final long OTHER_STREAM = 0xBB67_AE85_84CA_A73BL;

    private static final int EACH = 5;

    private InverseWorlds() {}

    static World varied(final World world, final long seed) {
        if (seed % EACH != 0) {
            return world;
        }
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        final World varied = new World(
                world.isLarge(),
                world.assets(),
                world.instruments().stream()
                        .map(instrument -> dice.oneIn(4) ? instrument : inverse(instrument, world.isLarge(), dice))
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

    static boolean isOneOf(final World world) {
        return world.instruments().stream().anyMatch(Instrument::isInverse);
    }

    // Its scale does not grow, so that what boundaries are solved with is as fine as before.
    private static Instrument inverse(final Instrument instrument, final boolean isLarge, final Dice dice) {
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        final int worthDecimals = isLarge ? edit.priceDecimals : dice.between(0, edit.priceDecimals);
        final BigInteger most = isLarge
                ? edit.maxPrice
                : edit.maxPrice.multiply(BigInteger.valueOf(dice.of(1L, 3L, 100L, 10_000L, 1_000_000L)));
        edit.kind = InstrumentKind.INVERSE;
        edit.terms = edit.terms.ofContract(
                Numbers.ceilDiv(most, Numbers.tenTo(worthDecimals)).longValueExact(), worthDecimals);
        return edit.done();
    }
}
