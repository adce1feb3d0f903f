package io.plimsoll.daemon.run;

import io.plimsoll.engine.MarginView;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.EncodedFacts;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.VenueRecord;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tails a queue of protocol records that a matching engine writes, and puts account records and prices into the ring, each after a check of
 * its form: a record that is refused leaves a gap in its source, which the engine answers with suspicion until a snapshot. After a restart it
 * reads the queue from its oldest record and leaves out what {@code inputs} hold already. Its own thread.
 */
final class QueueIngress implements AccountSource {
    private static final Logger LOG = LoggerFactory.getLogger(QueueIngress.class);
    private static final int SOURCES = 1 << 16;
    /** A busy queue is read to its end now and then; one that is behind is not. Which of the two cannot be seen at an instant. */
    private static final long MOMENT_NS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final FrameLogReader queue;
    private final InputPort port;
    private final FactPublisher facts;
    private final Names names;
    private final ErrorSink errors;
    private final long[] recorded = new long[SOURCES];
    /** Before this, prices were published that {@code inputs} hold already, or something later. */
    private final Long2LongHashMap recordedPrices = new Long2LongHashMap(MarginView.NEVER);

    private final VenueRecord record = new VenueRecord();
    private final EncodedFacts one = new EncodedFacts();
    /** By source, the records of a snapshot whose last has not come: the engine stages one snapshot at a time. */
    private final Int2ObjectHashMap<EncodedFacts> snapshots = new Int2ObjectHashMap<>();

    private final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 10_000, 1_000_000);
    private final AtomicLong forwarded = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread;
    private boolean isCatchingUp = true;
    private volatile long atHeadNanoTime = longAgo();
    private volatile boolean isClosed;

    /**
     * The queue in the source's directory, which need not exist yet.
     *
     * @param facts the one publisher of the port
     * @param view of the engine before it runs: where each source's facts end in {@code inputs}
     */
    QueueIngress(
            final DaemonConfig.AccountSourceConfig source,
            final InputPort port,
            final FactPublisher facts,
            final Names names,
            final MarginView view,
            final ErrorSink errors) {
        this.name = source.name();
        this.queue = FrameLogs.in(source.path()).reader(LogName.INPUTS, Position.start());
        this.port = port;
        this.facts = facts;
        this.names = names;
        this.errors = errors;
        for (int id = 0; id < SOURCES; id++) {
            recorded[id] = view.lastFactSequence(id);
        }
        names.forEachPrice(id -> {
            final long publishedNs = view.pricePublishedNs(id);
            if (publishedNs != MarginView.NEVER) {
                recordedPrices.put(id, publishedNs);
            }
        });
        thread = new Thread(this::run, "plimsoll-source-" + name);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        final FrameHandler forward = this::forward; // once, not a record
        try (queue) {
            while (!isClosed) {
                final boolean delivered = queue.poll(forward);
                if (!delivered && queue.atEnd(0) && snapshots.isEmpty()) {
                    isCatchingUp = false; // from now on whatever is said twice is the engine's to drop and count
                    atHeadNanoTime = System.nanoTime();
                }
                idle.idle(delivered ? 1 : 0);
            }
        } catch (final RuntimeException | Error e) {
            atHeadNanoTime = longAgo();
            errors.onError(name, e);
        }
    }

    private void forward(final DirectBuffer buffer, final int offset, final int length) {
        final int message = offset + Frame.HEADER_LENGTH;
        final int messageLength = length - Frame.HEADER_LENGTH;
        final String defect = record.check(buffer, message, messageLength);
        if (defect != null) {
            refused.incrementAndGet();
            LOG.error("source {}: record {} refused: {}", name, Frame.sequence(buffer, offset), defect);
        } else if (record.isPrice()) {
            forwardPrice(buffer, message, messageLength);
        } else if (record.isSourceDown()) {
            publish(buffer, message, messageLength); // at each start again: its next price ends it
        } else {
            forwardFact(buffer, message, messageLength);
        }
    }

    // What was published before the last recorded price would be refused as older, once more at each start.
    private void forwardPrice(final DirectBuffer buffer, final int message, final int length) {
        if (!isCatchingUp || record.publishNs() >= recordedPrices.get(record.priceId())) {
            publish(buffer, message, length);
        }
    }

    private void publish(final DirectBuffer buffer, final int message, final int length) {
        final long slot = port.claim();
        port.buffer(slot).putBytes(port.messageOffset(slot), buffer, message, length);
        port.publish(slot, length, System.nanoTime(), InputPort.LIVE_TIME);
        forwarded.incrementAndGet();
    }

    private void forwardFact(final DirectBuffer buffer, final int message, final int length) {
        final String opened = record.openedName();
        if (opened != null) {
            names.accountOpened(opened, record.openedAccountId());
        }
        if (isCatchingUp && record.sourceSequence() <= recorded[record.source()]) {
            return;
        }
        final EncodedFacts waiting = snapshots.get(record.source());
        if (waiting != null && (record.isFirst() || !record.isOfSnapshot())) {
            publish(snapshots.remove(record.source())); // its last record never came: the engine has a rule for that
        }
        if (record.isOfSnapshot() && !record.isLast()) {
            final EncodedFacts series = snapshots.computeIfAbsent(record.source(), source -> new EncodedFacts());
            series.add(buffer, message, length);
            return;
        }
        final EncodedFacts begun = snapshots.remove(record.source());
        final EncodedFacts series = begun == null ? one : begun;
        series.add(buffer, message, length);
        publish(series);
    }

    private void publish(final EncodedFacts series) {
        forwarded.addAndGet(series.size());
        facts.publish(series, System.nanoTime(), InputPort.LIVE_TIME);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isAtHead() {
        return System.nanoTime() - atHeadNanoTime < MOMENT_NS;
    }

    private static long longAgo() {
        return System.nanoTime() - MOMENT_NS;
    }

    @Override
    public long forwarded() {
        return forwarded.get();
    }

    @Override
    public long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        isClosed = true;
        Threads.join(thread);
    }
}
