package io.plimsoll.journal;

import io.plimsoll.journal.chronicle.ChronicleLog;
import io.plimsoll.journal.walk.Damage;
import io.plimsoll.journal.walk.DiskFile;
import io.plimsoll.journal.walk.LogWalk;
import io.plimsoll.journal.walk.Verdict;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agrona.CloseHelper;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.SystemEpochClock;

/**
 * The way into a journal directory: readers for anyone who may read a log, writers for the one process that holds the lock.
 * Immutable, any thread; each reader and writer then belongs to one thread.
 *
 * <pre>{@code
 * try (FrameLogReader orders = FrameLogs.in(journalDir).reader(LogName.ORDERS, Position.end())) {
 *     while (running) {
 *         if (!orders.poll(handler)) idle.idle();
 *     }
 * }
 * }</pre>
 */
public final class FrameLogs implements ReadableLogs {
    /** Longest SBE message that a record may carry, bytes. The longest in the schema, an order with 64 legs, takes 2 KiB. */
    public static final int MAX_MESSAGE_LENGTH = 64 * 1024;

    /** Space that must be usable when a writer starts, unless told otherwise: 1 GiB. */
    public static final long DEFAULT_MIN_USABLE_BYTES = 1L << 30;

    private static final Cursor NOTHING = new Cursor(0, 0, 0);

    private final Path journalDir;
    private final Roll roll;
    private final EpochClock clock;
    private final long minUsableBytes;
    private final Cursor before;

    private FrameLogs(
            final Path journalDir,
            final Roll roll,
            final EpochClock clock,
            final long minUsableBytes,
            final Cursor before) {
        this.journalDir = journalDir;
        this.roll = roll;
        this.clock = clock;
        this.minUsableBytes = minUsableBytes;
        this.before = before;
    }

    /** The journal in a directory, which need not exist yet. */
    public static FrameLogs in(final Path journalDir) {
        return new FrameLogs(journalDir, Roll.DAILY, SystemEpochClock.INSTANCE, DEFAULT_MIN_USABLE_BYTES, NOTHING);
    }

    /** For tests: rolls faster, and by another clock (milliseconds since the epoch) if wanted. */
    public FrameLogs rolling(final Roll newRoll, final EpochClock newClock) {
        return new FrameLogs(journalDir, newRoll, newClock, minUsableBytes, before);
    }

    /** Disk space, in bytes, below which no writer starts. */
    public FrameLogs minUsableBytes(final long bytes) {
        return new FrameLogs(journalDir, roll, clock, bytes, before);
    }

    /** For a copy of a log whose oldest records were pruned: an empty log begins after this record instead of with the first. */
    public FrameLogs beginningAfter(final Cursor record) {
        return new FrameLogs(journalDir, roll, clock, minUsableBytes, record);
    }

    /** Makes the directories where missing: one may begin to read before there is a writer. */
    public void makeDirectories() {
        JournalDirectory.create(journalDir);
    }

    /**
     * Makes the directories where missing and takes the right to write.
     *
     * @throws JournalException when another process has it, or the directory is another machine's
     */
    public JournalLock lock() {
        makeDirectories();
        NetworkFileSystem.refuse(journalDir);
        return JournalLock.acquire(journalDir);
    }

    /**
     * Opens a log for appending, after checking its newest file from end to end.
     *
     * @throws JournalException when the log or its mark is damaged, a second writer, read-only, or the disk is low
     */
    public FrameLogWriter writer(final JournalLock lock, final LogName log) {
        JournalDirectory.checkSpace(journalDir, minUsableBytes);
        lock.claim(log);
        LogMark mark = null;
        try {
            mark = mark(log);
            return log(log).writer(log.shared(), before, mark, () -> lock.release(log));
        } catch (final RuntimeException e) {
            CloseHelper.close(mark);
            lock.release(log);
            throw e;
        }
    }

    @Override
    public FrameLogReader reader(final LogName log, final Position from) {
        final FrameLogReader reader = log(log).reader(from, ReadLimit.NONE);
        final Quarantine quarantine = log == LogName.INPUTS ? quarantine() : Quarantine.NONE;
        return quarantine.isEmpty() ? reader : new QuarantinedReader(reader, quarantine);
    }

    /** The same logs, of which readers see only what is on disk: see {@link LogMark#durable()}. */
    public ReadableLogs durable() {
        return (log, from) -> log(log).reader(from, new DurableLimit(() -> markOf(log)));
    }

    @Override
    public Quarantine quarantine() {
        return Quarantine.of(journalDir);
    }

    /** The log's files, in no order. */
    public List<Path> files(final LogName log) {
        return Stream.of(log(log).files()).map(File::toPath).toList();
    }

    /**
     * Walks a log's files byte by byte, against its mark; nobody may write it meanwhile.
     *
     * @param handler gets every record that is right
     */
    public Verdict walk(final LogName log, final FrameHandler handler) {
        return walk(log, handler, (buffer, offset, length) -> {});
    }

    /**
     * The same.
     *
     * @param behind gets every whole record behind the first damage
     */
    public Verdict walk(final LogName log, final FrameHandler handler, final FrameHandler behind) {
        final List<DiskFile> files =
                files(log).stream().sorted().map(DiskFile::new).toList();
        long appended = 0;
        Damage lostMark = null;
        try (LogMark mark = markOf(log).orElse(null)) {
            appended = mark == null ? 0 : mark.appended();
        } catch (final JournalException e) {
            lostMark = Damage.ofMark(directory(log).resolve(LogMark.FILE_NAME), e);
        }
        return new LogWalk(files, appended).behind(behind).walk(handler).with(lostMark);
    }

    /**
     * Where whoever reads the log sees how far it is written and synced; empty before its first writer.
     *
     * @throws JournalException MARK_LOST when it is damaged, or missing though the log has begun
     */
    public Optional<LogMark> markOf(final LogName log) {
        final boolean isBegun = isBegun(log); // first: a mark is made before its log's first file
        return LogMark.openForReading(directory(log), isBegun);
    }

    /** What brings a log to the disk, for a thread beside its writer. */
    public LogSync sync(final LogName log, final Force force) {
        return log(log).sync(mark(log), force);
    }

    private LogMark mark(final LogName log) {
        try {
            return LogMark.openForWriting(directory(log), log.shared(), isBegun(log));
        } catch (final JournalException e) {
            throw e.in(directory(log));
        }
    }

    private boolean isBegun(final LogName log) {
        return log(log).files().length != 0;
    }

    private Path directory(final LogName log) {
        return journalDir.resolve(log.directory());
    }

    private ChronicleLog log(final LogName log) {
        return new ChronicleLog(directory(log), roll, clock);
    }
}
