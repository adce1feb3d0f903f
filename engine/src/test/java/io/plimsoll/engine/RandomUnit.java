package io.plimsoll.engine;

import io.plimsoll.engine.differential.BucketTerms;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One unit of up to 64 legs in a state of its own: limits up to where the overflow proof ends, prices from 1 to their limit, costs that
 * nearly cancel what they bought, and its numbers on a boundary or a little beside it. Single-threaded.
 */
final class RandomUnit {
    static final int UNIT = 0;

    private static final int MAX_LEGS = EngineCapacity.MAX_LEGS_PER_UNIT;
    private static final int MOST_BITS = 59;
    private static final int PROOF_BITS = 125;
    private static final int BUCKET_MOVES = 6;
    private static final EngineCapacity CAPACITY = new EngineCapacity(1, MAX_LEGS, 1, MAX_LEGS, MAX_LEGS);

    final EngineState state = new EngineState(CAPACITY);
    final int warningRatioPpm;
    private ProfileTerms terms;
    private final SplittableRandom random;
    /** Whether what positions have won or lost counts as so much of their settlement asset. */
    private final boolean isBucketed;

    private final long domainCapMicros;

    private final MarginCalculator calculator = new MarginCalculator(
            state.catalog, state.prices, state.units, state.legs, state.orders, state.unitInstruments);

    RandomUnit(final SplittableRandom random, final boolean isBucketed) {
        this.random = random;
        this.isBucketed = isBucketed;
        domainCapMicros = random.split().nextLong(1L << (1 + random.split().nextInt(Long.SIZE - 3)));
        warningRatioPpm = isBucketed
                ? Rates.ONE
                : random.nextBoolean() ? 2 * Rates.ONE : Rates.ONE + random.nextInt(Rates.ONE + 1);
        final SplittableRandom ordering = random.split();
        terms = isBucketed ? BucketTerms.PLAIN : terms();
        if (!isBucketed && ordering.nextInt(3) == 0) {
            terms = OrderingTerms.of(terms, ordering.nextInt(3) * 10_000L);
        }
        define();
        accrue();
        for (int slot = 1; slot < state.prices.count(); slot++) {
            final long price = upTo(state.prices.maxPrice(slot));
            state.prices.accept(slot, price, 0, 1, 1, 0);
        }
        state.units.add(1, AccountRole.TRADER);
        hold();
        order(ordering);
        if (random.nextInt(4) != 0) {
            moveToBoundary();
            for (int i = 0; isBucketed && i < BUCKET_MOVES; i++) {
                moveToBoundary(); // which is no line
            }
        }
    }

    private void accrue() {
        for (final Factor factor : state.catalog.factors()) {
            if (factor.isIndexed()) {
                index(factor.interest.supply, factor.assetTerms.maxIndexPpm());
                index(factor.interest.borrow, factor.assetTerms.maxIndexPpm());
            }
        }
    }

    // From next to nothing to the bound.
    private void index(final Int128 index, final long maxPpm) {
        index.setProduct(1 + random.nextLong(maxPpm), 1 + random.nextLong(1_000_000_000_000_000_000L))
                .multiply(1_000);
    }

    private ProfileTerms terms() {
        final ProfileTerms plain = ProfileTerms.PLAIN;
        return new ProfileTerms(
                random.nextBoolean() ? Boundary.STRICT : Boundary.INCLUSIVE,
                random.nextBoolean(),
                random.nextBoolean() ? DebtPlace.NETTED : DebtPlace.REQUIREMENT,
                plain.requirement(),
                plain.rounding(),
                plain.plan(),
                plain.bonus(),
                plain.auction(),
                plain.waterfall());
    }

