package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookRecords;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.PriceTick;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EngineMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** At most a tenth of a byte an event, on each thread, over a million mixed events with the real journal on. */
@Timeout(240)
@Isolated("finds the chain's threads by name")
class AllocationTest {
    private static final int WARM_UP = 300_000;
    private static final int EVENTS = Integer.getInteger("plimsoll.allocation.events", 1_000_000);
    private static final double MOST_BYTES = 0.1;
    private static final EngineCapacity CAPACITY = new EngineCapacity(1_000, 8_000, 65_536, 8, 8);

    @TempDir
    private Path folder;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldNotAllocateOnAnyThreadFromRecordToOrder(final Topology topology) throws IOException {
        final FrameLogs recorded = FrameLogs.in(folder.resolve("recorded"));
        final long opening = record(recorded);
        final FrameLogs logs = FrameLogs.in(folder.resolve("journal"));
        try (JournalLock lock = logs.lock();
                FrameLogReader source = recorded.reader(LogName.INPUTS, Position.start())) {
            final Chain chain = new Chain(new ChainContext()
                    .inputs(logs.writer(lock, LogName.INPUTS))
                    .orders(logs.writer(lock, LogName.ORDERS))
                    .engine(new MarginEngine(CAPACITY))
                    .topology(topology)
                    .failStop((stage, cause) -> {
                        throw new AssertionError(stage, cause);
                    }));
            try (chain) {
                chain.start();
                final FrameHandler publish = publisherTo(chain.port());
                play(source, publish, chain, opening + WARM_UP);
                final Map<Thread, Long> before = allocated();
                play(source, publish, chain, EVENTS);
                final Map<Thread, Long> after = allocated();
                assertEquals(before.keySet(), after.keySet());
                after.forEach((thread, bytes) -> verify(
                        topology + ", " + thread.getName() + ", events from record to order",
                        bytes - before.get(thread)));
            }
        }
    }

    /** Makes the stream, which needs to see its own orders, and answers how many records come before it. */
    private long record(final FrameLogs logs) throws IOException {
        final MixedStream stream = new MixedStream();
        final Book book = TestChain.book(folder);
        final LatencyRecorders latency = new LatencyRecorders();
        try (JournalLock lock = logs.lock();
                FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS)) {
            final InlinePort port = new InlinePort(
                    new Sequencer(
                            inputs, new ControlLane(() -> {}), InputGate.OPEN, SystemEpochNanoClock.INSTANCE, latency),
                    new EngineStage(
                            new MarginEngine(CAPACITY), InputGate.OPEN, new Observed(stream), new Progress(), latency));
            new RunRecords(port).ready(EngineMode.LIVE, CAPACITY, 0, "test", InputPort.LIVE_TIME);
            new BookRecords(book, port, 0).write();
            new RunRecords(port).arm("test", "loaded", InputPort.LIVE_TIME);
            final long opening = inputs.lastSequence();
            long ordersBefore = 0;
            for (int i = 0; i < WARM_UP + EVENTS; i++) {
                if (i == WARM_UP) {
                    ordersBefore = stream.orders();
                }
                final long slot = port.claim();
                port.publish(slot, stream.next(port.buffer(slot)), System.nanoTime(), InputPort.LIVE_TIME);
            }
            final long orders = stream.orders() - ordersBefore;
            System.out.printf(
                    "%,d events with %,d orders; %,d fills and %,d opens, warm-up included%n",
                    EVENTS, orders, stream.fills(), stream.opens());
            assertTrue(orders > EVENTS / 20 && stream.opens() > EVENTS / 20, "too few orders to mean anything");
            return opening;
        }
    }

    private static FrameHandler publisherTo(final InputPort port) {
        return (buffer, offset, length) -> {
            final int message = length - Frame.HEADER_LENGTH;
            final long slot = port.claim();
            port.buffer(slot).putBytes(port.messageOffset(slot), buffer, offset + Frame.HEADER_LENGTH, message);
            port.publish(slot, message, System.nanoTime(), InputPort.LIVE_TIME);
        };
    }

    private static void play(
            final FrameLogReader source, final FrameHandler publish, final Chain chain, final long records) {
        for (long i = 0; i < records; i++) {
            assertTrue(source.poll(publish));
        }
        Await.until("drained", () -> chain.ringFill() == 0);
    }

    private Map<Thread, Long> allocated() {
        return Stream.concat(
                        Stream.of(Thread.currentThread()),
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith("plimsoll-")))
                .collect(Collectors.toMap(thread -> thread, thread -> threads.getThreadAllocatedBytes(thread.getId())));
    }

    private static void verify(final String what, final long bytes) {
        final double each = bytes / (double) EVENTS;
        System.out.printf("%.4f bytes an event: %,d %s%n", each, EVENTS, what);
        assertTrue(each <= MOST_BYTES, what + ": " + each + " bytes an event");
    }

    @ParameterizedTest
    @EnumSource(WhenFull.class)
    void shouldNotAllocateOnThePublishingSide(final WhenFull whenFull) {
        final GatedLog nowhere = new GatedLog() {
            @Override
            protected void store(final DirectBuffer buffer, final int offset, final int length) {
                // what is published is not what this is about
            }
        };
        final Chain chain = new Chain(new ChainContext()
                .inputs(nowhere)
                .orders(new GatedLog())
                .engine(new MarginEngine(CAPACITY))
                .ringSlots(1 << 12)
                .failStop((stage, cause) -> {
                    throw new AssertionError(stage, cause);
                }));
        chain.start();
        try (chain) {
            final PricePublisher publisher = new PricePublisher(chain.port(), whenFull);
            final PriceTick tick = new PriceTick().source(1);
            for (int i = 0; i < WARM_UP; i++) {
                publisher.publish(tick(tick, i));
            }
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = WARM_UP; i < WARM_UP + EVENTS; i++) {
                publisher.publish(tick(tick, i));
            }
            verify("prices published, " + whenFull + " when full", threads.getCurrentThreadAllocatedBytes() - before);
            publisher.drain();
            Await.until("drained", () -> chain.ringFill() == 0);
        }
    }

    private static PriceTick tick(final PriceTick tick, final long i) {
        return tick.price((int) (i & 7) + 1, 5 + i, 1).published(i, i).received(i, System.nanoTime());
    }

    /** Both steps on the caller's thread, over one slot. */
    private static final class InlinePort extends OneSlotPort {
        private final RecordSlot slot = new RecordSlot(record);
        private final Sequencer sequencer;
        private final EngineStage engine;

        InlinePort(final Sequencer sequencer, final EngineStage engine) {
            this.sequencer = sequencer;
            this.engine = engine;
        }

        @Override
        public void publish(final long claimed, final int length, final long dueNanoTime, final long eventNs) {
            slot.messageLength = length;
            slot.dueNanoTime = dueNanoTime;
            slot.eventNs = eventNs;
            sequencer.sequence(slot);
            engine.process(slot);
        }
    }

    /** Shows each decision to the stream, and keeps none. */
    private static final class Observed implements TimedOrderSink {
        private final MixedStream stream;
        private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordSlot.SIZE));

        Observed(final MixedStream stream) {
            this.stream = stream;
        }

        @Override
        public void dueAt(final long nanoTime) {
            // not of interest
        }

        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return buffer;
        }

        @Override
        public int messageOffset() {
            return 0;
        }

        @Override
        public void commit(final int length, final long eventNs) {
            stream.onOutput(buffer, 0);
        }
    }
}
