package io.plimsoll.daemon.run;

import io.plimsoll.feed.InputPort;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Tails a queue of protocol records that a matching engine writes, and puts account records and prices into the ring. After a
 * restart it reads the queue from its oldest record: what {@code inputs} already hold is below the source's watermark, dropped by the
 * engine and counted. Its own thread.
 */
final class QueueIngress implements AccountSource {
    private final String name;
    private final FrameLogReader queue;
    private final InputPort port;
    private final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 10_000, 1_000_000);
    private final AtomicLong forwarded = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean isAtHead;
    private volatile boolean isClosed;
    private final ErrorSink errors;
    private final Thread thread;

    private QueueIngress(final String name, final FrameLogReader queue, final InputPort port, final ErrorSink errors) {
        this.name = name;
        this.queue = queue;
        this.port = port;
        this.errors = errors;
        thread = new Thread(this::run, "plimsoll-source-" + name);
        thread.setDaemon(true);
    }

    /** The queue in the source's directory, which need not exist yet. */
    static QueueIngress open(
            final DaemonConfig.AccountSourceConfig source, final InputPort port, final ErrorSink errors) {
        final FrameLogReader queue = FrameLogs.in(source.path()).reader(LogName.INPUTS, Position.start());
        return new QueueIngress(source.name(), queue, port, errors);
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
                if (!delivered) {
                    isAtHead = queue.atEnd(0);
                }
                idle.idle(delivered ? 1 : 0);
            }
        } catch (final RuntimeException e) {
            isAtHead = false;
            errors.onError(name, e);
        }
    }

    private void forward(final DirectBuffer buffer, final int offset, final int length) {
        final int messageLength = length - Frame.HEADER_LENGTH;
        if (!isAccountRecordOrPrice(Frame.templateId(buffer, offset)) || messageLength > port.maxMessageLength()) {
            refused.incrementAndGet(); // operator and definition records come from the daemon alone
            return;
        }
        final long slot = port.claim();
        port.buffer(slot).putBytes(port.messageOffset(slot), buffer, offset + Frame.HEADER_LENGTH, messageLength);
        port.publish(slot, messageLength, System.nanoTime(), InputPort.LIVE_TIME);
        forwarded.incrementAndGet();
    }

    private static boolean isAccountRecordOrPrice(final int templateId) {
        return switch (templateId) {
            case AccountOpenedDecoder.TEMPLATE_ID,
                    TransferDecoder.TEMPLATE_ID,
                    BalanceSnapshotDecoder.TEMPLATE_ID,
                    PositionSnapshotDecoder.TEMPLATE_ID,
                    FillDecoder.TEMPLATE_ID,
                    LiquidationFillDecoder.TEMPLATE_ID,
                    FundingDecoder.TEMPLATE_ID,
                    PriceTickDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isAtHead() {
        return isAtHead;
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
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
