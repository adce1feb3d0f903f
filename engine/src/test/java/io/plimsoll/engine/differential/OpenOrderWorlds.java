package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;

/**
 * Has accounts tell of their open orders in a third of the worlds, with a fee an order in most of these, and counts them for maintenance in a part. The choices come from dice of
 * their own, so that the others stay as they were.
 */
final class OpenOrderWorlds {
    private static final long OTHER_STREAM = 0xA54F_F53A_5F1D_36F1L;
    private static final long COUNTING = 0x3C6E_F372_FE94_F82BL;

    private OpenOrderWorlds() {}

    static boolean isOneOf(final long seed) {
        return new Dice(seed ^ OTHER_STREAM).oneIn(3);
    }

    static World varied(final World world, final long seed) {
        if (!isOneOf(seed)) {
            return world;
        }
        final Profile drawn = drawn(world.profile(), new Dice(~seed ^ OTHER_STREAM));
        final World varied = world.with(drawn);
        final long smallFee = new Dice(seed).of(0L, 1L, 100L);
        final World counting = world.with(with(drawn, smallFee, true)); // so that fees are not all that is asked for
        if (new Dice(seed ^ COUNTING).oneIn(2) && isSound(counting)) {
            return counting;
        }
        return isSound(varied) ? varied : world;
    }

    private static boolean isSound(final World world) {
        final Definitions definitions = Definitions.none().replacedBy(world.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds();
    }

    /** Whether what a world has on order counts for maintenance, at least at first. */
    static boolean counts(final World world) {
        return world.profile().terms().requirement().openOrdersInMaintenance();
    }

    /** What comes later in such a world: a profile that says nothing of a fee keeps what is in force, or ends it. */
    static Definition next(final Script script, final Definition staged) {
        final RequirementTerms inForce =
                script.state().definitions().profileTerms().requirement();
        if ((inForce.openOrderFeeMicros() == 0 && !inForce.openOrdersInMaintenance())
                || !(staged instanceof Profile profile)
                || profile.terms().requirement().openOrderFeeMicros() != 0) {
            return staged;
        }
        return new Dice(profile.version() ^ OTHER_STREAM).oneIn(4)
                ? staged
                : with(profile, inForce.openOrderFeeMicros(), inForce.openOrdersInMaintenance());
    }

    private static Profile drawn(final Profile profile, final Dice dice) {
        return with(profile, dice.of(0L, 1L, 10_000L, 1_000_000_000L), false);
    }

    /** The same profile but for what it says of open orders; what it has not said of cancelling follows from the rest. */
    static Profile with(final Profile profile, final long feeMicros, final boolean isCounting) {
        final int stated = profile.terms().requirement().cancelSeconds();
        final int some = stated == 0 ? new Dice(feeMicros ^ profile.version()).of(1, 2, 30, 86_400) : stated;
        return with(profile, feeMicros, isCounting, isCounting ? some : 0);
    }

    /** The same with whatever it says of cancelling. */
    static Profile with(
            final Profile profile, final long feeMicros, final boolean isCounting, final int cancelSeconds) {
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
                        isCounting,
                        cancelSeconds,
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
