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
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A price that loses 30 % within a second, and 100,000 accounts of which most cannot bear it (promise P14): no record orders for more
 * of them than the profile allows, the riskiest go first, whoever is below is ordered for or waits, and all are served in the end.
 * Each account holds one step of one instrument, so that it is ordered for once.
 */
class CascadeTest {
    private static final int ACCOUNTS = 100_000;
    private static final int BOUND = 128;
    private static final int TICKS = 100; // 10 ms apart
    private static final long FIRST_PRICE = 100_000; // cents
    private static final long LAST_PRICE = 70_000;
    private static final int MAINTENANCE_PPM = 50_000;
    private static final int MAX_QUANTITY = 3;
    private static final int SOURCE = 7;
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(40);
    private static final EngineCapacity CAPACITY = new EngineCapacity(ACCOUNTS, 2 * ACCOUNTS, ACCOUNTS, 2, 2);
    private static final Comparator<Waiting> RISKIEST_FIRST =
            Comparator.comparingLong(Waiting::shortfall).reversed().thenComparingLong(Waiting::accountId);

    /** One who must be liquidated. */
    private record Waiting(long accountId, long shortfall) {}

    private final InputRecords records = new InputRecords();
    private final CapturingSink sink = new CapturingSink();
    private final long[] cash = new long[ACCOUNTS + 1];
    private final int[] quantity = new int[ACCOUNTS + 1];
    private final boolean[] isBelow = new boolean[ACCOUNTS + 1];
    private final TreeSet<Waiting> queue = new TreeSet<>(RISKIEST_FIRST);
    private MarginEngine engine;
    private long facts;
    private long ticks;
    private int below;
    private int ordered;

    @ParameterizedTest
    @EnumSource(Finder.class)
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldLiquidateNoMoreThanTheBoundAtOnceRiskiestFirstAndAllInTheEnd(final Finder finder) {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("seed " + seed);
        engine = new MarginEngine(CAPACITY, finder);
        open(new SplittableRandom(seed));
        for (int tick = 1; tick <= TICKS; tick++) {
            final long price = FIRST_PRICE - (FIRST_PRICE - LAST_PRICE) * tick / TICKS;
            final List<Output> outputs = tick(price);
            assertEquals(queuedBy(price), accounts(outputs, WithheldReason.QUEUED), "told to wait at " + price);
        }
        assertTrue(below > 10 * BOUND * TICKS / 2, below + " accounts are below");
        while (!queue.isEmpty()) {
            serve(send(out -> out.timer(out.eventNs())));
        }
        assertEquals(below, ordered);
        assertEquals(List.of(), send(out -> out.timer(out.eventNs())));
    }

    private void open(final SplittableRandom random) {
        final BigInteger one = BigInteger.ONE;
        final BigInteger step = BigInteger.valueOf(MAX_QUANTITY);
        send(out -> out.ready(EngineMode.LIVE, ACCOUNTS, 2 * ACCOUNTS, ACCOUNTS));
        send(out -> out.asset(new Asset(1, 0, 2, 0, 1_000_000, 1_000_000, LIMIT, one, "USD")));
        send(out -> out.instrument(new Instrument(
                1,
                1,
                1,
                1,
                InstrumentKind.PERPETUAL,
                2,
                0,
                2 * MAINTENANCE_PPM,
                MAINTENANCE_PPM,
                MAINTENANCE_PPM,
                one,
                step,
                BigInteger.TEN,
                LIMIT,
                "P")));
        send(out -> out.profile(new Profile(1, 1_000_000, 0, 0, "p").withMaxLiquidationsPerRecord(BOUND)));
        send(out -> out.definitionsCommit(3));
        assertNull(engine.lastDefinitionDefect());
        send(out -> out.arm("test", "go"));
        price(FIRST_PRICE);
        final List<Long> ids = new ArrayList<>();
        for (long account = 1; account <= ACCOUNTS; account++) {
            ids.add(account);
        }
        Collections.shuffle(ids, new Random(random.nextLong()));
        for (final long account : ids) {
            final int held = 1 + random.nextInt(MAX_QUANTITY);
            quantity[(int) account] = held;
            cash[(int) account] = held * FIRST_PRICE * (6 + random.nextInt(40)) / 100; // many alike: ties
            send(out -> out.accountOpened(account, AccountRole.TRADER, "a" + account, SOURCE, ++facts));
            send(out -> out.transfer(account, 1, cash[(int) account], SOURCE, ++facts));
            send(out -> out.fill(account, 1, held, FIRST_PRICE, 0, SOURCE, ++facts));
        }
    }

    private List<Output> tick(final long price) {
        final List<Output> outputs = price(price);
        for (int account = 1; account <= ACCOUNTS; account++) {
            final long shortfall = shortfall(account, price);
            if (!isBelow[account] && shortfall > 0) {
                isBelow[account] = true;
                below++;
                queue.add(new Waiting(account, shortfall));
            }
        }
        serve(outputs);
        return outputs;
    }

    private List<Output> price(final long price) {
        records.eventNs(records.eventNs() + 10_000_000);
        return send(out -> out.priceTick(1, price, out.eventNs(), SOURCE, ++ticks));
    }

    // In millionths of a cent.
    private long shortfall(final int account, final long price) {
        final long equity = cash[account] + quantity[account] * (price - FIRST_PRICE);
        return quantity[account] * price * MAINTENANCE_PPM - equity * 1_000_000;
    }

    /** Takes the riskiest, who must be the ones that are ordered for, in order of account id. */
    private void serve(final List<Output> outputs) {
        final List<Long> riskiest = new ArrayList<>();
        while (riskiest.size() < BOUND && !queue.isEmpty()) {
            riskiest.add(queue.pollFirst().accountId());
        }
        riskiest.sort(Comparator.naturalOrder());
        ordered += riskiest.size();
        assertEquals(riskiest, orders(outputs));
        assertEquals(queue.size(), engine.counters().unitsQueued);
        assertEquals(below, ordered + queue.size(), "all who are below are ordered for, or wait");
        for (final Waiting waiting : queue) {
            final int unit = engine.view().unitOf(waiting.accountId());
            assertEquals(WithheldReason.QUEUED, engine.view().withheldReason(unit));
        }
    }

    private static List<Long> orders(final List<Output> outputs) {
        return outputs.stream()
                .flatMap(output -> output instanceof Output.Order order ? Stream.of(order.accountId()) : Stream.empty())
                .toList();
    }

    // Those that came to wait by this price and still do.
    private List<Long> queuedBy(final long price) {
        return queue.stream()
                .filter(waiting -> waiting.shortfall() == shortfall((int) waiting.accountId(), price))
                .map(Waiting::accountId)
                .sorted()
                .toList();
    }

    private static List<Long> accounts(final List<Output> outputs, final WithheldReason reason) {
        return outputs.stream()
                .flatMap(output -> output instanceof Output.Withheld withheld && withheld.reason() == reason
                        ? Stream.of(withheld.accountId())
                        : Stream.empty())
                .toList();
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        engine.onEvent(records.buffer(), records.offset(), records.length(), sink);
        return sink.takeOutputs();
    }
}
