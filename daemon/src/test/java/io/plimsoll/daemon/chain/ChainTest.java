package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.codec.KillOrigin;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever thread does which step and however it waits: one order of records, the decisions of that order, nothing lost. */
@Timeout(120)
@Isolated("looks for threads by name")
class ChainTest {
    private static final int RECORDS = 800;
    private static final long PRICE = 100_000_000_000L; // 1,000 at 8 decimals

    @TempDir
    private Path folder;

    private static Stream<Arguments> combinations() {
        return Stream.of(Topology.values())
                .flatMap(topology -> Stream.of(WaitChoice.values()).map(wait -> Arguments.of(topology, wait)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldDecideAsOneThreadWouldOnTheSameInputs(final Topology topology, final WaitChoice wait)
            throws IOException, InterruptedException {
        final Book book = TestChain.book(folder);
        final TestChain test = new TestChain(topology, wait, 64);
        try (test) {
            test.load(book);
            final List<Thread> producers = new ArrayList<>();
            producers.add(new Thread(() -> prices(test.port, 21, -1)));
            producers.add(new Thread(() -> prices(test.port, 22, 1)));
            producers.add(new Thread(() -> transfers(test.port, 23)));
            producers.forEach(Thread::start);
            for (final Thread producer : producers) {
                producer.join();
            }
        }
        assertTrue(test.failures.isEmpty(), test.failures::toString);
        final List<UnsafeBuffer> inputs = test.inputs.records(); // the log has checked sequence and chain
        assertEquals(3 * RECORDS, inputs.stream().filter(ChainTest::isProduced).count());
        final List<String> expected = TestChain.replay(inputs);
        assertEquals(expected, TestChain.messages(test.orders));
        final long orders = count(test.orders, LiquidationOrderDecoder.TEMPLATE_ID);
        assertTrue(orders > 50, () -> "too few orders to mean anything: " + orders);
        assertTrue(test.inputs.isClosed() && test.orders.isClosed());
    }

    // A walk away from the first price and back, so that accounts of both sides are passed.
    private static void prices(final InputPort port, final int source, final int direction) {
        for (int i = 1; i <= RECORDS; i++) {
            final long distance = Math.min(i, RECORDS - i) * PRICE / RECORDS;
            TestChain.price(port, source, i, PRICE + direction * distance);
        }
    }

    private static void transfers(final InputPort port, final int source) {
        for (int i = 1; i <= RECORDS; i++) {
            TestChain.transfer(port, source, i, 1 + i % TestChain.ACCOUNTS);
        }
    }

    private static boolean isProduced(final UnsafeBuffer record) {
        final int message = Frame.HEADER_LENGTH;
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return switch (Frame.templateId(record, 0)) {
            case PriceTickDecoder.TEMPLATE_ID ->
                new PriceTickDecoder()
                                .wrapAndApplyHeader(record, message, header)
                                .source()
                        > 20;
            case TransferDecoder.TEMPLATE_ID ->
                new TransferDecoder()
                                .wrapAndApplyHeader(record, message, header)
                                .source()
                        > 20;
            default -> false;
        };
    }

    private static long count(final GatedLog log, final int templateId) {
        return log.records().stream()
                .filter(record -> Frame.templateId(record, 0) == templateId)
                .count();
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldNameItsThreadsAndEndThem(final Topology topology) {
        final Set<String> expected = switch (topology) {
            case INLINE -> Set.of(Chain.ENGINE_THREAD);
            case SEQUENCER_THREAD -> Set.of(Chain.SEQUENCER_THREAD, Chain.ENGINE_THREAD);
            case ORDER_THREAD -> Set.of(Chain.ENGINE_THREAD, Chain.ORDERS_THREAD);
        };
        final TestChain test = new TestChain(topology, WaitChoice.BLOCKING, 64);
        try (test) {
            Await.until("threads " + expected, () -> chainThreads().equals(expected));
        }
        assertEquals(Set.of(), chainThreads());
    }

    private static Set<String> chainThreads() {
        final Set<String> all = Set.of(Chain.SEQUENCER_THREAD, Chain.ENGINE_THREAD, Chain.ORDERS_THREAD);
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(all::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldSequenceControlBeforeDataThatWaits(final Topology topology) {
        final TestChain test = new TestChain(topology, WaitChoice.BLOCKING, 64);
        try (test) {
            final CountDownLatch gate = test.inputs.closeGate();
            for (int i = 1; i <= 10; i++) {
                TestChain.price(test.port, 21, i, PRICE + i);
            }
            Await.until("the first record stands before the gate", test.inputs::isWaiting);
            new RunRecords(test.chain.controlLane()).kill(KillOrigin.CLI, "test", "now", InputPort.LIVE_TIME);
            new RunRecords(test.chain.controlLane()).arm("test", "again", InputPort.LIVE_TIME);
            gate.countDown();
            Await.until("all records", () -> test.inputs.size() == 12);
            assertEquals(
                    KillDecoder.TEMPLATE_ID,
                    Frame.templateId(test.inputs.records().get(1), 0));
            Await.until("decided", () -> test.chain.progress().isDecided(12));
        }
        assertEquals(TestChain.replay(test.inputs.records()), TestChain.messages(test.orders));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldSequenceControlOnAnIdleRing(final Topology topology, final WaitChoice wait) {
        final TestChain test = new TestChain(topology, wait, 64);
        try (test) {
            for (int i = 1; i <= 5; i++) {
                final long sequence = i;
                new RunRecords(test.chain.controlLane()).kill(KillOrigin.CLI, "test", "now", InputPort.LIVE_TIME);
                Await.until("kill " + i, () -> test.chain.progress().isDecided(sequence));
            }
        }
    }

    @Test
    void shouldLetFactsWaitAndTurnPricesAwayWhileTheRingIsFull() throws InterruptedException {
        final TestChain test = new TestChain(Topology.INLINE, WaitChoice.BLOCKING, 8);
        try (test) {
            final CountDownLatch gate = test.inputs.closeGate();
            for (int i = 1; i <= 8; i++) {
                TestChain.price(test.port, 21, i, PRICE + i);
            }
            Await.until("the first record stands before the gate", test.inputs::isWaiting);
            assertEquals(8, test.chain.ringFill());
            assertEquals(InputPort.FULL, test.port.tryClaim());
            assertEquals(InputPort.FULL, test.port.tryClaim());
            assertEquals(2, test.chain.pricesTurnedAway());
            final Thread waiting = new Thread(() -> TestChain.transfer(test.port, 23, 1, 1));
            waiting.start();
            Await.until("the fact is counted", () -> test.chain.factWaits() == 1);
            assertTrue(waiting.isAlive());
            assertEquals(0, test.inputs.size());
            gate.countDown();
            waiting.join();
        }
        assertEquals(9, test.inputs.size());
        assertEquals(0, test.chain.ringFill());
        assertEquals(2, test.chain.pricesTurnedAway());
        assertEquals(1, test.chain.factWaits());
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldProcessAllThatIsInTheRingBeforeItCloses(final Topology topology) throws IOException {
        final TestChain test = new TestChain(topology, WaitChoice.BLOCKING, 4096);
        test.load(TestChain.book(folder));
        final long loaded = test.chain.ringFill() + test.inputs.size();
        assertTrue(loaded > 0);
        for (int i = 1; i <= 2_000; i++) {
            TestChain.price(test.port, 21, i, PRICE - i * (PRICE / 8_000));
        }
        test.chain.drainAndClose(60, TimeUnit.SECONDS);
        final List<UnsafeBuffer> inputs = test.inputs.records();
        assertEquals(2_000, inputs.stream().filter(ChainTest::isProduced).count());
        assertEquals(TestChain.replay(inputs), TestChain.messages(test.orders));
        assertTrue(test.failures.isEmpty(), test.failures::toString);
    }

    @Test
    void shouldGiveNoSequenceToASlotThatIsGivenUp() {
        final TestChain test = new TestChain(Topology.SEQUENCER_THREAD, WaitChoice.BLOCKING, 8);
        try (test) {
            for (int i = 1; i <= 20; i++) {
                final long slot = test.port.claim();
                test.port.publish(slot, 0, System.nanoTime(), InputPort.LIVE_TIME);
                TestChain.price(test.port, 21, i, PRICE + i);
                final long control = test.chain.controlLane().claim();
                test.chain.controlLane().publish(control, 0, System.nanoTime(), InputPort.LIVE_TIME);
            }
        }
        assertEquals(20, test.inputs.size());
        assertEquals(20, test.chain.progress().engineSequence());
    }

    @Test
    void shouldNeverLetEventTimeGoBack() {
        final AtomicLong reads = new AtomicLong();
        // forwards by ten, back by a thousand each seventh time
        final TestChain test = new TestChain(Topology.INLINE, WaitChoice.BLOCKING, 64, () -> {
            final long read = reads.incrementAndGet();
            return 1_000_000 + 10 * read - (read % 7 == 0 ? 1_000 : 0);
        });
        try (test) {
            for (int i = 1; i <= 100; i++) {
                TestChain.price(test.port, 21, i, PRICE + i);
            }
            final long slot = test.port.claim();
            TestChain.encodePrice(test.port.buffer(slot), test.port.messageOffset(slot), 22, 1, PRICE);
            test.port.publish(
                    slot, TestChain.PRICE_LENGTH, System.nanoTime(), 5); // an event time of its own, long past
        }
        assertEquals(101, test.inputs.size());
        long last = 0;
        for (final UnsafeBuffer record : test.inputs.records()) {
            assertTrue(Frame.eventNs(record, 0) >= last);
            last = Frame.eventNs(record, 0);
        }
        assertEquals(last, test.chain.progress().eventNs());
        assertFalse(test.chain.hasFailed());
    }
}
