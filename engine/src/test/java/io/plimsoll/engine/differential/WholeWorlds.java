package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.terms.RequirementTerms;

/**
 * Asks initially for all of a notional at the rate of its last tier in half of the worlds that have instruments with margin tables, where that may be.
 * Only initial margin hangs on it, so that their streams stay as they were. The choices come from dice of their own.
 */
final class WholeWorlds {
    private static final long OTHER_STREAM = 0xA2BF_E8A1_4CF1_0364L;

    private WholeWorlds() {}

    /** To be asked for last: what varies a world's requirement after this would know nothing of it. */
    static World varied(final World world, final long seed) {
        if (world.instruments().stream().noneMatch(Instrument::hasTable) || new Dice(seed ^ OTHER_STREAM).oneIn(2)) {
            return world;
        }
        final World varied = world.with(with(world.profile(), true));
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    private static boolean isOneOf(final World world) {
        return world.profile().terms().requirement().initialOfWhole();
    }

    /** What comes later in such a world: mostly a profile that asks alike, at times beside a rebalancing that it does not go with. */
    static Definition next(final Script script, final Definition staged) {
        if (!isOneOf(script.world()) || !(staged instanceof Profile profile)) {
            return staged;
        }
        final Dice dice = new Dice(profile.version() ^ OTHER_STREAM);
        if (profile.terms().rebalance().to() == Rebalancing.INITIAL) {
            return with(profile, dice.oneIn(4)); // refused
        }
        final boolean isFirst = profile.version() == script.world().profile().version();
        return with(profile, isFirst || !dice.oneIn(6));
    }

    private static Profile with(final Profile profile, final boolean isOfWhole) {
        final RequirementTerms asked = profile.terms().requirement();
        return profile.withTerms(profile.terms().withRequirement(asked.with(isOfWhole, asked.stopOnTop())));
    }
}
