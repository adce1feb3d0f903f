package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.differential.BucketTerms;
import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.engine.differential.InterestRecords;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.OpenOrdersEncoder;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The exposure of a unit bounds what its numbers move by when every price, settlement price and funding index moves by a share of its
 * size at once, each to either side: the triggers stand on this.
 */
@Timeout(60)
class ExposurePropertyTest {
    private static final int UNITS = 2_000;
    private static final int MOVES = 20;
    private static final long ACCOUNT = 1;
    private static final long MAX_PRICE = 1L << 32;
    private static final int PRICE_IDS = 4;
    private static final int INSTRUMENTS = 3;
    private static final int INDEXED = 4;
    private static final int WEIGHTS = 77;
    private static final BigInteger INDEX = BigInteger.TEN.pow(Interest.DECIMALS);
    private static final int[] RATES = {50_000, 300_000, 900_000};
    private static final long CONTRACT_VALUE = 1L << 28;
    private static final int WORTH_DECIMALS = 6;
    /** What a contract is worth at the price 1. */
    private static final long CONTRACT = CONTRACT_VALUE * 1_000_000;

    /** 0.01 per root, of up to some hundred. */
    private static final long SIZE_FACTOR = 10_000_000;

    private static final int INVERSE_BITS = 18;

    private final long seed = Long.getLong("plimsoll.seed", 5);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final MarginEngine engine = new MarginEngine(new EngineCapacity(1, 64, 64, INDEXED, INSTRUMENTS));
    private final InputRecords records = new InputRecords();
    private final Discard sink = new Discard();
    private final long[] price = new long[PRICE_IDS + 1];
    private final long[] funding = new long[INSTRUMENTS + 1];
    private long sequence;
    private int warningPpm = 1_300_000;
    private boolean isTiered;
    private boolean isBucketed;
    private boolean isIndexed;
    private boolean isCapped;
    private boolean isInverse;
    private boolean isOrdering;
    private boolean isSized;
    private final BigInteger[] index = {INDEX, INDEX};
    private BigInteger tightest = BigInteger.ZERO;

    @Test
    void shouldBoundEveryNumberWhenEverythingMovesAtOnce() {
        requireBound(ProfileTerms.PLAIN, Rates.ONE, 80);
    }

    @Test
    void shouldBoundDebtsThatWeigh() {
        requireBound(ProfileTerms.PLAIN, 1_700_000, 80);
    }

    @Test
    void shouldBoundDebtsInTheRequirement() {
        final ProfileTerms plain = ProfileTerms.PLAIN;
        final ProfileTerms terms = new ProfileTerms(
                plain.boundary(),
                false,
                DebtPlace.REQUIREMENT,
                plain.requirement(),
                plain.rounding(),
                plain.plan(),
                plain.bonus(),
                plain.auction(),
                plain.waterfall());
        requireBound(terms, 1_700_000, 80);
    }

    @Test
    void shouldBoundWhatTiersAskFor() {
        isTiered = true;
        requireBound(ProfileTerms.PLAIN, Rates.ONE, 50);
    }

    @Test
    void shouldBoundWhatBucketsCount() {
        isBucketed = true;
        warningPpm = Rates.ONE;
        requireBound(BucketTerms.PLAIN, 1_700_000, 80);
    }

    @Test
    void shouldBoundWhatInterestIndexesMoveToo() {
        isIndexed = true;
        requireBound(ProfileTerms.PLAIN, 1_700_000, 80);
    }

    @Test
    void shouldBoundWhatCappedAndTieredCollateralCounts() {
        isCapped = true;
        requireBound(ProfileTerms.PLAIN, 1_700_000, 50);
    }

    @Test
    void shouldBoundWhatInverseContractsAreWorth() {
        isInverse = true;
        requireBound(ProfileTerms.PLAIN, 1_700_000, 80);
    }

    @Test
    void shouldBoundWhatOpenOrdersAskFor() {
        isOrdering = true;
        requireBound(OrderingTerms.PLAIN, 1_700_000, 80);
    }

    @Test
    void shouldBoundWhatOpenOrdersAskForByTiers() {
        isOrdering = true;
        isTiered = true;
        requireBound(OrderingTerms.PLAIN, 1_700_000, 50);
    }

    @Test
    void shouldBoundWhatBalancesCountWhoseWeightsHangOnTheirSize() {
        isSized = true;
        requireBound(ProfileTerms.PLAIN, 1_700_000, 80);
    }

