package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.PenaltyTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.util.List;

/**
 * Splits penalties in two of three worlds: only an output hangs on it, so that their streams stay as they were. In each sixth world every instrument
 * has a penalty, too. The choices come from dice of their own.
 */
final class PenaltyWorlds {
    private static final long OTHER_STREAM = 0x5EA1_5A1E_0DD5_1DE5L;
    private static final int EACH = 6;

    // streams that show planted bugs of other rules stay as they were
    private static final long FIRST_KEPT = 150;
    private static final long LAST_KEPT = 330;

    private PenaltyWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        final PenaltyTerms split = split(dice);
        if (!isOneOf(seed)) {
            return dice.oneIn(3) ? world : world.with(with(world.profile(), split));
        }
        final World varied = with(
                world,
                world.instruments().stream()
                        .map(instrument -> penalised(instrument, dice.of(1_000, 15_000, 50_000, 200_000)))
                        .toList(),
                with(world.profile(), split));
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    /** Whether fills are mostly about penalties. */
    static boolean isOneOf(final long seed) {
        return seed % EACH == 0 && (seed < FIRST_KEPT || seed > LAST_KEPT);
    }

    private static boolean isSplit(final World world) {
        return world.profile().terms().waterfall().penalty().isSplit();
    }

    /** What comes later in such a world: mostly with the split in force, at times with another, or without one. */
    static Definition next(final Script script, final Definition staged) {
        if (!isSplit(script.world()) || !(staged instanceof Profile profile)) {
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

    private static World with(final World world, final List<Instrument> instruments, final Profile profile) {
        return new World(
                world.isLarge(),
                world.assets(),
                instruments,
                world.tables(),
                profile,
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
    }

    private static Profile with(final Profile profile, final PenaltyTerms split) {
        final ProfileTerms terms = profile.terms();
        return profile.withTerms(terms.withWaterfall(terms.waterfall().withPenalty(split)));
    }

    private static Instrument penalised(final Instrument instrument, final int penaltyPpm) {
        final InstrumentTerms before = instrument.terms();
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        edit.terms = new InstrumentTerms(
                before.marginTableId(),
                before.sizeFactor(),
                before.maintenanceOfInitialPpm(),
                before.profitInitialWeightPpm(),
                before.profitMaintenanceWeightPpm(),
                before.openInterestLowerMicros(),
                before.openInterestUpperMicros(),
                penaltyPpm,
                before.costPpm(),
                before.fundId(),
                before.maxLeverage());
        return edit.done();
    }

    private static PenaltyTerms split(final Dice dice) {
        final int liquidator = dice.of(0, Rates.ONE, 333_333, 500_000, dice.between(0, Rates.ONE));
        final int fund = dice.of(0, Rates.ONE - liquidator, dice.between(0, Rates.ONE - liquidator));
        return new PenaltyTerms(liquidator, fund, Rates.ONE - liquidator - fund);
    }
}
