package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookRecords;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.WallClock;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.feed.pace.Pacer;
import io.plimsoll.feed.pace.Replay;
import io.plimsoll.protocol.codec.EngineMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.agrona.collections.Long2LongHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Overload is a policy (promise P15): while the engine stands still or takes half of what comes, prices conflate before they are
 * sequenced, account records wait, both are counted, the counts add up, and the heap does not grow. The logs keep sums only, so that
 * what the heap holds is the daemon's.
 */
@Timeout(120)
@Isolated("measures the heap")
class OverloadTest {
    /** Messages a second, of which one in ten is an account record. */
    private static final int RATE = Integer.getInteger("plimsoll.overload.rate", 100_000);

    private static final long STALL_NS = TimeUnit.MILLISECONDS.toNanos(Long.getLong("plimsoll.overload.stallMs", 300));
    private static final int SECONDS = Integer.getInteger("plimsoll.overload.seconds", 2);
    private static final int FACTS_IN = 10;
    private static final int SLOTS = 1 << 12;
    private static final long MOST_GROWTH = 1 << 20;
    private static final int FEED = 21;
    private static final int FACTS = 23;

    @TempDir
    private Path folder;

    private final TallyLog inputs = new TallyLog();
    private final TallyLog orders = new TallyLog();
    private final MarginEngine engine = new MarginEngine(TestChain.CAPACITY);
    private final AtomicBoolean isStalled = new AtomicBoolean();
    private volatile long mostPerSecond = Long.MAX_VALUE;
    private long taken;
    private long takenFrom;
    private final Chain chain = new Chain(new ChainContext()
            .inputs(inputs)
            .orders(orders)
            .engine((buffer, offset, length, sink) -> {
                holdUp();
                engine.onEvent(buffer, offset, length, sink);
            })
            .ringSlots(SLOTS)
            .failStop((stage, cause) -> {
                throw new AssertionError(stage, cause);
            }));
    private final PricePublisher prices = new PricePublisher(chain.port(), WhenFull.CONFLATE);
    private final FactPublisher facts = new FactPublisher(chain.port());

    @Test
    void shouldGetOverAStallOfTheEngine() throws IOException, InterruptedException {
        load();
        final long before = heap();
        isStalled.set(true);
        final Load load = new Load(RATE, 2 * STALL_NS);
        load.start();
        TimeUnit.NANOSECONDS.sleep(STALL_NS);
        Await.until("prices conflate and facts wait", () -> prices.conflated() > 0 && chain.factWaits() > 0);
        final long during = heap();
        isStalled.set(false);
        load.join();
        verify("a stall of " + STALL_NS / 1_000_000 + " ms", load, during - before, heap() - before);
    }

