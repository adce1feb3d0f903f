package io.plimsoll.daemon.chain;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.book.BookRecords;
import io.plimsoll.daemon.book.SampleBook;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/** A chain over logs in memory with a small book, and what its inputs give when they are played without any threads. */
final class TestChain implements AutoCloseable {
    static final int ACCOUNTS = 120;

    static final EngineCapacity CAPACITY = new EngineCapacity(2 * ACCOUNTS, 8 * ACCOUNTS, 4096, 8, 8);

    final GatedLog inputs; // null when it is on disk
    final GatedLog orders;
    final LinkedBlockingQueue<String> failures = new LinkedBlockingQueue<>();
    final Chain chain;
    final InputPort port;

    TestChain(final Topology topology, final WaitChoice wait, final int slots) {
        this(topology, wait, slots, SystemEpochNanoClock.INSTANCE);
    }

    TestChain(final Topology topology, final WaitChoice wait, final int slots, final EpochNanoClock clock) {
        this(
                new GatedLog(),
                new GatedLog(),
                new ChainContext()
                        .ringSlots(slots)
                        .topology(topology)
                        .waitChoice(wait)
                        .clock(clock));
    }

    /** Over these inputs, measured. */
    TestChain(final GatedLog inputs, final Topology topology, final LatencyRecorders latency) {
        this(inputs, new GatedLog(), new ChainContext().topology(topology).latency(latency));
    }

    /** Over these logs, with a gate before the engine. */
    TestChain(final FrameLogWriter inputs, final GatedLog orders, final InputGate gate) {
        this(
                inputs,
                orders,
                new ChainContext().topology(Topology.SEQUENCER_THREAD).gate(gate));
    }

    private TestChain(final FrameLogWriter inputLog, final GatedLog orders, final ChainContext context) {
        this.inputs = inputLog instanceof GatedLog log ? log : null;
        this.orders = orders;
        chain = new Chain(context.inputs(inputLog)
                .orders(orders)
                .engine(new MarginEngine(CAPACITY))
                .failStop((stage, cause) -> failures.add(stage + ": " + cause.getMessage())));
        port = chain.port();
        chain.start();
    }

    /** A book of accounts around a price of 1,000. */
    static Book book(final Path folder) throws IOException {
        final Path file = folder.resolve("book.ndjson");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            new SampleBook(List.of(SampleBook.Market.of("BTC-PERP", new BigDecimal("1000"))), 7).write(out, ACCOUNTS);
        }
        return BookReader.read(file, Project.linear(), "USD");
    }

    /** Ready, the book, armed. */
    void load(final Book book) {
        new RunRecords(port).ready(EngineMode.LIVE, CAPACITY, 0, "test", InputPort.LIVE_TIME);
        new BookRecords(book, port, InputPort.LIVE_TIME).write();
        new RunRecords(port).arm("test", "loaded", InputPort.LIVE_TIME);
    }

    static void price(final InputPort port, final int source, final long sequence, final long value) {
        final long slot = port.claim();
        encodePrice(port.buffer(slot), port.messageOffset(slot), source, sequence, value);
        port.publish(slot, PRICE_LENGTH, System.nanoTime(), InputPort.LIVE_TIME);
    }

    static final int PRICE_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + PriceTickEncoder.BLOCK_LENGTH;

    static void encodePrice(
            final MutableDirectBuffer buffer,
            final int offset,
            final int source,
            final long sequence,
            final long value) {
        new PriceTickEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .value(value)
                .confidence(PriceTickEncoder.confidenceNullValue())
                .publishNs(sequence)
                .receiveNs(sequence)
                .sourceSequence(sequence)
                .priceId(1)
                .source(source);
    }

    /** A record that no engine knows. */
    void unknown() {
        final long slot = port.claim();
        new MessageHeaderEncoder()
                .wrap(port.buffer(slot), port.messageOffset(slot))
                .blockLength(0)
                .templateId(48)
                .schemaId(MessageHeaderEncoder.SCHEMA_ID)
                .version(MessageHeaderEncoder.SCHEMA_VERSION);
        port.publish(slot, MessageHeaderEncoder.ENCODED_LENGTH, System.nanoTime(), InputPort.LIVE_TIME);
    }

    static void transfer(final InputPort port, final int source, final long sequence, final long account) {
        final long slot = port.claim();
        final Transfer fact = new Transfer(source, sequence, account, 1, sequence % 2 == 0 ? 1_000_000 : -1_000_000);
        port.publish(
                slot, fact.encode(port.buffer(slot), port.messageOffset(slot)), System.nanoTime(), InputPort.LIVE_TIME);
    }

    /** The messages that these inputs give on one thread, in order. */
    static List<String> replay(final List<UnsafeBuffer> inputs) {
        final MarginEngine engine = new MarginEngine(CAPACITY);
        final List<String> messages = new ArrayList<>();
        final OrderSink sink = new OrderSink() {
            private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(16 * 1024));

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
                messages.add(eventNs + " " + hex(buffer, 0, length));
            }
        };
        inputs.forEach(record -> engine.onEvent(record, 0, record.capacity(), sink));
        return messages;
    }

    /** The messages of a log, told as {@link #replay} does. */
    static List<String> messages(final GatedLog log) {
        return log.records().stream()
                .map(record -> Frame.eventNs(record, 0) + " "
                        + hex(record, Frame.HEADER_LENGTH, record.capacity() - Frame.HEADER_LENGTH))
                .toList();
    }

    private static String hex(final UnsafeBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        chain.close();
    }
}