    private void requireBound(final ProfileTerms terms, final int liabilityWeightPpm, final int closestPercent) {
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
        define(terms, liabilityWeightPpm);
        for (int unit = 0; unit < UNITS; unit++) {
            setPrices();
            holdSomething();
            final UnitMargin before = value();
            final List<BigInteger> numbers = numbers(before);
            final BigInteger exposure = big(before.exposure);
            final long[] from = price.clone();
            final long[] fundingFrom = funding.clone();
            final BigInteger[] indexFrom = index.clone();
            for (int move = 0; move < MOVES; move++) {
                final double share = random.nextBoolean() ? SlackSplit.WHOLE : random.nextDouble();
                moveAll(from, fundingFrom, share);
                if (isIndexed) {
                    moveIndexes(indexFrom, share);
                }
                requireWithin(numbers, numbers(value()), exposure, share, big(before.hidden));
            }
        }
        System.out.println("closest to the bound: " + tightest + " %");
        assertTrue(tightest.intValue() > closestPercent, "the bound is never near: " + tightest + " %");
    }

    private void requireWithin(
            final List<BigInteger> before,
            final List<BigInteger> after,
            final BigInteger exposure,
            final double share,
            final BigInteger hidden) {
        final BigInteger bound = new BigDecimal(exposure)
                .multiply(new BigDecimal(share))
                .toBigInteger()
                .add(hidden.shiftLeft(1));
        for (int i = 0; i < before.size(); i++) {
            final BigInteger moved = after.get(i).subtract(before.get(i)).abs();
            assertTrue(moved.compareTo(bound) <= 0, "number " + i + " moved by " + moved + ", bound " + bound);
            if (bound.signum() > 0) {
                tightest = tightest.max(moved.multiply(BigInteger.valueOf(100)).divide(bound));
            }
        }
    }

    private List<BigInteger> numbers(final UnitMargin margin) {
        final BigInteger equity = big(margin.equity);
        final BigInteger requirement = big(margin.maintenanceMargin);
        return List.of(
                big(margin.netWorth),
                equity.subtract(requirement),
                equity.subtract(big(margin.projectedMaintenance)),
                equity.subtract(
                        requirement.multiply(BigInteger.valueOf(warningPpm)).divide(BigInteger.valueOf(1_000_000))));
    }

    // Each by its share, or less, either way.
    private void moveAll(final long[] from, final long[] fundingFrom, final double share) {
        for (int id = 1; id <= PRICE_IDS; id++) {
            price[id] = isInverse && id > 1 ? movedByWorth(id, from[id], share) : moved(from[id], share, side());
            tick(id);
        }
        for (int id = 1; id <= INSTRUMENTS; id++) {
            final long distance = SlackSplit.part(share, Math.abs(mark(from[id + 1])) / MarginCalculator.FUNDING_PART);
            funding[id] = fundingFrom[id] + side() * distance;
            fund(id);
        }
    }

    private static long moved(final long from, final double share, final int side) {
        return Math.min(MAX_PRICE, Math.max(1, from + side * SlackSplit.part(share, from)));
    }

    // So that what a contract is worth moves by the share at most; a price that something settles at itself as well.
    private long movedByWorth(final int id, final long from, final double share) {
        final long worth = CONTRACT / from;
        final long distance = SlackSplit.part(share, worth);
        if (side() < 0) {
            return CONTRACT / (worth + distance + 1) + 1;
        }
        return id == 2 || distance == worth
                ? moved(from, share, 1)
                : Math.min(MAX_PRICE, CONTRACT / (worth - distance));
    }

    private long mark(final long ofPrice) {
        return isInverse ? -(CONTRACT / ofPrice) : ofPrice;
    }

    private void moveIndexes(final BigInteger[] from, final double share) {
        for (int i = 0; i < from.length; i++) {
            final BigInteger distance = from[i].divide(BigInteger.valueOf(Interest.PART))
                    .multiply(BigInteger.valueOf((long) (share * Rates.ONE)))
                    .divide(BigInteger.valueOf(Rates.ONE));
            index[i] = from[i].add(distance.multiply(BigInteger.valueOf(side())));
        }
        accrue();
    }

    private void accrue() {
        send(out -> InterestRecords.index(out, INDEXED, index[0], index[1], 1, ++sequence));
    }