    // A unit of the last decimal kept from one value to the largest that there may be.
    private ProfileTerms rounded(final int valueDecimals, final Factor[] factors) {
        if (random.nextInt(3) != 0) {
            return terms;
        }
        final boolean areProfitsWhole = Arrays.stream(factors).allMatch(Profit::isWhole);
        final boolean isTiered = Arrays.stream(factors).anyMatch(factor -> factor.instrumentTerms.marginTableId() != 0);
        final int decimals = Math.max(0, valueDecimals - random.nextInt(Decimals.MAX_DECIMALS + 1));
        final RoundingTerms rounding = valueDecimals - decimals > Decimals.MAX_DECIMALS
                ? RoundingTerms.PLAIN
                : new RoundingTerms(
                        decimals,
                        mode(4),
                        mode(2),
                        mode(4),
                        areProfitsWhole && random.nextBoolean() && !isTiered ? Rounding.TRUNCATE : Rounding.NONE,
                        mode(4));
        return new ProfileTerms(
                terms.boundary(),
                terms.requirePositive(),
                terms.debtIn(),
                terms.requirement(),
                rounding,
                terms.plan(),
                terms.bonus(),
                terms.auction(),
                terms.waterfall());
    }

    private Rounding mode(final int of) {
        return List.of(Rounding.NONE, Rounding.FLOOR, Rounding.CEIL, Rounding.TRUNCATE)
                .get(random.nextInt(of));
    }

    /** By the exact numbers. */
    Verdict verdict() {
        return margin().verdict(state.catalog.profile());
    }

    /** The exact numbers. */
    UnitMargin margin() {
        final UnitMargin margin = new UnitMargin();
        calculator.compute(UNIT, margin);
        return margin;
    }

    /** The estimated ones. */
    UnitEstimate estimate() {
        final UnitEstimate estimate = new UnitEstimate();
        new Estimator(state.catalog, state.prices, state.units, state.legs, state.unitInstruments)
                .compute(UNIT, estimate);
        return estimate;
    }

    // Limits as they come, then less of whatever takes most, until no unit can overflow.
    private void define() {
        final MarginTables tables = new MarginTables();
        final Factor[] factors = new Factor[2 + random.nextInt(random.nextInt(4) == 0 ? MAX_LEGS - 1 : 5)];
        final int assets = 1 + random.nextInt(Math.min(4, factors.length - 1));
        for (int i = 0; i < factors.length; i++) {
            factors[i] = factor(i, assets);
            if (!isBucketed && factors[i].isInstrument && random.nextInt(3) == 0) {
                final RandomTable table = new RandomTable(i, random);
                tables.put(table.table);
                final InstrumentTerms own = factors[i].instrumentTerms;
                factors[i].instrumentTerms = table.terms().ofContract(own.contractValue(), own.worthDecimals());
            } else if (!isBucketed && !factors[i].isInstrument && random.nextInt(3) == 0) {
                capAndWeigh(factors[i], tables);
            }
        }
        OverflowProof proof = OverflowProof.of(factors, terms);
        while (!proof.holds()) {
            final Factor largest = proof.largest();
            final int excess = Math.min(MOST_BITS, Math.max(1, proof.boundBits() - PROOF_BITS));
            if (largest.maxUnits > 1) {
                largest.maxUnits = Math.max(1, largest.maxUnits >> excess);
            } else {
                factors[largest.settlementAssetId].maxPrice >>= largest.maxPrice > 1 ? 0 : 1;
                lowerPrice(largest);
            }
            proof = OverflowProof.of(factors, terms);
        }
        terms = isBucketed ? terms : rounded(proof.valueDecimals(), factors);
        state.catalog.install(factors, tables, new Profile(1, warningRatioPpm, 0, 0, 0, terms), proof, state.prices);
        if (random.nextInt(3) == 0) {
            state.catalog.scale().state(1 + random.nextInt(5 * Rates.ONE), 0);
            state.catalog.rescale();
        }
    }

