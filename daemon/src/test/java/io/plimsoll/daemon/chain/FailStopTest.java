package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.InputHandler;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.FailStopDecoder;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.codec.KillOrigin;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.math.BigInteger;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An exception in each handler, at each place of a batch, at each kind of event (promise P16): told once, its cause the last record of the
 * journal wherever the journal itself is not what failed, and nothing decided on what came after. The process's end is injected.
 */
@Timeout(60)
class FailStopTest {
    private static final int BATCH = 5;
    private static final int SLOTS = 16;
    private static final EngineCapacity CAPACITY = new EngineCapacity(100, 800, 64, 8, 8);

    private final GatedLog inputs = new GatedLog();
    private final GatedLog orders = new GatedLog();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> suppressed = new ConcurrentLinkedQueue<>();
    private final MarginEngine engine = new MarginEngine(CAPACITY);
    private final InputRecords records = new InputRecords();

    private enum Failing {
        SEQUENCING(Topology.INLINE),
        ENGINE(Topology.INLINE),
        ENGINE_THREAD(Topology.SEQUENCER_THREAD),
        ORDERS(Topology.INLINE),
        ORDERS_THREAD(Topology.ORDER_THREAD);

        private final Topology topology;

        Failing(final Topology topology) {
            this.topology = topology;
        }
    }

    @FunctionalInterface
    private interface Event {
        void write(InputRecords records, int number);
    }

    private record Named(String name, Event event) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Named> EVENTS = List.of(
            new Named("price", (to, i) -> to.priceTick(1, 100 + i, i, 1, i)),
            new Named("account", (to, i) -> to.accountOpened(i, AccountRole.TRADER, "a" + i, 2, i)),
            new Named("transfer", (to, i) -> to.transfer(1, 1, i, 2, i)),
            new Named("balance", (to, i) -> to.balanceSnapshot(1, 1, i, true, true, 2, i)),
            new Named("position", (to, i) -> to.positionSnapshot(1, 1, i, BigInteger.TEN, true, true, 2, i)),
            new Named("fill", (to, i) -> to.fill(1, 1, i, 100, 0, 2, i)),
            new Named("funding", (to, i) -> to.funding(1, i, 2, i)),
            new Named("timer", (to, i) -> to.timer(i)),
            new Named("kill", (to, i) -> to.kill("test", "why")),
            new Named("arm", (to, i) -> to.arm("test", "why")),
            new Named("epoch", (to, i) -> to.epoch(i)),
            new Named("marker", (to, i) -> to.marker(i)));

    private static Stream<Arguments> points() {
        return Stream.of(Failing.values())
                .flatMap(failing -> Stream.of(1, 3, BATCH)
                        .flatMap(place -> EVENTS.stream().map(event -> Arguments.of(failing, place, event))));
    }

