package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the page's section "Definitions" asks of a commit, over the result as a whole. One use per commit. */
public final class DefinitionsCheck {
    private static final int MAX_LIMIT_SPREAD_PPM = 10_000_000;
    private static final InterestFormulas INTEREST = new InterestFormulas();
    private static final ScaleFormulas SCALES = new ScaleFormulas();
    private static final long LONGEST_NS = 1L << 50;

    /** The terms that the page speaks of. */
    public static final Set<String> KNOWN = KnownTerms.ALL;

    private final Definitions before;
    private final Definitions after;
    private final DefinitionFormulas formulas;

    /** By the rules; {@code after} is what would be in force. */
    public DefinitionsCheck(final Definitions before, final Definitions after) {
        this(before, after, new DefinitionFormulas());
    }

    DefinitionsCheck(final Definitions before, final Definitions after, final DefinitionFormulas formulas) {
        this.before = before;
        this.after = after;
        this.formulas = formulas;
    }

    /** Whether the commit may be applied. */
    public boolean holds() {
        return assetsKeepWhatTheyPromised()
                && instrumentsKeepWhatTheyPromised()
                && after.assets().values().stream().allMatch(this::isSound)
                && after.instruments().values().stream().allMatch(this::isSound)
                && after.profile().map(this::isSound).orElse(false)
                && after.tables().values().stream().allMatch(this::isSound)
                && after.guards().values().stream().allMatch(this::isSound)
                && usersOfAPriceAgree()
                && new OverflowProof(after, formulas).holds();
    }

    private boolean assetsKeepWhatTheyPromised() {
        return before.assets().values().stream().allMatch(old -> {
            final Asset now = after.assets().get(old.id());
            return now.decimals() == old.decimals()
                    && now.priceDecimals() == old.priceDecimals()
                    && now.priceId() == old.priceId()
                    && now.terms().indexed() == old.terms().indexed()
                    && now.terms().maxIndexPpm() >= old.terms().maxIndexPpm()
                    && !formulas.isLowered(old.maxBalance(), now.maxBalance())
                    && !formulas.isLowered(old.maxPrice(), now.maxPrice());
        });
    }

    private boolean instrumentsKeepWhatTheyPromised() {
        return before.instruments().values().stream().allMatch(old -> {
            final Instrument now = after.instruments().get(old.id());
            return now.priceDecimals() == old.priceDecimals()
                    && now.quantityDecimals() == old.quantityDecimals()
                    && now.priceId() == old.priceId()
                    && now.settlementAssetId() == old.settlementAssetId()
                    && now.kind() == old.kind()
                    && now.terms().contractValue() == old.terms().contractValue()
                    && now.terms().worthDecimals() == old.terms().worthDecimals()
                    && !formulas.isLowered(old.maxQuantity(), now.maxQuantity())
                    && !formulas.isLowered(old.maxPrice(), now.maxPrice());
        });
    }

    private boolean isSound(final Asset asset) {
        return KNOWN.containsAll(Terms.differences(asset.terms(), AssetTerms.PLAIN))
                && new SizeCheck(after, formulas).isSound(asset.terms())
                && asset.terms().depositCapMicros() >= 0
                && isIndexSound(asset)
                && new CollateralCheck(after).isSound(asset)
                && formulas.areLiabilityWeights(asset.terms())
                && formulas.areShares(
                        asset.maintenanceWeightPpm(),
                        asset.terms(),
                        after.profileTerms().bonus().shape())
                && formulas.isStart(asset.maxPrice(), after.profileTerms().auction())
                && areOrdered(asset.initialWeightPpm(), asset.stopWeightPpm(), asset.maintenanceWeightPpm())
                && asset.id() > 0
                && formulas.isLimit(asset.maxBalance())
                && formulas.isLimit(asset.maxPrice())
                && formulas.areDecimals(asset.decimals())
                && formulas.areDecimals(asset.priceDecimals())
                && areOrdered(0, asset.initialWeightPpm(), asset.maintenanceWeightPpm(), Rates.ONE)
                && (asset.priceId() != 0 || isValuationCurrency(asset));
    }

    // docs/internals/interest.md, "Definitions"
    private boolean isIndexSound(final Asset asset) {
        return INTEREST.isBound(asset.maxBalance(), asset.terms())
                && (!asset.terms().indexed()
                        || (!Buckets.areInForce(after)
                                && !after.profileTerms().waterfall().fundDraws()
                                && after.instruments().values().stream()
                                        .noneMatch(instrument -> instrument.settlementAssetId() == asset.id())));
    }