    private int side() {
        return random.nextBoolean() ? 1 : -1;
    }

    private void define(final ProfileTerms terms, final int liabilityWeightPpm) {
        send(out -> out.ready(EngineMode.LIVE, 1, 64, 64));
        final int weightTables = isCapped ? defineWeights() : 0;
        asset(1, 0, liabilityWeightPpm);
        asset(2, 1, liabilityWeightPpm);
        asset(3, 2, liabilityWeightPpm);
        instrument(1, 2, 1, RATES[0]);
        instrument(2, 3, 2, RATES[1]);
        instrument(3, 4, 3, RATES[2]);
        if (isIndexed) {
            asset(INDEXED, 3, liabilityWeightPpm);
        }
        final int tables = isTiered ? defineTables() : isIndexed ? 1 : 0;
        send(out -> out.profile(new Profile(1, warningPpm, 0, 0, "linear").withTerms(terms)));
        send(out -> out.definitionsCommit(7 + tables + weightTables));
        assertNull(engine.lastDefinitionDefect());
        send(out -> out.accountOpened(ACCOUNT, AccountRole.TRADER, "a", 1, ++sequence));
    }

    private void asset(final long id, final long priceId, final int liabilityWeightPpm) {
        send(out -> out.asset(new Asset(
                id,
                priceId,
                6,
                priceId == 0 ? 0 : 6,
                800_000,
                900_000,
                BigInteger.ONE.shiftLeft(45),
                priceId == 0 ? BigInteger.ONE : BigInteger.valueOf(MAX_PRICE),
                "A" + id,
                new AssetTerms(
                        AssetTerms.AS_MAINTENANCE,
                        liabilityWeightPpm,
                        liabilityWeightPpm,
                        liabilityWeightPpm,
                        isSized ? SIZE_FACTOR : 0,
                        isCapped && id != 2 ? 1L << 40 : Terms.UNBOUNDED,
                        isCapped && id != 1 ? 1 : 0,
                        0,
                        0,
                        false,
                        false,
                        id == INDEXED,
                        0,
                        isCapped && id == 2 ? WEIGHTS : 0,
                        Rates.ONE,
                        Terms.UNBOUNDED,
                        id == INDEXED ? 4L * Rates.ONE : 0,
                        isCapped && id != 1 ? 1L << 39 : Terms.UNBOUNDED))));
    }

    // One record; the first tier has the weights of every asset.
    private int defineWeights() {
        send(out -> out.marginTable(new MarginTable(
                WEIGHTS,
                List.of(
                        new MarginTable.Tier(BigInteger.ZERO, 200_000, 100_000, 100_000),
                        new MarginTable.Tier(BigInteger.ONE.shiftLeft(32), 300_000, 300_000, 300_000),
                        new MarginTable.Tier(BigInteger.ONE.shiftLeft(37), 600_000, 600_000, 600_000),
                        new MarginTable.Tier(BigInteger.ONE.shiftLeft(42), Rates.ONE, Rates.ONE, Rates.ONE)))));
        return 1;
    }

    // With the table of its own id, if any; in buckets, profits count but in part.
    private InstrumentTerms terms(final int id) {
        final int[] place = {0};
        return InstrumentTerms.PLAIN.map(value -> switch (place[0]++) {
            case 0 -> isTiered ? id : value;
            case 3, 4 -> isBucketed ? Rates.ONE - id * 100_000L : value;
            case 12 -> isInverse ? CONTRACT_VALUE : value;
            case 13 -> isInverse ? WORTH_DECIMALS : value;
            default -> value;
        });
    }

    private void instrument(final long id, final long priceId, final long settlement, final int ppm) {
        send(out -> out.instrument(new Instrument(
                id,
                priceId,
                3,
                settlement,
                isInverse ? InstrumentKind.INVERSE : InstrumentKind.PERPETUAL,
                6,
                6,
                ppm,
                ppm,
                ppm,
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.ONE.shiftLeft(isInverse ? INVERSE_BITS : 32),
                BigInteger.valueOf(MAX_PRICE),
                "I" + id,
                terms((int) id))));
    }