    @ParameterizedTest
    @MethodSource("points")
    void shouldTellJournalAndDecideNothingMore(final Failing failing, final int place, final Named event) {
        final long failsAt = 1L + place; // the first record opens the run
        if (failing == Failing.SEQUENCING) {
            inputs.failAt(failsAt);
        }
        final Chain chain = chain(failing.topology, engine(failing, failsAt));
        chain.start();
        try (chain) {
            publishOneBatch(chain.port(), event.event());
            Await.until(() -> "a failure told", () -> !told.isEmpty());
            Await.until(() -> "the ring passed over", () -> chain.ringFill() == 0);
            assertEquals(1, told.size(), told::toString);
            assertTrue(told.peek().contains("planted"), told::toString);
            assertTrue(chain.hasFailed());
            assertLastWords(failing);
            if (failing != Failing.ORDERS_THREAD) { // there the engine may be ahead of what it hands over
                assertEquals(failsAt - 1, chain.progress().engineSequence());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldJournalACauseFromOutside(final Topology topology) {
        final Chain chain = chain(topology, engine);
        chain.start();
        try (chain) {
            chain.fail("a source", new IllegalStateException("planted failure of a source"));
            assertEquals(List.of("a source: planted failure of a source"), List.copyOf(told));
            assertLastWords(Failing.ENGINE);
            chain.fail("another", new IllegalStateException("told by nobody any more"));
            assertEquals(1, told.size());
        }
    }

    @Test
    void shouldTellACauseThatTheHangingStageCannotJournal() {
        final Chain chain = chain(Topology.INLINE, engine);
        chain.start();
        final CountDownLatch gate = inputs.closeGate();
        try (chain) {
            records.timer(1);
            publish(chain.port());
            Await.until(() -> "the stage at the gate", inputs::isWaiting);
            assertTrue(chain.hasWork());
            final long headway = chain.headway();
            assertTrue(Stream.of(chain.stack())
                    .anyMatch(frame -> frame.getMethodName().equals("beforeAppend")));
            chain.fail("watchdog", new IllegalStateException("planted stall"));
            assertEquals(List.of("watchdog: planted stall"), List.copyOf(told));
            assertEquals(headway, chain.headway());
            gate.countDown();
            assertEquals(
                    "the journal does not have this cause", suppressed.remove().getMessage());
        }
    }

    /** The sequencing stage is through with all that the ring holds, and no further slot can wake it. */
    @Test
    void shouldJournalTheCauseWhenTheRingIsFull() {
        final CountDownLatch engineGate = new CountDownLatch(1);
        final Chain chain = chain(Topology.SEQUENCER_THREAD, (buffer, offset, length, sink) -> {
            await(engineGate);
            throw new IllegalStateException("planted failure of the engine");
        });
        chain.start();
        try (chain) {
            fill(chain);
            engineGate.countDown();
            Await.until(() -> "a failure told", () -> !told.isEmpty());
            assertEquals(SLOTS + 1, inputs.size());
            assertLastWords(Failing.ENGINE_THREAD);
            assertEquals(0, suppressed.size());
        }
    }

    @Test
    void shouldJournalAStallThatHasFilledTheRing() {
        final CountDownLatch engineGate = new CountDownLatch(1);
        final Chain chain = chain(Topology.SEQUENCER_THREAD, (buffer, offset, length, sink) -> await(engineGate));
        chain.start();
        try (chain) {
            fill(chain);
            chain.fail("watchdog", new IllegalStateException("planted stall"));
            engineGate.countDown();
            assertEquals(SLOTS + 1, inputs.size());
            assertLastWords(Failing.ENGINE_THREAD);
        }
    }

    @Test
    void shouldSequenceAControlRecordThatFoundTheRingFull() {
        final CountDownLatch engineGate = new CountDownLatch(1);
        final Chain chain = chain(Topology.SEQUENCER_THREAD, (buffer, offset, length, sink) -> await(engineGate));
        chain.start();
        try (chain) {
            fill(chain);
            new RunRecords(chain.controlLane()).kill(KillOrigin.HTTP, "test", "why", InputPort.LIVE_TIME);
            engineGate.countDown();
            Await.until(() -> "the kill after the " + inputs.size() + " inputs", () -> {
                chain.controlLane().remind();
                return inputs.size() == SLOTS + 1;
            });
            assertEquals(
                    KillDecoder.TEMPLATE_ID, Frame.templateId(inputs.records().get(SLOTS), 0));
        }
    }

    // As many records as there are slots; none gets past the engine, all are sequenced.
    private void fill(final Chain chain) {
        for (int i = 1; i <= SLOTS; i++) {
            records.timer(i);
            publish(chain.port());
        }
        Await.until(() -> inputs.size() + " inputs", () -> inputs.size() == SLOTS);
        assertEquals(SLOTS, chain.ringFill());
    }

    private static void await(final CountDownLatch gate) {
        try {
            gate.await();
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Chain chain(final Topology topology, final InputHandler handler) {
        return new Chain(new ChainContext()
                .inputs(inputs)
                .orders(orders)
                .engine(handler)
                .ringSlots(SLOTS)
                .topology(topology)
                .failStop((who, cause) -> {
                    suppressed.addAll(List.of(cause.getSuppressed()));
                    told.add(who + ": " + cause.getMessage());
                }));
    }

    // The first record waits at the gate until the others stand behind it, so that they are one batch.
    private void publishOneBatch(final InputPort port, final Event event) {
        final CountDownLatch gate = inputs.closeGate();
        records.ready(EngineMode.LIVE, 100, 800, 64);
        publish(port);
        Await.until(() -> "the first record at the gate", inputs::isWaiting);
        for (int i = 1; i <= BATCH; i++) {
            event.write(records, i);
            publish(port);
        }
        gate.countDown();
    }

    private void publish(final InputPort port) {
        final int length = records.length() - Frame.HEADER_LENGTH;
        final long slot = port.claim();
        port.buffer(slot)
                .putBytes(port.messageOffset(slot), records.buffer(), records.offset() + Frame.HEADER_LENGTH, length);
        port.publish(slot, length, System.nanoTime(), InputPort.LIVE_TIME);
    }

    private InputHandler engine(final Failing failing, final long failsAt) {
        return (buffer, offset, length, sink) -> {
            final boolean isTheOne = Frame.sequence(buffer, offset) == failsAt;
            if (isTheOne && (failing == Failing.ENGINE || failing == Failing.ENGINE_THREAD)) {
                throw new IllegalStateException("planted failure of the engine");
            }
            engine.onEvent(buffer, offset, length, sink);
            if (isTheOne && (failing == Failing.ORDERS || failing == Failing.ORDERS_THREAD)) {
                orders.failAt(1);
            }
            decide(sink, Frame.eventNs(buffer, offset));
        };
    }

    // Something for orders from every event.
    private static void decide(final OrderSink sink, final long eventNs) {
        sink.claim(MessageHeaderEncoder.ENCODED_LENGTH)
                .setMemory(sink.messageOffset(), MessageHeaderEncoder.ENCODED_LENGTH, (byte) 1);
        sink.commit(MessageHeaderEncoder.ENCODED_LENGTH, eventNs);
    }

    private void assertLastWords(final Failing failing) {
        final List<UnsafeBuffer> written = inputs.records();
        final DirectBuffer last = written.get(written.size() - 1);
        if (failing == Failing.SEQUENCING) {
            assertNotEquals(FailStopDecoder.TEMPLATE_ID, Frame.templateId(last, 0));
            return;
        }
        assertEquals(FailStopDecoder.TEMPLATE_ID, Frame.templateId(last, 0));
        final FailStopDecoder failStop =
                new FailStopDecoder().wrapAndApplyHeader(last, Frame.HEADER_LENGTH, new MessageHeaderDecoder());
        assertEquals(told.peek().replaceAll(":.*", ""), failStop.who());
        assertTrue(failStop.cause().contains("planted"));
    }
}
