package io.plimsoll.daemon.run;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.feed.live.RepeatedFault;
import io.plimsoll.feed.record.Overlap;
import io.plimsoll.feed.record.RecordForwarder;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.talk.EventLog;
import io.plimsoll.protocol.Frame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Tails a queue of protocol records that a matching engine writes, and forwards them to the ring. After a restart it reads the queue from its
 * oldest record, twice: once to see where {@code inputs} end in it, once to forward what they do not hold. Its own thread.
 */
final class QueueIngress implements AccountSource {
    private static final EventLog LOG = EventLog.of(QueueIngress.class);

    private final String name;
    private final FrameLogs logs;
    private final Overlap overlap;
    private final RecordForwarder forwarder;
    private final ErrorSink errors;
    private final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 10_000, 1_000_000);
    private final AtHead atHead = new AtHead();
    private final RepeatedFault refusals = new RepeatedFault();
    private final Thread thread;
    private volatile boolean isClosed;

    /**
     * The queue in the source's directory, which need not exist yet.
     *
     * @param overlap of this queue alone
     * @param forwarder which asks it
     */
    QueueIngress(
            final DaemonConfig.AccountSourceConfig source,
            final Overlap overlap,
            final RecordForwarder forwarder,
            final ErrorSink errors) {
        this.name = source.name();
        this.logs = FrameLogs.in(source.path());
        this.overlap = overlap;
        this.forwarder = forwarder;
        this.errors = errors;
        thread = new Thread(this::run, "plimsoll-source-" + name);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            if (!overlap.isSurelyEmpty()) {
                look();
            }
            forward();
        } catch (final RuntimeException | Error e) {
            atHead.lost();
            errors.onError(name, e);
        }
    }

    private void look() {
        final FrameHandler look = (buffer, offset, length) -> overlap.look(
                Frame.sequence(buffer, offset), buffer, offset + Frame.HEADER_LENGTH, length - Frame.HEADER_LENGTH);
        try (FrameLogReader queue = logs.reader(LogName.INPUTS, Position.start())) {
            boolean delivered = true;
            while (!isClosed && (delivered || !queue.atEnd(0))) {
                delivered = queue.poll(look);
                idle.idle(delivered ? 1 : 0);
            }
        }
    }

    private void forward() {
        final FrameHandler forward = this::forward; // once, not a record
        try (FrameLogReader queue = logs.reader(LogName.INPUTS, Position.start())) {
            while (!isClosed) {
                final boolean delivered = queue.poll(forward);
                if (!delivered && queue.atEnd(0) && !forwarder.isWithinSnapshot()) {
                    forwarder.caughtUp();
                    atHead.reached();
                }
                idle.idle(delivered ? 1 : 0);
            }
        }
    }

    private void forward(final DirectBuffer buffer, final int offset, final int length) {
        overlap.at(Frame.sequence(buffer, offset));
        final String defect = forwarder.accept(buffer, offset + Frame.HEADER_LENGTH, length - Frame.HEADER_LENGTH);
        final String more = defect == null ? null : refusals.comes(System.nanoTime());
        if (more != null) {
            LOG.error(
                    LogCode.SOURCE_REFUSED,
                    "source {}: record {} refused: {}{}",
                    name,
                    Frame.sequence(buffer, offset),
                    defect,
                    more);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isAtHead() {
        return atHead.isNow();
    }

    @Override
    public long forwarded() {
        return forwarder.forwarded();
    }

    @Override
    public long refused() {
        return forwarder.refused();
    }

    @Override
    public void close() {
        isClosed = true;
        Threads.join(thread);
    }
}