    // Caps from next to nothing to more than there can be; one domain, and weights that fall with worth.
    private void capAndWeigh(final Factor asset, final MarginTables tables) {
        final RandomTable table = new RandomTable(MAX_LEGS + asset.index, random);
        final boolean isTiered = asset.assetTerms.sizeFactor() == 0 && random.nextBoolean();
        final boolean isInDomain = random.nextBoolean();
        final long valueCap = random.nextBoolean() ? Terms.UNBOUNDED : magnitude(Long.SIZE - 2);
        if (isTiered) {
            tables.put(table.table);
            asset.maintenanceWeightPpm = Rates.ONE - table.table.maintenancePpm(0);
        }
        final int[] component = {0};
        asset.assetTerms = asset.assetTerms.map(value -> switch (component[0]++) {
            case 5 -> valueCap;
            case 6 -> isInDomain ? 1 : value;
            case 13 -> isTiered ? table.table.id() : value;
            case 17 -> isInDomain ? domainCapMicros : value;
            default -> value;
        });
    }

    private Factor factor(final int index, final int assets) {
        final Factor factor = new Factor(index, index >= assets, index);
        factor.priceId = index;
        factor.priceDecimals = index == 0 ? 0 : random.nextInt(3);
        factor.unitDecimals = random.nextInt(3);
        factor.maxPrice = index == 0 ? 1 : magnitude(MOST_BITS);
        factor.maxUnits = magnitude(MOST_BITS);
        factor.maintenanceWeightPpm = random.nextInt(Rates.ONE + 1);
        final int weight = random.nextBoolean() ? Rates.ONE : Rates.ONE + random.nextInt(9 * Rates.ONE + 1);
        final boolean isIndexed = !isBucketed && !factor.isInstrument && random.nextInt(4) == 0;
        final boolean isSized = !isBucketed && !isIndexed && !factor.isInstrument && random.nextInt(4) == 0;
        factor.maxUnits = isIndexed ? Math.max(1, factor.maxUnits >> 3) : factor.maxUnits;
        factor.assetTerms = new AssetTerms(
                AssetTerms.AS_MAINTENANCE,
                weight,
                weight,
                weight,
                isSized ? magnitude(40) : 0,
                Terms.UNBOUNDED,
                0,
                0,
                0,
                false,
                false,
                isIndexed,
                0,
                0,
                Rates.ONE,
                Terms.UNBOUNDED,
                isIndexed ? Rates.ONE + random.nextInt(7 * Rates.ONE) : 0,
                Terms.UNBOUNDED);
        factor.settlementAssetId = random.nextBoolean() ? 0 : random.nextInt(assets);
        factor.kind = random.nextBoolean() ? InstrumentKind.PERPETUAL : InstrumentKind.SPOT;
        factor.maintenancePpm = random.nextInt(8) == 0 ? Rates.ONE : random.nextInt(100_000);
        if (!isBucketed && factor.isInstrument && random.nextInt(4) == 0) {
            invert(factor);
        }
        if (!isBucketed && factor.isInstrument && random.nextInt(4) == 0) {
            askForAPart(factor);
        }
        if (factor.isInstrument && random.nextInt(4) == 0) {
            weighProfit(factor);
        }
        return factor;
    }

    // What a profit counts for maintenance, from nothing to all of it.
    private void weighProfit(final Factor instrument) {
        final int[] component = {0};
        final int weight = random.nextInt(Rates.ONE + 1);
        instrument.instrumentTerms = instrument.instrumentTerms.map(value -> component[0]++ == 4 ? weight : value);
    }

