package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.PenaltyTerms;
import io.plimsoll.protocol.terms.ProfileTerms;

/** Splits penalties in two of three worlds. The choices come from dice of their own, and only an output hangs on them: streams stay as they were. */
final class PenaltyWorlds {
    private static final long OTHER_STREAM = 0x5EA1_5A1E_0DD5_1DE5L;

    private PenaltyWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        return dice.oneIn(3) ? world : world.with(with(world.profile(), split(dice)));
    }

    private static boolean isOneOf(final World world) {
        return world.profile().terms().waterfall().penalty().isSplit();
    }

    /** What comes later in such a world: mostly with the split in force, at times with another, or without one. */
    static Definition next(final Script script, final Definition staged) {
        if (!isOneOf(script.world()) || !(staged instanceof Profile profile)) {
            return staged;
        }
        final Dice dice = new Dice(profile.version() ^ OTHER_STREAM);
        final PenaltyTerms inForce =
                script.state().definitions().profileTerms().waterfall().penalty();
        return switch (dice.below(8)) {
            case 0 -> with(profile, PenaltyTerms.NONE);
            case 1, 2 -> with(profile, split(dice));
            default -> with(profile, inForce.isSplit() ? inForce : split(dice));
        };
    }

    private static Profile with(final Profile profile, final PenaltyTerms split) {
        final ProfileTerms terms = profile.terms();
        return profile.withTerms(terms.withWaterfall(terms.waterfall().withPenalty(split)));
    }

    private static PenaltyTerms split(final Dice dice) {
        final int liquidator = dice.of(0, Rates.ONE, 333_333, 500_000, dice.between(0, Rates.ONE));
        final int fund = dice.of(0, Rates.ONE - liquidator, dice.between(0, Rates.ONE - liquidator));
        return new PenaltyTerms(liquidator, fund, Rates.ONE - liquidator - fund);
    }
}
