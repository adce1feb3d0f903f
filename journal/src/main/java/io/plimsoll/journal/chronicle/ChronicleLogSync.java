package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.FAILED;

import io.plimsoll.journal.Force;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogMark;
import io.plimsoll.journal.LogSync;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * Syncs a log's files through channels of its own: Chronicle's {@code sync()} does nothing unless the queue is opened in a mode
 * that syncs on the appending thread. One thread.
 */
final class ChronicleLogSync implements LogSync {
    private final ChronicleLog log;
    private final LogMark mark;
    private final Force force;
    /** By name, so oldest first: files that may hold records that are not on disk. */
    private final TreeMap<File, FileChannel> open = new TreeMap<>();

    private File newestComplete = new File("");
    private boolean isFirst = true;
    private JournalException failure;
    private volatile long durable;

    ChronicleLogSync(final ChronicleLog log, final LogMark mark, final Force force) {
        this.log = log;
        this.mark = mark;
        this.force = force;
    }

    @Override
    public long pending() {
        return mark.appended() - durable;
    }

    @Override
    public long sync() {
        if (failure != null) {
            throw failure;
        }
        final long appended = mark.appended(); // before the files are listed: each record up to it is in one of them
        if (appended == durable) {
            return appended;
        }
        try {
            final boolean hasNewFile = openNewFiles();
            for (final Map.Entry<File, FileChannel> file : open.entrySet()) {
                force.force(file.getKey().toPath(), file.getValue(), false);
            }
            if (hasNewFile) {
                syncEntries();
            }
            closeComplete();
        } catch (final IOException e) {
            failure = new JournalException(FAILED, durable + 1, appended, "syncing " + log.directory() + ": " + e, e);
            throw failure;
        }
        mark.durable(appended);
        durable = appended;
        return appended;
    }

    @Override
    public long durableSequence() {
        return durable;
    }

    @Override
    public void close() {
        try {
            for (final FileChannel channel : open.values()) {
                channel.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.clear();
            mark.close();
        }
    }

    /** The first time that is every file: a writer that was killed has synced nothing after its last record. */
    private boolean openNewFiles() throws IOException {
        boolean hasNewFile = false;
        for (final File file : log.files()) {
            if (file.compareTo(newestComplete) > 0 && !open.containsKey(file)) {
                open.put(file, FileChannel.open(file.toPath(), StandardOpenOption.READ));
                hasNewFile = true;
            }
        }
        return hasNewFile;
    }

    /** A file whose name is not on disk is lost with all that was synced in it. */
    private void syncEntries() throws IOException {
        syncOne(log.metadata(), false);
        syncOne(log.directory(), true);
        if (isFirst) {
            syncWayHere();
            isFirst = false;
        }
    }

    /** Who made the log may have made any directory above it too, as far up as this user may write. */
    private void syncWayHere() throws IOException {
        Path directory = log.directory().toRealPath().getParent();
        while (directory != null && Files.isWritable(directory)) {
            syncOne(directory, true);
            directory = directory.getParent();
        }
    }

    private void syncOne(final Path path, final boolean isDirectory) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            force.force(path, channel, isDirectory);
        }
    }

    /** A writer that has begun a file appends to no older one, so the sync that sees the newer is the older one's last. */
    private void closeComplete() throws IOException {
        while (open.size() > 1) {
            final Map.Entry<File, FileChannel> oldest = open.pollFirstEntry();
            oldest.getValue().close();
            newestComplete = oldest.getKey();
        }
    }
}
