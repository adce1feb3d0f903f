package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.OpenOrdersEncoder;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A book whose units stand in rows before their boundaries, so that each step of a walk crosses some of them: longs, shorts, collateral
 * and debt that have a price, positions settled in what has one, and longs that lose when their price rises. Dollars and prices have
 * 6 decimals. Single-threaded.
 */
final class TriggerBook {
    static final long UNIT = 1_000_000;
    static final int USD = 1;
    static final int COIN = 2;
    static final int LINEAR = 1;
    static final int IN_COIN = 2;
    static final int STEEP = 3;
    /** Price of the coin. */
    static final int COIN_PRICE = 2;

    static final int LINEAR_PRICE = 3;
    static final int IN_COIN_PRICE = 4;
    static final int STEEP_PRICE = 5;
    static final long FIRST_PRICE = 100 * UNIT;
    static final int FACTS = 7;
    private static final int PRICES = 8;
    private static final long MAX_COIN_PRICE = 1L << 34;
    private static final long MAX_PRICE = 1L << 38;
    private static final int KINDS = 6;

    // 10,000 dollars a contract, worth as much at the first price as one of the others.
    private static final long CONTRACT_VALUE = 10_000 * UNIT;
    private static final long MAX_INVERSE_COIN_PRICE = 1L << 28;

    final Finders engines;
    private final boolean isInverse;
    private final SplittableRandom random = new SplittableRandom(1);
    private final long[] price = new long[STEEP_PRICE + 1];
    private long facts;
    private long ticks;

    private TriggerBook(final Finders engines, final boolean isInverse) {
        this.engines = engines;
        this.isInverse = isInverse;
    }

    /** Defined and ready, not armed, without prices or accounts, all three engines. */
    static TriggerBook small(final int maxOrders) {
        return new TriggerBook(Finders.indexSweepAndNaive(new EngineCapacity(128, 512, 512, 2, 3)), false)
                .defined(128, 512, maxOrders);
    }

    /** The same where each instrument is an inverse contract, and shorts lose when the price of a steep one falls. */
    static TriggerBook inverse(final int maxOrders) {
        return new TriggerBook(Finders.indexSweepAndNaive(new EngineCapacity(128, 512, 512, 2, 3)), true)
                .defined(128, 512, maxOrders);
    }

    /** The same without the naive engine, for more accounts than a page has leaves. */
    static TriggerBook large(final int accounts) {
        return new TriggerBook(
                        Finders.indexAndSweep(new EngineCapacity(accounts, 4 * accounts, 4 * accounts, 2, 3)), false)
                .defined(accounts, 4 * accounts, 4 * accounts);
    }

    private TriggerBook defined(final int accounts, final int legs, final int maxOrders) {
        engines.send(out -> out.ready(EngineMode.LIVE, accounts, legs, maxOrders));
        engines.send(out -> out.asset(asset(USD, 0, 0, 1, (int) UNIT)));
        final long maxCoinPrice = isInverse ? MAX_INVERSE_COIN_PRICE : MAX_COIN_PRICE;
        engines.send(out -> out.asset(asset(COIN, COIN_PRICE, 6, maxCoinPrice, 900_000)));
        engines.send(out -> out.instrument(instrument(LINEAR, LINEAR_PRICE, USD, 50_000)));
        engines.send(out -> out.instrument(instrument(IN_COIN, IN_COIN_PRICE, COIN, 50_000)));
        engines.send(out -> out.instrument(instrument(STEEP, STEEP_PRICE, USD, 800_000)));
        engines.send(out -> out.profile(new Profile(1, 1_500_000, 500_000, 0, "linear")));
        assertEquals(List.of(), engines.send(out -> out.definitionsCommit(6)), "definitions refused");
        return this;
    }

    private static Asset asset(
            final int id, final int priceId, final int priceDecimals, final long maxPrice, final int weightPpm) {
        return new Asset(
                id,
                priceId,
                6,
                priceDecimals,
                weightPpm,
                weightPpm,
                BigInteger.ONE.shiftLeft(45),
                BigInteger.valueOf(maxPrice),
                "A" + id);
    }

    private Instrument instrument(final int id, final int priceId, final int settlement, final int ppm) {
        return new Instrument(
                id,
                priceId,
                COIN,
                settlement,
                isInverse ? InstrumentKind.INVERSE : InstrumentKind.PERPETUAL,
                6,
                6,
                ppm,
                ppm,
                ppm,
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.ONE.shiftLeft(isInverse ? 20 : 28),
                BigInteger.valueOf(MAX_PRICE),
                "I" + id,
                isInverse ? InstrumentTerms.PLAIN.ofContract(CONTRACT_VALUE, 6) : InstrumentTerms.PLAIN);
    }

    /** Debts in coins weigh twice and stand in the requirement, and who just holds it is below it. */
    TriggerBook withDebtsRequired() {
        final ProfileTerms plain = ProfileTerms.PLAIN;
        final ProfileTerms terms = new ProfileTerms(
                Boundary.INCLUSIVE,
                false,
                DebtPlace.REQUIREMENT,
                plain.requirement(),
                plain.rounding(),
                plain.plan(),
                plain.bonus(),
                plain.auction(),
                plain.waterfall());
        engines.send(out -> out.asset(coinOwedTwice()));
        engines.send(out -> out.profile(new Profile(2, 1_500_000, 500_000, 0, "debts").withTerms(terms)));
        assertEquals(List.of(), engines.send(out -> out.definitionsCommit(2)), "definitions refused");
        return this;
    }