    // worth 1 without a tick, so it can have no other scale and no other limit
    private static boolean isValuationCurrency(final Asset asset) {
        return asset.priceDecimals() == 0 && asset.maxPrice().equals(BigInteger.ONE);
    }

    private boolean isSound(final Instrument instrument) {
        return KNOWN.containsAll(Terms.differences(instrument.terms(), InstrumentTerms.PLAIN))
                && isTableSound(instrument)
                && areRatesSound(instrument)
                && (!Buckets.areInForce(after) || isSoundInBucket(instrument))
                && isProfitSound(instrument)
                && isOpenInterestSound(instrument)
                && areOrdered(0, instrument.terms().penaltyPpm(), Rates.ONE)
                && areOrdered(0, instrument.terms().costPpm(), Rates.ONE)
                && isKindSound(instrument)
                && instrument.id() > 0
                && instrument.priceId() > 0
                && formulas.isLimit(instrument.maxQuantity())
                && formulas.isLimit(instrument.maxPrice())
                && after.assets().containsKey(instrument.settlementAssetId())
                && after.assets().containsKey(instrument.underlyingAssetId())
                && formulas.areDecimals(instrument.priceDecimals())
                && formulas.areDecimals(instrument.quantityDecimals())
                && formulas.areDecimals(instrument.costDecimals())
                && areOrdered(0, instrument.maintenancePpm(), instrument.stopPpm(), instrument.initialPpm(), Rates.ONE)
                && formulas.isLimit(instrument.tick())
                && formulas.isLimit(instrument.step())
                && formulas.isWithin(instrument.tick(), instrument.maxPrice())
                && formulas.isWithin(instrument.step(), instrument.maxQuantity());
    }

    // docs/internals/inverse.md, "Definitions"
    private boolean isKindSound(final Instrument instrument) {
        final InstrumentTerms terms = instrument.terms();
        return switch (instrument.kind()) {
            case SPOT, PERPETUAL -> terms.contractValue() == 0 && terms.worthDecimals() == 0;
            case INVERSE ->
                terms.contractValue() > 0
                        && formulas.areDecimals(terms.worthDecimals())
                        && formulas.isLimit(instrument.maxMark())
                        && formulas.isWorthSomething(instrument)
                        && !Buckets.areInForce(after);
            default -> false;
        };
    }

    private boolean isOpenOrderFeeSound(final long micros) {
        return micros == 0
                || (micros > 0
                        && micros <= 1_000_000_000
                        && formulas.isDustProven(after.openOrderFee().multiply(BigInteger.valueOf(64 * 65_534L)))
                        && !Buckets.areInForce(after));
    }

    private boolean isOpenInterestSound(final Instrument instrument) {
        final InstrumentTerms terms = instrument.terms();
        return (terms.openInterestLowerMicros() == 0 && terms.openInterestUpperMicros() == 0)
                || (terms.openInterestLowerMicros() >= 0
                        && terms.openInterestLowerMicros() < terms.openInterestUpperMicros()
                        && !instrument.hasTable()
                        && terms.sizeFactor() == 0
                        && terms.maxLeverage() == 0
                        && !Buckets.areInForce(after));
    }

    // maintenance by a share of initial, or both by a leverage
    private boolean areRatesSound(final Instrument instrument) {
        final int share = instrument.terms().maintenanceOfInitialPpm();
        final int leverage = instrument.terms().maxLeverage();
        final long factor = instrument.terms().sizeFactor();
        final boolean isOne =
                (instrument.hasTable() ? 1 : 0) + (share == 0 ? 0 : 1) + (leverage == 0 ? 0 : 1) + (factor == 0 ? 0 : 1)
                        <= 1;
        final long shared = (long) instrument.initialPpm() * share;
        final boolean isShare = share == 0
                || (areOrdered(1, share, Rates.ONE)
                        && instrument.maintenancePpm() == ceil(shared, Rates.ONE)
                        && (roundings().requirement() != Rounding.NONE || shared % Rates.ONE == 0));
        final boolean isLeverage = leverage == 0
                || (areOrdered(1, leverage, Rates.ONE)
                        && instrument.initialPpm() == ceil(Rates.ONE, leverage)
                        && instrument.maintenancePpm() == ceil(Rates.ONE, 2L * leverage));
        return isOne
                && formulas.isSizeFactor(factor)
                && isShare
                && isLeverage
                && (!instrument.hasTable() || roundings().notional() == Rounding.NONE);
    }

    private static long ceil(final long value, final long divisor) {
        return -Math.floorDiv(-value, divisor);
    }

    private RoundingTerms roundings() {
        return after.profileTerms().rounding();
    }

