package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RebalanceTerms;
import java.util.List;

/**
 * Has a third of the worlds rebalance who asked for it, but for the positions in some instruments. The choices come from dice of their
 * own, so that the others stay as they were.
 */
final class RebalanceWorlds {
    private static final long OTHER_STREAM = 0x2545_F491_4F6C_DD1DL;

    private RebalanceWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (!dice.oneIn(3)) {
            return world;
        }
        final List<Instrument> instruments = world.instruments().stream()
                .map(instrument -> dice.oneIn(5) ? leftAlone(instrument) : instrument)
                .toList();
        return new World(
                world.isLarge(),
                world.assets(),
                instruments,
                world.tables(),
                drawn(world.profile(), dice),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
    }

    /** Whether who asked for it is rebalanced, at least with the world's first profile. */
    static boolean isOneOf(final World world) {
        return !world.profile().terms().rebalance().equals(RebalanceTerms.PLAIN);
    }

    /** What comes later in such a world: a profile that says nothing of it keeps what is in force, or ends it. */
    static Definition next(final Script script, final Definition staged) {
        if (!isOneOf(script.world())
                || !(staged instanceof Profile profile)
                || !profile.terms().rebalance().equals(RebalanceTerms.PLAIN)) {
            return staged;
        }
        final ProfileTerms inForce = script.state().definitions().profileTerms();
        return new Dice(profile.version() ^ OTHER_STREAM).oneIn(4)
                ? staged
                : profile.withTerms(profile.terms().withRebalance(inForce.rebalance()));
    }

    static Profile drawn(final Profile profile, final Dice dice) {
        final RebalanceTerms terms =
                new RebalanceTerms(dice.of(Rebalancing.STOP, Rebalancing.INITIAL), dice.of(0, 0, 1, 5, 60));
        return profile.withTerms(profile.terms().withRebalance(terms));
    }

    private static Instrument leftAlone(final Instrument instrument) {
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        edit.terms = instrument.terms().withoutRebalancing();
        return edit.done();
    }
}
