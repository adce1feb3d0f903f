package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Definition.MarginTable.Tier;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a margin table asks of a position is the integral of its rates, to the last digit and on each side of each floor; it is convex, and
 * grows by no more than the rate that the index is told.
 */
@Timeout(60)
class TierTablePropertyTest {
    private static final int TABLES = 300;
    private static final int POSITIONS = 40;
    private static final int TABLE_ID = 7;
    private static final long MAX_PRICE = 1L << 26;

    private final long seed = Long.getLong("plimsoll.seed", 1);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Requirement requirement = new Requirement();
    private final Int128 notional = new Int128();
    private final Int128 result = new Int128();

    private EngineState state;
    private RandomTable table;
    private Factor instrument;
    private long settlementPrice;
    private int edges;

    @Test
    void shouldAskForTheIntegralOfTheRates() {
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
        for (int i = 0; i < TABLES; i++) {
            define();
            for (int position = 0; position < POSITIONS; position++) {
                final long price = random.nextBoolean() ? 1 : 1 + random.nextLong(MAX_PRICE);
                requireIntegral(quantityNear(price), price);
            }
        }
        assertTrue(edges > 1_000, "positions on or beside a floor: " + edges);
    }

    @Test
    void shouldAskForMoreTheLargerAPositionIsAndNeverBeyondTheSteepestRate() {
        for (int i = 0; i < TABLES; i++) {
            define();
            final int steepest = Requirement.slopePpm(instrument, Rates.ONE);
            for (int position = 0; position < POSITIONS; position++) {
                final long price = 1 + random.nextLong(MAX_PRICE);
                final long step = 1 + random.nextLong(1L << random.nextInt(1, 40));
                final long from = Math.max(0, quantityNear(price) - step);
                final BigInteger first = maintenance(from + step, price).subtract(maintenance(from, price));
                final BigInteger second = maintenance(from + 2 * step, price).subtract(maintenance(from + step, price));
                notional(step, price);
                final BigInteger most = RandomUnit.big(notional).multiply(BigInteger.valueOf(steepest));
                assertTrue(first.signum() >= 0 && first.compareTo(second) <= 0, where() + ": not convex");
                assertTrue(second.compareTo(most) <= 0, where() + ": steeper than told");
            }
        }
    }

    private void define() {
        table = new RandomTable(TABLE_ID, random);
        assertNull(table.table.defect());
        final Factor asset = new Factor(0, false, 1);
        asset.priceId = 1;
        asset.priceDecimals = random.nextInt(4);
        asset.maxUnits = 1;
        asset.maxPrice = 1 + random.nextLong(1000);
        instrument = new Factor(1, true, 1);
        instrument.priceId = 2;
        instrument.settlementAssetId = 1;
        instrument.kind = InstrumentKind.SPOT;
        instrument.priceDecimals = random.nextInt(5);
        instrument.unitDecimals = random.nextInt(5);
        instrument.maxUnits = 1L << 42;
        instrument.maxPrice = MAX_PRICE;
        instrument.instrumentTerms = table.terms();
        state = new EngineState(new EngineCapacity(1, 1, 1, 1, 1));
        final MarginTables tables = new MarginTables();
        tables.put(table.table);
        final Factor[] factors = {asset, instrument};
        final OverflowProof proof = OverflowProof.of(factors, ProfileTerms.PLAIN);
        assertTrue(proof.holds(), proof.toString());
        state.catalog.install(
                factors, tables, new Profile(1, Rates.ONE, 0, 0, 0, ProfileTerms.PLAIN), proof, state.prices);
        settlementPrice = 1 + random.nextLong(asset.maxPrice);
    }

    // At a floor or a little beside it, or anywhere.
    private long quantityNear(final long price) {
        final Tier tier = table.tiers.get(random.nextInt(table.tiers.size()));
        final BigInteger floor = new BigDecimal(tier.floorMicros(), MarginTable.FLOOR_DECIMALS)
                .movePointRight(instrument.costDecimals())
                .toBigInteger()
                .divide(BigInteger.valueOf(price));
        if (random.nextInt(4) == 0 || floor.bitLength() >= Long.SIZE - 1) {
            return random.nextLong(1L << 40);
        }
        edges += tier.floorMicros().signum();
        return Math.min(1L << 41, Math.max(0, floor.longValue() + random.nextInt(3) - 1));
    }

    private void requireIntegral(final long quantity, final long price) {
        final BigDecimal size = new BigDecimal(
                BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(price)), instrument.costDecimals());
        final long signed = random.nextBoolean() ? quantity : -quantity;
        notional(quantity, price);
        requirement.of(instrument, signed, price);
        assertEquals(integral(size, Tier::initialPpm), value(requirement.initial(notional, settlementPrice, result)));
        assertEquals(integral(size, Tier::stopPpm), value(requirement.stop(notional, settlementPrice, result)));
        assertEquals(
                integral(size, Tier::maintenancePpm),
                value(requirement.maintenance(notional, settlementPrice, result)),
                where() + ": " + quantity + " at " + price);
    }

    private BigDecimal integral(final BigDecimal size, final ToIntFunction<Tier> ppm) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < table.tiers.size(); i++) {
            final BigDecimal from = floor(i).min(size);
            final BigDecimal to = i + 1 < table.tiers.size() ? floor(i + 1).min(size) : size;
            sum = sum.add(
                    to.subtract(from).multiply(BigDecimal.valueOf(ppm.applyAsInt(table.tiers.get(i)), Rates.DECIMALS)));
        }
        return sum.multiply(BigDecimal.valueOf(settlementPrice, instrument.settlement.priceDecimals))
                .stripTrailingZeros();
    }

    private BigDecimal floor(final int tier) {
        return new BigDecimal(table.tiers.get(tier).floorMicros(), MarginTable.FLOOR_DECIMALS);
    }

    private BigInteger maintenance(final long quantity, final long price) {
        notional(quantity, price);
        return RandomUnit.big(
                requirement.of(instrument, quantity, price).maintenance(notional, settlementPrice, result));
    }

    private void notional(final long quantity, final long price) {
        notional.setProduct(quantity, price).multiply(settlementPrice).multiply(instrument.alignment);
    }

    private BigDecimal value(final Int128 value) {
        return new BigDecimal(Decimals.toBigInteger(value.high(), value.low()), state.catalog.valueDecimals())
                .stripTrailingZeros();
    }

    private String where() {
        return table.tiers + ", seed " + seed;
    }
}