    private boolean isSound(final RoundingTerms rounding) {
        final List<Rounding> modes = List.of(
                rounding.collateral(),
                rounding.weighted(),
                rounding.debt(),
                rounding.notional(),
                rounding.requirement());
        final boolean isExact = rounding.decimals() == RoundingTerms.EXACT;
        return !modes.contains(Rounding.NULL_VAL)
                && rounding.weighted() != Rounding.CEIL
                && Set.of(Rounding.NONE, Rounding.TRUNCATE).contains(rounding.notional())
                && (isExact
                        ? modes.stream().allMatch(mode -> mode == Rounding.NONE)
                        : areOrdered(0, after.valueDecimals() - rounding.decimals(), 18));
    }

    private boolean isTableSound(final Instrument instrument) {
        if (!instrument.hasTable()) {
            return true;
        }
        final MarginTable table = after.tables().get(instrument.tableId());
        if (table == null || table.tiers().isEmpty()) {
            return false;
        }
        final MarginTable.Tier first = table.tiers().get(0);
        return first.initialPpm() == instrument.initialPpm()
                && first.stopPpm() == instrument.stopPpm()
                && first.maintenancePpm() == instrument.maintenancePpm();
    }

    private boolean isSound(final MarginTable table) {
        boolean isSound = table.id() > 0 && formulas.isTierCount(table.tiers().size());
        MarginTable.Tier before = new MarginTable.Tier(BigInteger.ONE.negate(), 0, 0, 0);
        for (final MarginTable.Tier tier : table.tiers()) {
            isSound &= before.floorMicros().signum() < 0
                    ? formulas.isFirstFloor(tier.floorMicros())
                    : formulas.isNextFloor(before.floorMicros(), tier.floorMicros());
            isSound &= areOrdered(0, tier.maintenancePpm(), tier.stopPpm(), tier.initialPpm(), Rates.ONE)
                    && formulas.areRising(before.maintenancePpm(), tier.maintenancePpm())
                    && formulas.areRising(before.stopPpm(), tier.stopPpm())
                    && formulas.areRising(before.initialPpm(), tier.initialPpm());
            before = tier;
        }
        return isSound;
    }

    private boolean isSound(final PlanTerms plan) {
        final Set<String> ofPortion =
                new TreeSet<>(Set.of("portionPpm", "minNotionalMicros", "maxAccountNotionalMicros", "fullBelowMicros"));
        if (plan.sizing() == Sizing.PORTION) {
            ofPortion.clear();
        } else if (plan.sizing() == Sizing.CLOSE_FACTOR) {
            ofPortion.remove("fullBelowMicros");
        }
        return plan.sizing() != Sizing.NULL_VAL
                && areOrdered(0, plan.portionPpm(), Rates.ONE)
                && plan.minNotionalMicros() >= 0
                && plan.fullBelowMicros() >= 0
                && plan.maxAccountNotionalMicros() > 0
                && Collections.disjoint(ofPortion, Terms.differences(plan, PlanTerms.PLAIN));
    }

    // the dust limit's other bound is part of the proof, since it needs V
    // whoever rounds a notional counts its profit in full
    private boolean isProfitSound(final Instrument instrument) {
        final InstrumentTerms terms = instrument.terms();
        return areOrdered(0, terms.profitInitialWeightPpm(), terms.profitMaintenanceWeightPpm(), Rates.ONE)
                && (terms.profitInitialWeightPpm() == Rates.ONE || roundings().notional() == Rounding.NONE);
    }

    private boolean isProfitSound(final ProfileTerms terms) {
        final long cap = terms.requirement().profitCapMicros();
        return Set.of(ProfitPlace.EQUITY, ProfitPlace.SETTLEMENT_ASSET)
                        .contains(terms.requirement().profitIn())
                && areOrdered(0, terms.requirement().sizeShapePpm(), Rates.ONE)
                && areOrdered(1, terms.requirement().ratePrecisionPpm(), 100_000)
                && (cap == Terms.UNBOUNDED
                        || (cap >= 0
                                && after.profitCap().orElseThrow().bitLength() <= 125
                                && terms.rounding().notional() == Rounding.NONE))
                && areOrdered(0, terms.plan().fillableSpreadPpm(), 10_000_000)
                && areOrdered(0, terms.plan().fillableBankruptcyAdjustmentPpm(), 100_000_000);
    }

