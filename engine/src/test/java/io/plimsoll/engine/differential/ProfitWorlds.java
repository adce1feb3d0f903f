package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;
import io.plimsoll.protocol.terms.Terms;
import java.util.List;

/**
 * Gives half of the worlds profits that are weighed and capped, and orders at a venue's fillable price. The choices come from dice of
 * their own, so that the other half stays as it was.
 */
final class ProfitWorlds {
    private static final long OTHER_STREAM = 0x61C8_8646_80B5_83EBL;

    private ProfitWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (dice.oneIn(2)) {
            return world;
        }
        final ProfileTerms before = world.profile().terms();
        final boolean areWhole = before.rounding().notional() != Rounding.NONE || dice.oneIn(3);
        final List<Instrument> instruments = areWhole
                ? world.instruments()
                : world.instruments().stream()
                        .map(instrument -> weighed(instrument, dice))
                        .toList();
        final ProfileTerms terms = new ProfileTerms(
                before.boundary(),
                before.requirePositive(),
                before.debtIn(),
                areWhole ? before.requirement() : capped(before.requirement(), dice),
                before.rounding(),
                dice.oneIn(2) ? before.plan() : fillable(before.plan(), dice),
                before.bonus(),
                before.auction(),
                before.waterfall());
        final World varied = new World(
                world.isLarge(),
                world.assets(),
                instruments,
                world.tables(),
                world.profile().withTerms(terms),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    private static Instrument weighed(final Instrument instrument, final Dice dice) {
        final int maintenance = dice.of(Rates.ONE, 0, 500_000, 999_999);
        final InstrumentTerms before = instrument.terms();
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        edit.terms = new InstrumentTerms(
                before.marginTableId(),
                before.sizeFactor(),
                before.maintenanceOfInitialPpm(),
                dice.between(0, maintenance),
                maintenance,
                before.openInterestLowerMicros(),
                before.openInterestUpperMicros(),
                before.penaltyPpm(),
                before.costPpm(),
                before.fundId(),
                before.maxLeverage());
        return edit.done();
    }

    private static RequirementTerms capped(final RequirementTerms before, final Dice dice) {
        return new RequirementTerms(
                ProfitPlace.EQUITY,
                dice.of(Terms.UNBOUNDED, 0L, 100_000_000L, 10_000_000_000L),
                before.openOrderFeeMicros(),
                before.openOrdersInMaintenance(),
                before.cancelSeconds(),
                before.sizeShapePpm(),
                before.ratePrecisionPpm());
    }

    private static PlanTerms fillable(final PlanTerms plan, final Dice dice) {
        return new PlanTerms(
                plan.sizing(),
                plan.portionPpm(),
                plan.minNotionalMicros(),
                plan.maxAccountNotionalMicros(),
                plan.closeFactorPpm(),
                plan.fullBelowHealthPpm(),
                plan.fullBelowMicros(),
                plan.leftoverMicros(),
                plan.targetHealthPpm(),
                dice.of(0, 500_000, 1_000_000, 3_000_000, 100_000_000),
                dice.of(1, 100_000, 1_500_000, 10_000_000),
                plan.storeFrontFactorPpm());
    }
}