    private void askForAPart(final Factor instrument) {
        final int leverage = 1 + random.nextInt(50);
        final InstrumentTerms plain = InstrumentTerms.PLAIN;
        instrument.initialPpm = (Rates.ONE + leverage - 1) / leverage;
        instrument.maintenancePpm = (Rates.ONE + 2 * leverage - 1) / (2 * leverage);
        instrument.instrumentTerms = new InstrumentTerms(
                        plain.marginTableId(),
                        plain.sizeFactor(),
                        plain.maintenanceOfInitialPpm(),
                        plain.profitInitialWeightPpm(),
                        plain.profitMaintenanceWeightPpm(),
                        plain.openInterestLowerMicros(),
                        plain.openInterestUpperMicros(),
                        plain.penaltyPpm(),
                        plain.costPpm(),
                        plain.fundId(),
                        leverage)
                .ofContract(instrument.instrumentTerms.contractValue(), instrument.instrumentTerms.worthDecimals());
    }

    // Worth from one unit at the highest price to the most that there may be.
    private void invert(final Factor instrument) {
        instrument.kind = InstrumentKind.INVERSE;
        final int decimals = random.nextInt(3);
        final long unit = Decimals.powerOfTen(decimals);
        final long most = ((1L << MOST_BITS) - 1) / unit;
        instrument.maxPrice = Math.min(instrument.maxPrice, most * unit);
        final long least = (instrument.maxPrice + unit - 1) / unit;
        final long value = Math.min(most, least + magnitude(MOST_BITS) - 1);
        instrument.instrumentTerms = instrument.instrumentTerms.ofContract(value, decimals);
    }

    private static void lowerPrice(final Factor instrument) {
        instrument.maxPrice = Math.max(1, instrument.maxPrice >> 1);
        if (instrument.isInverse()) {
            final InstrumentTerms terms = instrument.instrumentTerms;
            instrument.instrumentTerms = terms.ofContract(
                    Math.max(1, terms.contractValue() - terms.contractValue() / 2), terms.worthDecimals());
        }
    }

    private void hold() {
        int previous = Legs.NONE;
        for (final Factor factor : state.catalog.factors()) {
            if (!factor.isInstrument && random.nextInt(3) == 0) {
                continue;
            }
            final int leg = state.legs.allocate(UNIT, factor.index, previous, Legs.NONE);
            if (previous == Legs.NONE) {
                state.units.setFirstLeg(UNIT, leg);
            }
            state.units.addToLegCount(UNIT, 1);
            state.legs.setUnits(leg, sign() * upTo(factor.maxUnits));
            if (factor.isInstrument) {
                payFor(leg, factor);
            }
            previous = leg;
        }
    }

    // Beside what is held, and of what is not.
    private void order(final SplittableRandom ordering) {
        for (final Factor factor : state.catalog.factors()) {
            if (factor.isInstrument && state.catalog.countsOpenOrders() && ordering.nextInt(2) == 0) {
                if (ordering.nextInt(3) == 0) {
                    state.legs.setUnits(leg(factor), 0);
                    state.legs.setCost(leg(factor), 0, 0);
                }
                final long bids = ordering.nextInt(3) == 0 ? 0 : ordering.nextLong(factor.maxUnits + 1);
                final long asks = ordering.nextInt(3) == 0 ? factor.maxUnits : ordering.nextLong(factor.maxUnits + 1);
                state.unitInstruments.setOrders(UNIT, factor.index, bids, asks, ordering.nextInt(65_535));
            }
        }
    }

    private int leg(final Factor factor) {
        int leg = state.units.firstLeg(UNIT);
        while (state.legs.factor(leg) != factor.index) {
            leg = state.legs.next(leg);
        }
        return leg;
    }

    private void payFor(final int leg, final Factor instrument) {
        instrument.fundingIndex = sign() * upTo(instrument.maxMark());
        final boolean wasPaid = random.nextBoolean();
        state.legs.setFundingIndex(leg, wasPaid ? instrument.fundingIndex : sign() * upTo(instrument.maxMark()));
        final Int128 pnl = new Int128();
        calculator.pnl(leg, instrument, instrument.mark(state.prices.value(instrument.priceSlot)), pnl);
        final BigInteger worth = big(pnl);
        final BigInteger cost = switch (random.nextInt(3)) {
            case 0 -> worth.add(BigInteger.valueOf(random.nextInt(5) - 2));
            case 1 -> worth.subtract(worth.shiftRight(1 + random.nextInt(64)));
            default -> mostCost(instrument).shiftRight(1 + random.nextInt(64)).multiply(BigInteger.valueOf(sign()));
        };
        setCost(leg, instrument, cost);
    }

