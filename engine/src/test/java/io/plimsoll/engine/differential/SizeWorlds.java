package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;

/** Gives a part of the worlds rates that rise with the root of a position. The choices come from dice of their own. */
final class SizeWorlds {
    private static final long OTHER_STREAM = 0x3C6E_F372_FE94_F82BL;

    private SizeWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (!world.tables().isEmpty() || !dice.oneIn(2)) {
            return world;
        }
        final RequirementTerms before = world.profile().terms().requirement();
        final RequirementTerms sized = new RequirementTerms(
                before.profitIn(),
                before.profitCapMicros(),
                before.openOrderFeeMicros(),
                before.openOrdersInMaintenance(),
                before.cancelSeconds(),
                dice.of(Rates.ONE, 800_000, 800_000, 333_333, 0),
                dice.of(1, 100, 7, 100_000));
        final World varied = new World(
                world.isLarge(),
                world.assets(),
                world.instruments().stream()
                        .map(instrument -> sized(instrument, dice))
                        .toList(),
                world.tables(),
                world.profile().withTerms(with(world.profile().terms(), sized)),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    private static Instrument sized(final Instrument instrument, final Dice dice) {
        final InstrumentTerms before = instrument.terms();
        final long factor = dice.of(0L, 1_000L, 100_000L, 1_000_000L, 10_000_000L, 1_000_000_000_000L);
        if (before.maxLeverage() != 0 || before.maintenanceOfInitialPpm() != 0) {
            return instrument;
        }
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        final int[] next = {0};
        edit.terms = before.map(value -> next[0]++ == 1 ? factor : value);
        return edit.done();
    }

    static ProfileTerms with(final ProfileTerms terms, final RequirementTerms requirement) {
        return new ProfileTerms(
                terms.boundary(),
                terms.requirePositive(),
                terms.debtIn(),
                requirement,
                terms.rounding(),
                terms.plan(),
                terms.bonus(),
                terms.auction(),
                terms.waterfall(),
                terms.orders(),
                terms.throttle(),
                terms.rebalance(),
                terms.scale());
    }
}
