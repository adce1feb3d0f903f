package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.Finder;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The index finds what the sweep finds, record for record, in a book too large for the naive engine: instruments held by more accounts
 * than one tree has leaves, settled in what has a price itself, and one asked for more than a long gains (promises P10, P11).
 */
class FinderTest {
    private static final int ACCOUNTS = 16_000;
    private static final int SEEDS = Integer.getInteger("plimsoll.seeds", 3);
    private static final int RECORDS = Integer.getInteger("plimsoll.events", 1_500);
    private static final int DECIMALS = 6;
    private static final long UNIT = 1_000_000;
    private static final long MAX_PRICE = 1L << 32;
    private static final int FACTS = 7;
    private static final int PRICES = 8;
    private static final int INSTRUMENTS = 4;
    private static final long FIRST_PRICE = 2;
    private static final int PRICE_IDS = 5;
    private static final EngineCapacity CAPACITY =
            new EngineCapacity(ACCOUNTS, 8 * ACCOUNTS, 8 * ACCOUNTS, 4, INSTRUMENTS);

    private final CapturingSink byIndex = new CapturingSink();
    private final CapturingSink bySweep = new CapturingSink();
    private final InputRecords records = new InputRecords();
    private MarginEngine index;
    private MarginEngine sweep;
    private SplittableRandom random;
    private long factSequence;
    private long ticks;
    private final long[] price = new long[(int) FIRST_PRICE + PRICE_IDS];
    private final long[] fundingIndex = new long[INSTRUMENTS + 1];

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldFindByTriggersWhatAPassOverTheBookFinds() {
        final Long only = Long.getLong("plimsoll.seed");
        for (long seed = only != null ? only : 1; seed <= (only != null ? only : SEEDS); seed++) {
            System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
            play(seed);
        }
    }

    private void play(final long seed) {
        random = new SplittableRandom(seed);
        index = new MarginEngine(CAPACITY, Finder.INDEX);
        sweep = new MarginEngine(CAPACITY, Finder.SWEEP);
        open();
        final long before = index.counters().unitsRecomputed;
        final long ticksBefore = index.counters().pricesAccepted;
        final long ordersBefore = index.counters().ordersIssued;
        for (int i = 0; i < RECORDS; i++) {
            next();
        }
        assertEquals(sweep.stateHash(), index.stateHash(), "state after seed " + seed);
        final long orders = index.counters().ordersIssued - ordersBefore;
        final long recomputed = index.counters().unitsRecomputed - before;
        final long accepted = index.counters().pricesAccepted - ticksBefore;
        System.out.printf("%,d ticks, %,d units valued, %,d orders%n", accepted, recomputed, orders);
        assertTrue(orders > 1_000, "too few orders to mean anything: " + orders);
    }

    private void open() {
        send(out -> out.ready(EngineMode.LIVE, ACCOUNTS, 8 * ACCOUNTS, 8 * ACCOUNTS));
        define();
        for (int i = 0; i < PRICE_IDS; i++) {
            tick((int) FIRST_PRICE + i, i == 0 ? UNIT : (10 + random.nextInt(100)) * UNIT);
        }
        for (long account = 1; account <= ACCOUNTS; account++) {
            openAccount(account);
        }
        send(out -> out.arm("test", "load is complete"));
    }

    // Dollars, a stablecoin with a price, and a coin that shares its price with the first instrument.
    private void define() {
        asset(1, 0, UNIT);
        asset(2, FIRST_PRICE, 950_000);
        asset(3, FIRST_PRICE + 1, 900_000);
        instrument(1, FIRST_PRICE + 1, 1, 50_000);
        instrument(2, FIRST_PRICE + 2, 2, 50_000);
        instrument(3, FIRST_PRICE + 3, 3, 400_000);
        instrument(4, FIRST_PRICE + 4, 2, 1_000_000);
        send(out -> out.profile(new Profile(1, 2_000_000, 500_000, 0, "linear")));
        send(out -> out.definitionsCommit(3 + INSTRUMENTS + 1));
        assertNull(index.lastDefinitionDefect());
    }

