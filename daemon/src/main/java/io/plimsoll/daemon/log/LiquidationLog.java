package io.plimsoll.daemon.log;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.talk.EventLog;
import io.plimsoll.journal.text.RecordText;
import io.plimsoll.protocol.Frame;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * One line for each liquidation: whom, what, why and how late. Reads {@code orders} as a bot does, from a thread of its own, so that the
 * engine neither knows nor waits; in a cascade some are left out and counted, and {@code plimsoll tail} has them all.
 */
public final class LiquidationLog implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(LiquidationLog.class);
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final FrameLogs logs;
    private final Position from;
    private final EpochNanoClock clock;
    private final Runnable onFailure;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final RecordText text = new RecordText(new PrintStream(line, true, StandardCharsets.UTF_8), false, false);
    private final Thread thread = new Thread(this::run, "plimsoll-liquidations");
    private volatile boolean isClosed;

    /**
     * Reads nothing yet.
     *
     * @param from the first record that is new
     * @param clock of the same epoch as event times
     * @param onFailure told when it has ended by a fault of the journal or its own
     */
    public LiquidationLog(
            final FrameLogs logs, final Position from, final EpochNanoClock clock, final Runnable onFailure) {
        this.logs = logs;
        this.from = from;
        this.clock = clock;
        this.onFailure = onFailure;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    // A log that ends is no reason to end the daemon, whose journal has everything.
    private void run() {
        try (FrameLogReader orders = logs.reader(LogName.ORDERS, from)) {
            while (!isClosed) {
                if (!orders.poll(this::onRecord)) {
                    LOG.sayLeftOut(LogCode.LIQUIDATION);
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
            while (orders.poll(this::onRecord)) {
                // what was written before the end
            }
        } catch (final RuntimeException e) {
            onFailure.run();
            LOG.error(LogCode.LIQUIDATION, "no more lines: {}", e.toString());
        }
    }

    private void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        text.onFrame(buffer, offset, length);
        if (line.size() > 0) {
            final long lateNs = clock.nanoTime() - Frame.eventNs(buffer, offset);
            LOG.info(
                    LogCode.LIQUIDATION,
                    "{}  seen {} us after its cause",
                    line.toString(StandardCharsets.UTF_8).strip(),
                    TimeUnit.NANOSECONDS.toMicros(lateNs));
            line.reset();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
