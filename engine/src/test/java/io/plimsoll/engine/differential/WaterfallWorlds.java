package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.engine.naive.Funds;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.Terms;
import io.plimsoll.protocol.terms.WaterfallTerms;
import java.util.List;

/**
 * Gives half of the worlds insurance funds that are drawn upon, and instruments that name one. The choices come from dice of their own,
 * so that the other half stays as it was.
 */
final class WaterfallWorlds {
    /** Funds beside the shared one. */
    static final List<Long> FUNDS = List.of(7L, 9L);

    private static final long OTHER_STREAM = 0x1DA5_B1E5_0FF0_0D5EL;

    private WaterfallWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (dice.oneIn(2)) {
            return world;
        }
        final World varied = new World(
                world.isLarge(),
                world.assets(),
                world.instruments().stream()
                        .map(instrument -> insured(instrument, dice))
                        .toList(),
                world.tables(),
                with(world.profile(), terms(dice)),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    /** Whether funds of the world are drawn upon, at least with its first profile. */
    static boolean isOneOf(final World world) {
        return world.profile().terms().waterfall().fundDraws();
    }

    /** What comes later in such a world: a profile that says nothing of it keeps most of what is in force. */
    static Definition next(final Script script, final Definition staged) {
        if (!isOneOf(script.world())
                || !(staged instanceof Profile profile)
                || !profile.terms().waterfall().equals(WaterfallTerms.PLAIN)) {
            return staged;
        }
        final Dice dice = new Dice(profile.version() ^ OTHER_STREAM);
        final WaterfallTerms inForce =
                script.state().definitions().profileTerms().waterfall();
        return switch (dice.below(12)) {
            case 0 -> staged;
            case 1, 2, 3 -> with(profile, terms(dice));
            default -> with(profile, inForce.fundDraws() ? inForce : terms(dice));
        };
    }

    static Profile with(final Profile profile, final WaterfallTerms waterfall) {
        return profile.withTerms(profile.terms().withWaterfall(waterfall));
    }

    private static WaterfallTerms terms(final Dice dice) {
        return new WaterfallTerms(
                true,
                dice.of(Terms.UNBOUNDED, Terms.UNBOUNDED, 1L, 1_000_000L, 10_000_000_000L),
                dice.oneIn(2),
                dice.of(
                        Deleveraging.NONE,
                        Deleveraging.PROFIT_BY_EQUITY,
                        Deleveraging.PROFIT_TIMES_LEVERAGE,
                        Deleveraging.LEVERAGE_TIMES_RATIO),
                dice.of(0, 0, 1, 2));
    }

    private static Instrument insured(final Instrument instrument, final Dice dice) {
        final long fundId = dice.oneIn(3) ? Funds.SHARED : dice.pick(FUNDS);
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
                before.penaltyPpm(),
                before.costPpm(),
                (int) fundId,
                before.maxLeverage());
        return edit.done();
    }
}
