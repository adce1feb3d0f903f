package io.plimsoll.feed.live.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.feed.live.FrameTap;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Captures what one source hears. The source's thread copies each message into a ring and goes on; a thread of the capture's own writes
 * them to files of an hour each. Where the disk is slower than the source for longer than the ring lasts, messages are lost, and the file
 * says so; where it fails or fills up, the capture ends with a notice and the source goes on without it.
 */
public final class CaptureWriter implements FrameTap, AutoCloseable {
    private static final int LEAST_RING = 1 << 22;
    private static final int MESSAGES_AT_A_TIME = 256;
    private static final int RECORD = 1; // the ring wants a type of each message
    private static final long IDLE_NS = 5_000_000;
    private static final long CLOSE_MS = 5_000;

    private final OneToOneRingBuffer ring;
    private final CaptureFiles files;
    private final Consumer<String> notices;
    private final Thread thread;
    private final AtomicLong lost = new AtomicLong();
    private final MessageHandler writer = this::write;
    private long lostTold;
    private long lastNs;
    private volatile boolean isClosed;
    private volatile String endedBy; // null while it has not

    /**
     * Begins to capture; the first file is made with the first record.
     *
     * @param directory where files go; made if it is not there
     * @param name of the feed: files are named for it
     * @param maxFrameBytes of the venue
     * @param minFreeBytes the capture ends where the disk has less left: it is not for a capture to stop a journal
     * @param notices gets a line when the capture ends or loses something; the capture's thread
     */
    public CaptureWriter(
            final Path directory,
            final String name,
            final int maxFrameBytes,
            final long minFreeBytes,
            final Consumer<String> notices) {
        this(new CaptureFiles(directory, name, minFreeBytes, CaptureFiles.CREATE), maxFrameBytes, name, notices);
    }

    CaptureWriter(
            final CaptureFiles files, final int maxFrameBytes, final String name, final Consumer<String> notices) {
        this.files = files;
        this.notices = notices;
        // the ring takes messages of an eighth of its size
        final int size =
                Math.max(LEAST_RING, 8 * BitUtil.findNextPositivePowerOfTwo(maxFrameBytes + 2 * CaptureFormat.BODY));
        ring = new OneToOneRingBuffer(new UnsafeBuffer(BufferUtil.allocateDirectAligned(
                size + RingBufferDescriptor.TRAILER_LENGTH, BitUtil.CACHE_LINE_LENGTH)));
        thread = new Thread(this::run, "plimsoll-capture-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void opened(final int connection, final int origin, final long atNs) {
        final byte[] number = new byte[Integer.BYTES];
        new UnsafeBuffer(number).putInt(0, origin, CaptureFormat.ORDER);
        offer(CaptureKind.OPENED, connection, atNs, number, 0, number.length);
    }

    @Override
    public void frame(
            final int connection, final long receivedNs, final byte[] frame, final int offset, final int length) {
        offer(CaptureKind.FRAME, connection, receivedNs, frame, offset, length);
    }

    @Override
    public void closed(final int connection, final long atNs, final String reason) {
        final byte[] text = reason.getBytes(UTF_8);
        offer(CaptureKind.CLOSED, connection, atNs, text, 0, text.length);
    }

    private void offer(
            final CaptureKind kind,
            final int connection,
            final long atNs,
            final byte[] body,
            final int offset,
            final int length) {
        if (endedBy != null || isClosed) {
            return;
        }
        final int size = CaptureFormat.BODY + length;
        final int index = size > ring.maxMsgLength() ? 0 : ring.tryClaim(RECORD, size);
        if (index <= 0) {
            lost.lazySet(lost.getPlain() + 1);
            return;
        }
        ring.buffer().putInt(index + CaptureFormat.LENGTH, length, CaptureFormat.ORDER);
        ring.buffer().putLong(index + CaptureFormat.TIME, atNs, CaptureFormat.ORDER);
        ring.buffer().putInt(index + CaptureFormat.CONNECTION, connection, CaptureFormat.ORDER);
        ring.buffer().putInt(index + CaptureFormat.KIND, kind.number(), CaptureFormat.ORDER);
        ring.buffer().putBytes(index + CaptureFormat.BODY, body, offset, length);
        ring.commit(index);
    }

    private void run() {
        try {
            while (!isClosed || ring.size() > 0) {
                final int count = ring.read(writer, MESSAGES_AT_A_TIME);
                tellLosses();
                if (count == 0) {
                    files.flush(); // so that what there is can be read, and survives the process
                    LockSupport.parkNanos(IDLE_NS);
                }
            }
            files.close();
        } catch (final UncheckedIOException e) {
            end(e.getCause().toString());
        } catch (final RuntimeException | Error e) { // nobody would notice that this thread has ended
            end(e.toString());
        }
    }

    private void write(final int type, final MutableDirectBuffer buffer, final int index, final int length) {
        lastNs = buffer.getLong(index + CaptureFormat.TIME, CaptureFormat.ORDER);
        files.append(buffer, index, length, lastNs);
    }

    private void tellLosses() {
        final long now = lost.get();
        if (now != lostTold && lastNs > 0) { // before the first record nobody knows of which hour it is
            final UnsafeBuffer record = new UnsafeBuffer(new byte[CaptureFormat.BODY + Long.BYTES]);
            record.putInt(CaptureFormat.LENGTH, Long.BYTES, CaptureFormat.ORDER);
            record.putLong(CaptureFormat.TIME, lastNs, CaptureFormat.ORDER);
            record.putInt(CaptureFormat.KIND, CaptureKind.LOST.number(), CaptureFormat.ORDER);
            record.putLong(CaptureFormat.BODY, now - lostTold, CaptureFormat.ORDER);
            files.append(record, 0, record.capacity(), lastNs);
            notices.accept("capture lost " + (now - lostTold) + " messages: too long, or the disk is too slow");
            lostTold = now;
        }
    }

    private void end(final String reason) {
        endedBy = reason;
        notices.accept("capture ended: " + reason);
        files.abandon();
    }

    /** Messages that were lost so far. Any thread. */
    public long lost() {
        return lost.get();
    }

    /** Why the capture ended before all that was heard was written. Any thread; after {@link #close} it is the last word. */
    public Optional<String> endedBy() {
        return Optional.ofNullable(endedBy);
    }

    /** Writes what there is and ends the last file; waits up to five seconds, and gives the rest up. Close the source first. */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MS);
            if (thread.isAlive() && endedBy == null) {
                endedBy = "the disk has not taken the rest within " + CLOSE_MS / 1_000 + " s";
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