    private boolean isSound(final Profile profile) {
        return KNOWN.containsAll(Terms.differences(profile.terms(), ProfileTerms.PLAIN))
                && Set.of(Boundary.STRICT, Boundary.INCLUSIVE)
                        .contains(profile.terms().boundary())
                && Set.of(DebtPlace.NETTED, DebtPlace.REQUIREMENT)
                        .contains(profile.terms().debtIn())
                && isSound(profile.terms().plan())
                && isSound(profile.terms().rounding())
                && isProfitSound(profile.terms())
                && formulas.areOpenOrders(profile.terms())
                && formulas.isInitialOfWhole(profile.terms())
                && isOpenOrderFeeSound(profile.terms().requirement().openOrderFeeMicros())
                && (!Buckets.areInForce(after) || isSoundWithBuckets(profile))
                && SCALES.areBounds(profile.terms().scale())
                && formulas.isWaterfall(profile.terms().waterfall())
                && formulas.isLending(profile.terms().plan())
                && formulas.areOrders(profile.terms().orders())
                && formulas.areThrottles(profile.terms().throttle())
                && formulas.isBonus(
                        profile.terms().bonus(), profile.terms().plan().sizing())
                && formulas.isAuction(
                        profile.terms().auction(),
                        profile.terms().bonus().shape(),
                        profile.terms().plan().sizing())
                && formulas.isWarningRatio(profile.warningRatioPpm())
                && areOrdered(0, profile.limitSpreadPpm(), MAX_LIMIT_SPREAD_PPM)
                && profile.dustMicros() >= 0
                && profile.maxLiquidationsPerRecord() >= 0
                && profile.terms().rebalance().seconds() >= 0
                && profile.terms().rebalance().seconds() <= 1_000_000_000;
    }

    // docs/internals/settle-buckets.md, "Refused by name"
    private static boolean isSoundInBucket(final Instrument instrument) {
        final InstrumentTerms terms = instrument.terms();
        return !instrument.hasTable()
                && terms.sizeFactor() == 0
                && terms.maintenanceOfInitialPpm() == 0
                && terms.maxLeverage() == 0
                && instrument.stopPpm() > 0;
    }

    private static boolean isSoundWithBuckets(final Profile profile) {
        final ProfileTerms terms = profile.terms();
        return terms.debtIn() == DebtPlace.NETTED
                && terms.boundary() == Boundary.STRICT
                && !terms.requirePositive()
                && profile.warningRatioPpm() == Rates.ONE
                && terms.requirement().profitCapMicros() == Terms.UNBOUNDED
                && terms.rounding().equals(RoundingTerms.PLAIN)
                && terms.plan().sizing() == Sizing.STOP_MARGIN
                && terms.plan().fillableSpreadPpm() == 0
                && terms.rebalance().to() == Rebalancing.NONE
                && terms.waterfall().deleverage() != Deleveraging.LEVERAGE_TIMES_RATIO;
    }

    private boolean isSound(final Guard guard) {
        return after.maxPrice(guard.priceId()).isPresent()
                && areOrdered(1, guard.quorum(), 16)
                && isWithin(guard.maxAgeNs(), 1)
                && isOffOrWithin(guard.collarPpm(), 1, Rates.ONE)
                && isOffOrWithin(guard.outlierMads(), 1, 100)
                && areOrdered(0, guard.outlierFloorPpm(), Rates.ONE)
                && isOffOrWithin(guard.maxConfidencePpm(), 1, Rates.ONE)
                && isOffOrWithin(guard.haltFactor(), 2, 100)
                && isWithin(guard.slowNs(), 64)
                && areOrdered(1, guard.resumeTicks(), 100)
                && isOffOrWithin(guard.dwellPpm(), 1, Rates.ONE)
                && isWithin(guard.dwellNs(), 0);
    }

    private static boolean isOffOrWithin(final OptionalInt value, final int from, final int to) {
        return value.isEmpty() || areOrdered(from, value.getAsInt(), to);
    }

    private static boolean isWithin(final long ns, final long least) {
        return ns >= least && ns <= LONGEST_NS;
    }

    private static boolean areOrdered(final int... rising) {
        for (int i = 1; i < rising.length; i++) {
            if (rising[i - 1] > rising[i]) {
                return false;
            }
        }
        return true;
    }

    private record PriceScale(int priceDecimals, BigInteger maxPrice) {}

    private boolean usersOfAPriceAgree() {
        final SortedMap<Long, PriceScale> scales = new TreeMap<>();
        boolean agree = true;
        for (final Asset asset : after.assets().values()) {
            final PriceScale scale = new PriceScale(asset.priceDecimals(), asset.maxPrice());
            agree &= scales.merge(asset.priceId(), scale, (first, other) -> first)
                    .equals(scale);
        }
        for (final Instrument instrument : after.instruments().values()) {
            final PriceScale scale = new PriceScale(instrument.priceDecimals(), instrument.maxPrice());
            agree &= scales.merge(instrument.priceId(), scale, (first, other) -> first)
                    .equals(scale);
        }
        return agree;
    }
}
