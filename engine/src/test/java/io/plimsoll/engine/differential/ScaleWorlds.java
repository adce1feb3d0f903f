package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.ScaleTerms;

/** Lets a quarter of the worlds scale their rates. The choices come from dice of their own, so that the others stay as they were. */
final class ScaleWorlds {
    private static final long OTHER_STREAM = 0x9E37_79B9_7F4A_7C15L;

    private ScaleWorlds() {}

    static World varied(final World world, final long seed) {
        return seed % 4 == 2 ? world.with(with(world.profile(), drawn(new Dice(seed ^ OTHER_STREAM)))) : world;
    }

    /** Whether rates are scaled, at least with the world's first profile. */
    static boolean isOneOf(final World world) {
        return !world.profile().terms().scale().equals(ScaleTerms.PLAIN);
    }

    /** What comes later in such a world: a profile that says nothing of it keeps what is in force, changes it, or ends it. */
    static Definition next(final Script script, final Definition staged) {
        if (!isOneOf(script.world())
                || !(staged instanceof Profile profile)
                || !profile.terms().scale().equals(ScaleTerms.PLAIN)) {
            return staged;
        }
        final Dice dice = new Dice(profile.version() ^ OTHER_STREAM);
        final ScaleTerms inForce = script.state().stated().profileTerms().scale();
        return switch (dice.below(8)) {
            case 0 -> staged;
            case 1, 2 -> with(profile, drawn(dice));
            default -> with(profile, inForce.equals(ScaleTerms.PLAIN) ? drawn(dice) : inForce);
        };
    }

    static Profile with(final Profile profile, final ScaleTerms scale) {
        return profile.withTerms(profile.terms().withScale(scale));
    }

    static ScaleTerms drawn(final Dice dice) {
        final int floor = dice.of(1, 500_000, 900_000, Rates.ONE);
        return new ScaleTerms(
                floor,
                dice.of(floor == Rates.ONE ? Rates.ONE + 1 : Rates.ONE, 1_500_000, 3_000_000, 5_000_000),
                dice.of(1, 50_000, 400_000, 5_000_000),
                dice.of(0, 0, 1, 30));
    }
}
