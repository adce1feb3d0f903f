package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.CORRUPT;
import static io.plimsoll.journal.JournalException.Kind.DENIED;
import static io.plimsoll.journal.JournalException.Kind.FAILED;
import static io.plimsoll.journal.JournalException.Kind.READ_ONLY;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.Force;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogMark;
import io.plimsoll.journal.LogSync;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadLimit;
import io.plimsoll.journal.Roll;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.queue.rollcycles.TestRollCycles;
import org.agrona.concurrent.EpochClock;

/**
 * One log as a Chronicle queue, with nothing left to Chronicle's defaults or to what it finds on disk. Immutable, any
 * thread.
 */
public final class ChronicleLog {
    // Files grow by blocks plus an overlap of a quarter, which bounds a record; a file of any other length has been
    // cut.
    private static final long BLOCK_SIZE = 64L << 20;
    private static final long OVERLAP = BLOCK_SIZE / 4;

    // How long a reader waits inside one poll for a file that is just being made; Chronicle would wait 10 s.
    private static final long READ_TIMEOUT_MS = 100;

    private final Path directory;
    private final Roll roll;
    private final EpochClock clock;

    public ChronicleLog(final Path directory, final Roll roll, final EpochClock clock) {
        this.directory = directory;
        this.roll = roll;
        this.clock = clock;
    }

    /** Opens the log for reading up to a limit, which the reader closes; touches nothing until the first poll. */
    public FrameLogReader reader(final Position from, final ReadLimit limit) {
        return new ChronicleFrameLogReader(this, from, limit);
    }

    /**
     * Checks the log's tail and opens it for appending.
     *
     * @param shared whether other users may read it
     * @param before the record that an empty log goes on after
     * @param mark says how far it was written, and is kept up by the writer, which closes it
     * @param onClose called once, when the writer is closed
     */
    public FrameLogWriter writer(
            final boolean shared, final Cursor before, final LogMark mark, final Runnable onClose) {
        final TailCheck tail = checkTail(before, mark);
        HalfMadeFiles.setAside(files(), rollCycle(), tail.newestFile());
        final long newestFileMs = (long) tail.newestFile() * rollCycle().lengthInMillis();
        final SingleChronicleQueue queue = open(builder(new RollClock(clock, newestFileMs)));
        try {
            if (queue.metaStore().readOnly()) {
                throw new JournalException(READ_ONLY, "Chronicle fell back to a read-only queue in " + directory);
            }
            final Consumer<File> onNewFile = shared ? ChronicleLog::share : file -> {};
            onNewFile.accept(metadata().toFile());
            return new ChronicleFrameLogWriter(queue, tail.chain(), tail.lastIndex(), mark, onNewFile, onClose);
        } catch (final RuntimeException e) {
            queue.close();
            throw e;
        }
    }

    private TailCheck checkTail(final Cursor before, final LogMark mark) {
        try {
            final TailCheck tail = new TailCheck(this, before);
            tail.requireReaching(mark.appended());
            return tail;
        } catch (final JournalException e) {
            throw e.in(directory);
        }
    }

    /** What brings it to the disk; closes the mark. */
    public LogSync sync(final LogMark mark, final Force force) {
        return new ChronicleLogSync(this, mark, force);
    }

    /**
     * Whether there is something to open; before its metadata exists Chronicle would guess the roll cycle.
     *
     * @throws JournalException DENIED when this user may not see
     */
    boolean isThere() {
        final boolean there = Files.exists(metadata());
        if (there ? !Files.isReadable(metadata()) : Files.exists(directory) && !Files.isExecutable(directory)) {
            throw new JournalException(DENIED, "this user may not read " + directory);
        }
        return there;
    }

    /** Its directory. */
    Path directory() {
        return directory;
    }

    /** Chronicle's list of its files. */
    Path metadata() {
        return directory.resolve("metadata.cq4t");
    }

    /** Its files, in no order; empty when there are none, or no directory. */
    public File[] files() {
        final File[] files = directory.toFile().listFiles((dir, name) -> name.endsWith(SingleChronicleQueue.SUFFIX));
        return files == null ? new File[0] : files;
    }

    /** Opens it strictly read-only. */
    SingleChronicleQueue openForReading() {
        for (final File file : files()) {
            checkLength(file);
        }
        final SingleChronicleQueue queue =
                builder(clock::time).readOnly(true).timeoutMS(READ_TIMEOUT_MS).build();
        if (queue.metaStore().readOnly()) { // a stand-in, since the real one could not be read
            queue.close();
            throw new JournalException(FAILED, metadata() + " is missing or unreadable");
        }
        return queue;
    }

    /** A cut file would be mapped as if it were whole, and its missing pages are a SIGBUS. */
    private static void checkLength(final File file) {
        final long length = file.length(); // 0 while it is being made, and when it was just removed
        if (length != 0 && (length < BLOCK_SIZE + OVERLAP || (length - OVERLAP) % BLOCK_SIZE != 0)) {
            throw new JournalException(CORRUPT, file + " has been cut to " + length + " bytes");
        }
    }

    private SingleChronicleQueue open(final SingleChronicleQueueBuilder builder) {
        try {
            return builder.build();
        } catch (final Exception | InternalError | AssertionError e) { // damaged metadata throws anything
            throw new JournalException(FAILED, 0, 0, "opening " + directory + ": " + e, e);
        }
    }

    private SingleChronicleQueueBuilder builder(final TimeProvider time) {
        return SingleChronicleQueueBuilder.binary(directory)
                .rollCycle(rollCycle())
                .blockSize(BLOCK_SIZE)
                .timeProvider(time);
    }

    private RollCycle rollCycle() {
        // LARGE_DAILY takes 2^37 records a day; the default, FAST_DAILY, 2^32: 50,000 a second would use it up
        return roll == Roll.DAILY ? LargeRollCycles.LARGE_DAILY : TestRollCycles.TEST_SECONDLY;
    }

    /** A umask of 077 would lock bots out at the next roll. */
    private static void share(final File file) {
        try {
            Files.setPosixFilePermissions(file.toPath(), PosixFilePermissions.fromString("rw-r--r--"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