    private void asset(final long id, final long priceId, final long weightPpm) {
        final boolean isValuation = priceId == 0;
        final BigInteger maxPrice = isValuation ? BigInteger.ONE : BigInteger.valueOf(MAX_PRICE);
        send(out -> out.asset(new Asset(
                id,
                priceId,
                DECIMALS,
                isValuation ? 0 : DECIMALS,
                (int) weightPpm,
                (int) weightPpm,
                BigInteger.ONE.shiftLeft(50),
                maxPrice,
                "A" + id)));
    }

    private void instrument(final long id, final long priceId, final long settlement, final int maintenancePpm) {
        send(out -> out.instrument(new Instrument(
                id,
                priceId,
                3,
                settlement,
                id == 2 ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL,
                DECIMALS,
                DECIMALS,
                maintenancePpm,
                maintenancePpm,
                maintenancePpm,
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.ONE.shiftLeft(32),
                BigInteger.valueOf(MAX_PRICE),
                "I" + id)));
    }

    // Collateral in one or two assets worth about what the positions ask for, or several times as much.
    private void openAccount(final long account) {
        send(out -> out.accountOpened(account, AccountRole.TRADER, "a" + account, FACTS, ++factSequence));
        long needed = 0;
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            final int instrument = 1 + random.nextInt(INSTRUMENTS);
            final long quantity = (random.nextLong(1_000) - 500) * UNIT / 100;
            fill(account, instrument, quantity);
            needed += Math.abs(quantity) / 10 * (instrument == 4 ? 15 : 1);
        }
        deposit(account, needed * (2 + random.nextInt(10)));
    }

    private void deposit(final long account, final long units) {
        final int asset = 1 + random.nextInt(3);
        final long amount = asset == 3 ? units : Math.multiplyExact(units, price[(int) FIRST_PRICE + 1] / UNIT);
        send(out -> out.transfer(account, asset, amount, FACTS, ++factSequence));
    }

    private void fill(final long account, final int instrument, final long quantity) {
        final long at = price[(int) FIRST_PRICE + instrument];
        send(out -> out.fill(account, instrument, quantity, at, 0, FACTS, ++factSequence));
    }

    private void next() {
        final int what = random.nextInt(1_000);
        final long account = 1 + random.nextLong(ACCOUNTS);
        if (what < 800) {
            move();
        } else if (what < 880) {
            fill(account, 1 + random.nextInt(INSTRUMENTS), (random.nextLong(1_000) - 500) * UNIT / 100);
        } else if (what < 940) {
            deposit(account, random.nextLong(100) * UNIT);
        } else if (what < 998) {
            fund();
        } else if (what < 999) {
            send(out -> out.kill("test", "a drill"));
        } else {
            send(out -> out.arm("test", "the drill is over"));
        }
    }

    // Mostly small steps, sometimes a gap, rarely one so far that triggers have to be measured anew.
    private void move() {
        final int id = (int) FIRST_PRICE + random.nextInt(PRICE_IDS);
        final int kind = random.nextInt(2_000);
        final double change = kind < 1_980 ? 0.001 : kind < 1_999 ? 0.04 : 4;
        final double factor = Math.exp(change * (random.nextDouble() * 2 - 1));
        tick(id, Math.min(MAX_PRICE, Math.max(UNIT / 100, (long) (price[id] * factor))));
    }

    private void fund() {
        final int instrument = random.nextInt(2) == 0 ? 1 : 3 + random.nextInt(2);
        fundingIndex[instrument] += (random.nextInt(21) - 10) * price[(int) FIRST_PRICE + instrument] / 2_000;
        send(out -> out.funding(instrument, fundingIndex[instrument], FACTS, ++factSequence));
    }

    private void tick(final int id, final long value) {
        price[id] = value;
        ticks++;
        final long publishNs = records.eventNs() + ticks;
        records.eventNs(publishNs);
        send(out -> out.priceTick(id, value, publishNs, PRICES, ticks));
    }

    private void send(final Consumer<InputRecords> record) {
        record.accept(records);
        sweep.onEvent(records.buffer(), records.offset(), records.length(), bySweep);
        index.onEvent(records.buffer(), records.offset(), records.length(), byIndex);
        assertEquals(
                bySweep.takeOutputs(), byIndex.takeOutputs(), () -> RecordText.of(records.buffer(), records.offset()));
    }
}
