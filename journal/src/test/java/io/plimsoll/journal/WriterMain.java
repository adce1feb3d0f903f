package io.plimsoll.journal;

import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A writer in its own process: {@code journalDir ackFile last perFile batch}. Appends ticks up to a sequence, each batch of
 * them followed by a pause of a millisecond; a second of its clock passes with every {@code perFile} records. After each
 * record its sequence is in the ack file. Prints READY and DONE, or what was thrown.
 */
final class WriterMain {
    private long written;

    private WriterMain() {}

    public static void main(final String[] args) throws Exception {
        final long last = Long.parseLong(args[2]);
        new WriterMain()
                .run(
                        Path.of(args[0]),
                        acks(Path.of(args[1])),
                        last,
                        Integer.parseInt(args[3]),
                        Integer.parseInt(args[4]));
    }

    /** The sequence that a writer, dead or alive, has committed at least. */
    static UnsafeBuffer acks(final Path file) throws Exception {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8);
            return new UnsafeBuffer(mapped);
        }
    }

    private void run(
            final Path journalDir, final UnsafeBuffer acks, final long last, final int perFile, final int batch) {
        final Records records = new Records();
        final FrameLogs logs = FrameLogs.in(journalDir)
                .rolling(Roll.SECONDLY, () -> Records.FIRST_EVENT_NS / 1_000_000 + written / perFile * 1_000);
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.ORDERS)) {
            written = writer.lastSequence();
            System.out.println("READY " + written);
            while (written < last) {
                written = records.append(writer);
                acks.putLongOrdered(0, written);
                if (written % batch == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
            System.out.println("DONE " + written);
        } catch (final JournalException e) {
            System.out.println("THROWN " + e.getMessage());
            System.exit(1);
        }
    }
}
