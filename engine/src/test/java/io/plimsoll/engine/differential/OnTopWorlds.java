package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.terms.RequirementTerms;

/**
 * Adds what stop margin is above maintenance margin to a size's rates and weights in half of the worlds that have these. The choices come
 * from dice of their own.
 */
final class OnTopWorlds {
    private static final long OTHER_STREAM = 0x5851_F42D_4C95_7F2DL;

    private OnTopWorlds() {}

    /** To be asked for last: what varies a world's requirement after this would know nothing of it. */
    static World varied(final World world, final long seed) {
        final boolean isSized = world.instruments().stream()
                        .anyMatch(instrument -> instrument.terms().sizeFactor() != 0)
                || world.assets().stream().anyMatch(SizeWeightWorlds::isSized);
        if (!isSized || new Dice(seed ^ OTHER_STREAM).oneIn(2)) {
            return world;
        }
        final World varied = world.with(with(world.profile(), true));
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    /** What comes later in such a world: mostly a profile that asks alike. */
    static Definition next(final Script script, final Definition staged) {
        if (!script.world().profile().terms().requirement().stopOnTop() || !(staged instanceof Profile profile)) {
            return staged;
        }
        return with(profile, !new Dice(profile.version() ^ OTHER_STREAM).oneIn(6));
    }

    private static Profile with(final Profile profile, final boolean isOnTop) {
        final RequirementTerms asked = profile.terms().requirement();
        return profile.withTerms(profile.terms().withRequirement(asked.with(asked.initialOfWhole(), isOnTop)));
    }
}