    // One of the three differences that a verdict hangs on becomes 0, nearly 0, or some errors of an estimate more or
    // less.
    private void moveToBoundary() {
        for (int leg = state.units.firstLeg(UNIT); leg != Legs.NONE; leg = state.legs.next(leg)) {
            final Factor factor = state.catalog.factor(state.legs.factor(leg));
            if (factor.isInstrument && factor.settlementSlot == Prices.UNIT_SLOT) {
                final BigInteger step = BigInteger.valueOf(factor.alignment).multiply(BigInteger.valueOf(Rates.ONE));
                final BigInteger beside = random.nextBoolean()
                        ? BigInteger.valueOf(random.nextInt(5) - 2)
                        : new BigDecimal(estimate().error() * (random.nextDouble() * 6 - 3))
                                .toBigInteger()
                                .divide(step);
                final BigInteger distance = distances()[random.nextInt(3)].divide(BigInteger.valueOf(Rates.ONE));
                final BigInteger paid = distance.multiply(BigInteger.valueOf(Rates.ONE))
                        .divide(step)
                        .divide(BigInteger.valueOf(slopePpm(factor)));
                setCost(leg, factor, cost(leg).add(paid).add(beside));
                return;
            }
        }
    }

    // What a position's cost counts in B.
    private int slopePpm(final Factor instrument) {
        if (!isBucketed) {
            return Rates.ONE;
        }
        final Factor asset = instrument.settlement;
        final boolean isOwed =
                calculator.buckets(UNIT).of(asset).sum(Purpose.MAINTENANCE).isNegative();
        return Math.max(1, isOwed ? Worth.owedPpm(asset) : Worth.ownedPpm(asset));
    }

    /** Net worth, equity less maintenance margin, and equity less the warning level: exactly, in millionths of a value. */
    BigInteger[] distances() {
        final UnitMargin margin = margin();
        final BigInteger equity = millionths(margin.equity);
        final BigInteger level = big(margin.maintenanceMargin).multiply(BigInteger.valueOf(warningRatioPpm));
        return new BigInteger[] {
            millionths(margin.netWorth), equity.subtract(millionths(margin.maintenanceMargin)), equity.subtract(level)
        };
    }

    static BigInteger millionths(final Int128 value) {
        return big(value).multiply(BigInteger.valueOf(Rates.ONE));
    }

    private BigInteger cost(final int leg) {
        return Decimals.toBigInteger(state.legs.costHigh(leg), state.legs.costLow(leg));
    }

    private void setCost(final int leg, final Factor instrument, final BigInteger cost) {
        final BigInteger most = mostCost(instrument);
        final BigInteger within = cost.min(most).max(most.negate());
        state.legs.setCost(leg, within.shiftRight(Long.SIZE).longValue(), within.longValue());
    }

    private static BigInteger mostCost(final Factor instrument) {
        return BigInteger.valueOf(instrument.maxUnits)
                .multiply(BigInteger.valueOf(instrument.maxMark()))
                .shiftLeft(1);
    }

    private long sign() {
        return random.nextBoolean() ? 1 : -1;
    }

    private long magnitude(final int bits) {
        return Math.max(1, random.nextLong(1L << bits) >> random.nextInt(bits));
    }

    private long upTo(final long most) {
        return switch (random.nextInt(4)) {
            case 0 -> most;
            case 1 -> Math.min(most, 1 + random.nextInt(3));
            default -> 1 + random.nextLong(most);
        };
    }

    static BigInteger big(final Int128 value) {
        return Decimals.toBigInteger(value.high(), value.low());
    }
}