    /** What is won or lost in coins counts as so many coins, and weighs twice where they are owed. */
    TriggerBook withBuckets() {
        engines.send(out -> out.asset(coinOwedTwice()));
        engines.send(out -> out.profile(new Profile(2, 1_000_000, 500_000, 0, "buckets").withTerms(BucketTerms.PLAIN)));
        assertEquals(List.of(), engines.send(out -> out.definitionsCommit(2)), "definitions refused");
        return this;
    }

    /** What accounts have on order counts for maintenance. */
    TriggerBook withOpenOrders() {
        final Profile profile = new Profile(2, 1_500_000, 500_000, 0, "orders");
        engines.send(out -> out.profile(OpenOrderWorlds.with(profile, 1, true)));
        assertEquals(List.of(), engines.send(out -> out.definitionsCommit(1)), "definitions refused");
        return this;
    }

    private static Asset coinOwedTwice() {
        final AssetEdit coin = new AssetEdit(asset(COIN, COIN_PRICE, 6, MAX_COIN_PRICE, 900_000));
        final int twice = 2_000_000;
        coin.terms = new AssetTerms(
                AssetTerms.AS_MAINTENANCE,
                twice,
                twice,
                twice,
                0,
                Terms.UNBOUNDED,
                0,
                0,
                0,
                false,
                false,
                false,
                0,
                0,
                Rates.ONE,
                Terms.UNBOUNDED,
                0,
                Terms.UNBOUNDED);
        return coin.done();
    }

    TriggerBook priced() {
        for (int id = COIN_PRICE; id <= STEEP_PRICE; id++) {
            tick(id, FIRST_PRICE);
        }
        return this;
    }

    /** As many accounts as said, ids from 1. */
    TriggerBook filled(final int accounts) {
        for (int account = 1; account <= accounts; account++) {
            open(account);
            fill(account);
        }
        return this;
    }

    // Of 100 dollars of notional, or of 100 coins of notional, warned at 7.50, or 120 where a long is steep.
    private void fill(final int account) {
        final long buffer = random.nextLong(5 * UNIT);
        switch (account % KINDS) {
            case 0 -> position(account, LINEAR, UNIT, 7_500_000 + buffer);
            case 1 -> position(account, LINEAR, -UNIT, 7_500_000 + buffer);
            case 2 -> position(account, IN_COIN, random.nextBoolean() ? UNIT : -UNIT, 100 * (7_500_000 + buffer));
            case 3 -> position(account, STEEP, isInverse ? -UNIT : UNIT, 120_000_000 + buffer);
            case 4 -> {
                trade(account, LINEAR, UNIT);
                cash(account, COIN, (9_000_000 + buffer) / 100);
            }
            default -> {
                cash(account, COIN, -UNIT);
                cash(account, USD, 100_000_000 + 5 * buffer);
            }
        }
    }

    private void position(final int account, final int instrument, final long quantity, final long cash) {
        trade(account, instrument, quantity);
        cash(account, USD, cash);
    }

    void open(final int account) {
        engines.send(out -> out.accountOpened(account, AccountRole.TRADER, "a" + account, FACTS, ++facts));
    }

    List<Output> trade(final int account, final int instrument, final long quantity) {
        final long at = Math.max(1, price[instrument + 2]);
        return engines.send(out -> out.fill(account, instrument, quantity, at, 0, FACTS, ++facts));
    }

    void cash(final int account, final int asset, final long amount) {
        engines.send(out -> out.transfer(account, asset, amount, FACTS, ++facts));
    }

    void order(final int account, final int instrument, final long bids, final long asks) {
        engines.send(out -> out.record((buffer, at, header) -> new OpenOrdersEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .accountId(account)
                .bids(bids)
                .asks(asks)
                .sourceSequence(++facts)
                .instrumentId(instrument)
                .orders(1)
                .source(FACTS)
                .encodedLength()));
    }

    void fund(final int instrument, final long index) {
        engines.send(out -> out.funding(instrument, index, FACTS, ++facts));
    }

    /** Facts were lost: every unit of the source is suspect from here. */
    void loseFact() {
        facts++;
    }

    void arm() {
        engines.send(out -> out.arm("test", "drill"));
    }

    void kill() {
        engines.send(out -> out.kill("test", "drill"));
    }

    List<Output> tick(final int id, final long value) {
        price[id] = value;
        ticks++;
        return engines.send(out -> {
            out.eventNs(out.eventNs() + 1);
            out.priceTick(id, value, out.eventNs(), PRICES, ticks);
        });
    }

    /** Moves a price by one step after another until it is the given multiple of the first. */
    void walk(final int id, final double to, final double step) {
        final long target = (long) (FIRST_PRICE * to);
        while (price[id] != target) {
            tick(
                    id,
                    target > price[id]
                            ? Math.min(target, (long) Math.ceil(price[id] * (1 + step)))
                            : Math.max(target, (long) (price[id] / (1 + step))));
        }
    }

    /** Up, down and back. */
    void swing(final int id, final double factor) {
        walk(id, factor, 0.01);
        walk(id, 1 / factor, 0.01);
        walk(id, 1, 0.01);
    }

    long price(final int id) {
        return price[id];
    }

    EngineCounters counters() {
        return engines.counters();
    }
}
