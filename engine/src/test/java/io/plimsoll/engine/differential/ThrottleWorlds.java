package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.ThrottleTerms;

/**
 * Gives a quarter of the worlds bounds on what is ordered in a second or an hour. The choices come from dice of their own, so that the
 * others stay as they were.
 */
final class ThrottleWorlds {
    private static final long OTHER_STREAM = 0x3C6E_F372_FE94_F82BL;
    private static final int MOST_DIGITS = 15;

    private ThrottleWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        final boolean isKnown = DefinitionsCheck.KNOWN.contains("throttle.maxOrdersPerSecond");
        return isKnown && dice.oneIn(4) ? world.with(with(world.profile(), drawn(dice))) : world;
    }

    /** Whether the world bounds what is ordered, at least with its first profile. */
    static boolean isOneOf(final World world) {
        return !world.profile().terms().throttle().equals(ThrottleTerms.PLAIN);
    }

    /** What comes later in such a world: a profile that says nothing of it keeps what is in force, or ends it. */
    static Definition next(final Script script, final Definition staged) {
        if (!isOneOf(script.world())
                || !(staged instanceof Profile profile)
                || !profile.terms().throttle().equals(ThrottleTerms.PLAIN)) {
            return staged;
        }
        final ProfileTerms inForce = script.state().definitions().profileTerms();
        return new Dice(profile.version() ^ OTHER_STREAM).oneIn(4) ? staged : with(profile, inForce.throttle());
    }

    static Profile with(final Profile profile, final ThrottleTerms throttle) {
        return profile.withTerms(profile.terms().withThrottle(throttle));
    }

    /** At least the bound on orders, so that no world of this kind has none. */
    static ThrottleTerms drawn(final Dice dice) {
        return new ThrottleTerms(dice.of(1, 1, 2, 3, 10), amount(dice), amount(dice), amount(dice), amount(dice));
    }

    private static long amount(final Dice dice) {
        return dice.oneIn(3) ? Math.round(Math.pow(10, dice.between(0, MOST_DIGITS))) : 0;
    }
}