    // From the rate that the instrument of that id has, floors where positions of these worlds are.
    private int defineTables() {
        for (int id = 1; id <= INSTRUMENTS; id++) {
            final List<MarginTable.Tier> tiers = new ArrayList<>();
            int ppm = RATES[id - 1];
            for (int bits = 0; bits <= 40; bits += 1 + random.nextInt(8)) {
                final long floor = bits == 0 ? 0 : random.nextLong(1L << (bits - 1), 1L << bits);
                tiers.add(new MarginTable.Tier(BigInteger.valueOf(floor), ppm, ppm, ppm));
                ppm += random.nextInt((Rates.ONE - ppm) / 2 + 1);
            }
            final MarginTable table = new MarginTable(id, tiers);
            send(out -> out.marginTable(table));
        }
        return INSTRUMENTS;
    }

    private void setPrices() {
        for (int id = 1; id <= PRICE_IDS; id++) {
            price[id] = 1 + random.nextLong(1L << (10 + random.nextInt(21)));
            tick(id);
        }
        Arrays.fill(funding, 0);
        for (int id = 1; id <= INSTRUMENTS; id++) {
            fund(id);
        }
        for (int i = 0; isIndexed && i < index.length; i++) { // 1 / 1,000 to 3
            index[i] = INDEX.multiply(BigInteger.valueOf(1 + random.nextInt(3_000)))
                    .divide(BigInteger.valueOf(1_000));
        }
        if (isIndexed) {
            accrue();
        }
    }

    // One snapshot replaces everything: up to two balances, up to three positions at costs near their worth.
    private void holdSomething() {
        final int asset = isIndexed ? INDEXED : 1 + random.nextInt(3);
        final long cash = random.nextLong(1L << 40) - (1L << 39);
        send(out -> out.balanceSnapshot(ACCOUNT, asset, cash, true, false, 1, ++sequence));
        if (isCapped && asset != 1) { // the other of its domain
            final long other = random.nextLong(1L << (10 + random.nextInt(29)));
            send(out -> out.balanceSnapshot(ACCOUNT, 5 - asset, other, false, false, 1, ++sequence));
        }
        for (int id = 1; id <= INSTRUMENTS; id++) {
            final int instrument = id;
            final int bits = isInverse ? INVERSE_BITS : 32;
            final long quantity = random.nextInt(3) == 0 ? 0 : random.nextLong(1L << bits) - (1L << (bits - 1));
            final BigInteger cost = BigInteger.valueOf(quantity)
                    .multiply(BigInteger.valueOf(mark(price[id + 1])))
                    .multiply(BigInteger.valueOf(50 + random.nextInt(100)))
                    .divide(BigInteger.valueOf(100));
            send(out -> out.positionSnapshot(
                    ACCOUNT, instrument, quantity, cost, false, instrument == INSTRUMENTS, 1, ++sequence));
            if (isOrdering) {
                order(id);
            }
        }
    }

    private void order(final int instrument) {
        final long bids = random.nextInt(3) == 0 ? 0 : random.nextLong(1L << 32);
        final long asks = random.nextInt(3) == 0 ? 0 : random.nextLong(1L << 32);
        send(out -> out.record((buffer, at, header) -> new OpenOrdersEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .accountId(ACCOUNT)
                .bids(bids)
                .asks(asks)
                .sourceSequence(++sequence)
                .instrumentId(instrument)
                .orders(random.nextInt(100))
                .source(1)
                .encodedLength()));
    }

    private UnitMargin value() {
        final UnitMargin margin = new UnitMargin();
        engine.view().compute(0, margin);
        assertTrue(margin.isPriced);
        return margin;
    }

    private void tick(final int id) {
        records.eventNs(records.eventNs() + 1);
        send(out -> out.priceTick(id, price[id], records.eventNs(), 2, records.sequence() + 1));
    }

    private void fund(final int instrument) {
        send(out -> out.funding(instrument, funding[instrument], 1, ++sequence));
    }

    private void send(final Consumer<InputRecords> record) {
        record.accept(records);
        engine.onEvent(records.buffer(), records.offset(), records.length(), sink);
    }

    private static BigInteger big(final Int128 value) {
        return Decimals.toBigInteger(value.high(), value.low());
    }

    /** Nobody is interested in what the engine says. */
    private static final class Discard implements OrderSink {
        private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8 * 1024]);

        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return buffer;
        }

        @Override
        public int messageOffset() {
            return 0;
        }

        @Override
        public void commit(final int messageLength, final long eventNs) {
            // dropped
        }
    }
}
