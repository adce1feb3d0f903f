package io.plimsoll.engine;

import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import io.plimsoll.protocol.terms.Terms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One account with balances, valued and planned for without an engine around it. Single-threaded. */
final class LendingBook {
    static final int UNIT = 0;

    private static final long LIMIT = 1L << 40;
    private static final EngineCapacity CAPACITY = new EngineCapacity(1, 64, 8, 64, 1);

    final EngineState state = new EngineState(CAPACITY);
    final UnitMargin margin = new UnitMargin();
    final UnitDebts debts = new UnitDebts(state);
    private final List<Factor> assets = new ArrayList<>();
    private final List<Long> balances = new ArrayList<>();
    private final List<Long> prices = new ArrayList<>();
    private final ProfileTerms terms;

    LendingBook(final ProfileTerms terms) {
        this.terms = terms;
    }

    /** Defines the next asset, with ids from 1, and what the account holds. Price and balance mantissas. */
    LendingBook asset(
            final int decimals,
            final int priceDecimals,
            final long price,
            final int maintenanceWeightPpm,
            final AssetTerms own,
            final long balance) {
        final int id = assets.size() + 1;
        final Factor asset = new Factor(assets.size(), false, id);
        asset.symbol = ("A" + id).getBytes(StandardCharsets.US_ASCII);
        asset.priceId = id;
        asset.unitDecimals = decimals;
        asset.priceDecimals = priceDecimals;
        asset.maintenanceWeightPpm = maintenanceWeightPpm;
        asset.maxUnits = LIMIT;
        asset.maxPrice = LIMIT;
        asset.assetTerms = own;
        assets.add(asset);
        balances.add(balance);
        prices.add(price);
        return this;
    }

    /** Puts it all in force and plans. */
    SeizePlan plan() {
        final Factor[] all = assets.toArray(Factor[]::new);
        final Profile profile = new Profile(1, 1_000_000, 0, 0, 0, terms);
        final OverflowProof proof = OverflowProof.of(all, terms);
        state.catalog.install(all, new MarginTables(), profile, proof, state.prices);
        state.units.add(1, AccountRole.TRADER);
        final MarginCalculator calculator = new MarginCalculator(
                state.catalog, state.prices, state.units, state.legs, state.orders, state.unitInstruments);
        int previous = Legs.NONE;
        for (int i = 0; i < all.length; i++) {
            state.prices.accept(all[i].priceSlot, prices.get(i), 0, 1, 1, 0);
            if (balances.get(i) != 0) {
                previous = hold(all[i], balances.get(i), previous);
            }
        }
        calculator.compute(UNIT, margin);
        final SeizePlan plan = new SeizePlan();
        final LendingPlanner planner = new LendingPlanner(state);
        if (planner.canBeSeized(UNIT)) {
            planner.plan(UNIT, margin, plan);
        }
        debts.take(UNIT, margin);
        return plan;
    }

    private int hold(final Factor asset, final long balance, final int previous) {
        final int leg = state.legs.allocate(UNIT, asset.index, previous, Legs.NONE);
        if (previous == Legs.NONE) {
            state.units.setFirstLeg(UNIT, leg);
        }
        state.units.addToLegCount(UNIT, 1);
        state.legs.setUnits(leg, balance);
        return leg;
    }

    static AssetTerms assetTerms(final int bonusPpm, final int feePpm, final int liquidationFactorPpm) {
        final AssetTerms plain = AssetTerms.PLAIN;
        return new AssetTerms(
                plain.stopWeightPpm(),
                plain.initialLiabilityWeightPpm(),
                plain.stopLiabilityWeightPpm(),
                plain.maintenanceLiabilityWeightPpm(),
                plain.sizeFactor(),
                plain.valueCapMicros(),
                plain.domainId(),
                bonusPpm,
                feePpm,
                plain.notCollateral(),
                plain.cancelsRisk(),
                plain.indexed(),
                plain.debtOf(),
                plain.weightTableId(),
                liquidationFactorPpm,
                Terms.UNBOUNDED,
                plain.maxIndexPpm(),
                plain.domainCapMicros());
    }

    static PlanTerms plan(
            final Sizing sizing,
            final int closeFactorPpm,
            final int fullBelowHealthPpm,
            final long fullBelowMicros,
            final long leftoverMicros,
            final int targetHealthPpm) {
        final PlanTerms plain = PlanTerms.PLAIN;
        return new PlanTerms(
                sizing,
                plain.portionPpm(),
                plain.minNotionalMicros(),
                plain.maxAccountNotionalMicros(),
                closeFactorPpm,
                fullBelowHealthPpm,
                fullBelowMicros,
                leftoverMicros,
                targetHealthPpm,
                plain.fillableBankruptcyAdjustmentPpm(),
                plain.fillableSpreadPpm(),
                plain.storeFrontFactorPpm());
    }

    static ProfileTerms terms(final PlanTerms plan, final BonusTerms bonus, final RoundingTerms rounding) {
        return terms(plan, bonus, rounding, AuctionTerms.PLAIN);
    }

    static ProfileTerms terms(
            final PlanTerms plan, final BonusTerms bonus, final RoundingTerms rounding, final AuctionTerms auction) {
        final ProfileTerms plain = ProfileTerms.PLAIN;
        return new ProfileTerms(
                Boundary.STRICT,
                false,
                DebtPlace.REQUIREMENT,
                plain.requirement(),
                rounding,
                plan,
                bonus,
                auction,
                plain.waterfall());
    }
}
