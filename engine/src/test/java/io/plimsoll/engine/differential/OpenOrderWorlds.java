package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;

/**
 * Has accounts tell of their open orders in a third of the worlds, with a fee an order in most of these. The choices come from dice of
 * their own, so that the others stay as they were.
 */
final class OpenOrderWorlds {
    private static final long OTHER_STREAM = 0xA54F_F53A_5F1D_36F1L;

    private OpenOrderWorlds() {}

    static boolean isOneOf(final long seed) {
        return new Dice(seed ^ OTHER_STREAM).oneIn(3);
    }

    static World varied(final World world, final long seed) {
        if (!isOneOf(seed)) {
            return world;
        }
        final World varied = world.with(drawn(world.profile(), new Dice(~seed ^ OTHER_STREAM)));
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    /** What comes later in such a world: a profile that says nothing of a fee keeps what is in force, or ends it. */
    static Definition next(final Script script, final Definition staged) {
        final RequirementTerms inForce =
                script.state().definitions().profileTerms().requirement();
        if (inForce.openOrderFeeMicros() == 0
                || !(staged instanceof Profile profile)
                || profile.terms().requirement().openOrderFeeMicros() != 0) {
            return staged;
        }
        return new Dice(profile.version() ^ OTHER_STREAM).oneIn(4)
                ? staged
                : with(profile, inForce.openOrderFeeMicros());
    }

    private static Profile drawn(final Profile profile, final Dice dice) {
        return with(profile, dice.of(0L, 1L, 10_000L, 1_000_000_000L));
    }

    private static Profile with(final Profile profile, final long feeMicros) {
        final ProfileTerms terms = profile.terms();
        final RequirementTerms before = terms.requirement();
        return profile.withTerms(new ProfileTerms(
                terms.boundary(),
                terms.requirePositive(),
                terms.debtIn(),
                new RequirementTerms(
                        before.profitIn(),
                        before.profitCapMicros(),
                        feeMicros,
                        before.openOrdersInMaintenance(),
                        before.sizeShapePpm(),
                        before.ratePrecisionPpm()),
                terms.rounding(),
                terms.plan(),
                terms.bonus(),
                terms.auction(),
                terms.waterfall(),
                terms.orders(),
                terms.throttle(),
                terms.rebalance(),
                terms.scale()));
    }
}