    @Test
    void shouldStandTwiceWhatTheEngineTakes() throws IOException, InterruptedException {
        load();
        final long before = heap();
        mostPerSecond = RATE;
        takenFrom = System.nanoTime();
        final Load load = new Load(2 * RATE, TimeUnit.SECONDS.toNanos(SECONDS));
        load.start();
        long during = 0;
        for (int i = 0; i < 4; i++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS) / 5);
            during = Math.max(during, heap() - before);
        }
        load.join();
        mostPerSecond = Long.MAX_VALUE;
        verify("twice the peak for " + SECONDS + " s", load, during, heap() - before);
    }

    // On the engine's thread.
    private void holdUp() {
        while (isStalled.get()) {
            LockSupport.parkNanos(1_000_000);
        }
        if (mostPerSecond != Long.MAX_VALUE) {
            taken++;
            while (taken * TimeUnit.SECONDS.toNanos(1) / mostPerSecond > System.nanoTime() - takenFrom) {
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private void load() throws IOException {
        final Book book = TestChain.book(folder);
        chain.start();
        new RunRecords(chain.port()).ready(EngineMode.LIVE, TestChain.CAPACITY, 0, "test", InputPort.LIVE_TIME);
        new BookRecords(book, chain.port(), InputPort.LIVE_TIME).write();
        new RunRecords(chain.port()).arm("test", "loaded", InputPort.LIVE_TIME);
        Await.until("loaded", () -> chain.ringFill() == 0);
    }

    private void verify(final String what, final Load load, final long during, final long after) {
        chain.close();
        final long openingPrices = inputs.prices() - prices.published();
        System.out.printf(
                Locale.ROOT,
                "overload, %s at %,d messages a second: %,d prices offered, %,d journaled with %,d conflated; %,d account"
                        + " records offered, %,d journaled, %,d waits; heap %+,d KiB during, %+,d KiB after%n",
                what,
                load.rate,
                prices.offered(),
                prices.published(),
                inputs.conflated(),
                load.factsOffered,
                inputs.facts(),
                chain.factWaits(),
                during >> 10,
                after >> 10);
        assertEquals(load.pricesOffered, prices.offered());
        assertTrue(prices.conflated() > 0 && chain.factWaits() > 0 && chain.pricesTurnedAway() > 0, "no overload");
        assertEquals(prices.offered(), prices.published() + prices.conflated());
        assertEquals(prices.conflated(), inputs.conflated());
        assertEquals(load.last, lastJournaled(load));
        assertEquals(load.factsOffered, inputs.facts());
        assertEquals(load.factsOffered, facts.published());
        final EngineCounters counters = engine.counters();
        assertEquals(openingPrices + prices.published(), counters.pricesAccepted + counters.pricesRefused);
        assertEquals(0, counters.pricesRefused);
        assertEquals(0, counters.factsDuplicate + counters.factsFlagged);
        assertTrue(Math.max(during, after) <= MOST_GROWTH, "the heap grew by " + Math.max(during, after));
    }

    private Long2LongHashMap lastJournaled(final Load load) {
        final Long2LongHashMap last = new Long2LongHashMap(0);
        load.last
                .keySet()
                .forEach(id -> last.put(id.longValue(), inputs.lastPrice().get(id.longValue())));
        return last;
    }

    // What was left after a collection, without the garbage made since.
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc(); // what weak references held goes with the second
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    /** A price feed and an account source, each on its own thread and at its own pace, for as long as asked. */
    private final class Load {
        private final int rate;
        private final Long2LongHashMap last = new Long2LongHashMap(0);
        private final Thread feed;
        private final Thread source;
        private long pricesOffered;
        private long factsOffered;

        Load(final int rate, final long lengthNs) {
            this.rate = rate;
            final long messages = rate * lengthNs / TimeUnit.SECONDS.toNanos(1);
            final int factRate = rate / FACTS_IN;
            feed = new Thread(() -> offerPrices(rate - factRate, messages - messages / FACTS_IN), "feed");
            source = new Thread(() -> offerFacts(factRate, messages / FACTS_IN), "source");
        }

        void start() {
            feed.start();
            source.start();
        }

        void join() throws InterruptedException {
            feed.join();
            source.join();
        }

        private void offerPrices(final int perSecond, final long count) {
            pricesOffered =
                    new Replay(new Zigzag(count, last), FEED, pacer(perSecond), WallClock.INSTANCE, prices).run();
        }

        private void offerFacts(final int perSecond, final long count) {
            final Pacer pacer = pacer(perSecond);
            for (long i = 1; i <= count; i++) {
                final long due = pacer.next(i);
                while (!pacer.await(due, Long.MAX_VALUE)) {
                    Thread.onSpinWait();
                }
                final long account = 1 + i % TestChain.ACCOUNTS;
                facts.publish(
                        List.of(new Transfer(FACTS, i, account, 1, i / TestChain.ACCOUNTS % 2 == 0 ? 1 : -1)),
                        due,
                        InputPort.LIVE_TIME);
                factsOffered = i;
            }
        }

        private Pacer pacer(final int perSecond) {
            return new Pacer(Pace.parse(perSecond + "/s"), System::nanoTime, LockSupport::parkNanos);
        }
    }

    /** Prices that move by up to a thousandth: what they cost the engine is not what this is about. */
    private static final class Zigzag implements TickSource {
        private final long count;
        private final Long2LongHashMap last;
        private long number;

        Zigzag(final long count, final Long2LongHashMap last) {
            this.count = count;
            this.last = last;
        }

        @Override
        public boolean next() {
            if (number == count) {
                return false;
            }
            number++;
            last.put(priceId(), value());
            return true;
        }

        @Override
        public long eventNs() {
            return number;
        }

        @Override
        public int priceId() {
            return 1;
        }

        @Override
        public long value() {
            return 100_000_000_000L + number % 1_000 * 100_000;
        }

        @Override
        public long confidence() {
            return NO_CONFIDENCE;
        }

        @Override
        public long sequence() {
            return number;
        }
    }
}
