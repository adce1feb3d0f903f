package io.plimsoll.daemon.integrity;

import io.plimsoll.daemon.recovery.OutputCause;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.walk.DiskFile;
import io.plimsoll.journal.walk.FirstRecord;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.agrona.DirectBuffer;

/**
 * Removes a log's oldest files: whole ones, none that a recovery or a bot still needs, and never one of the two newest, which
 * the writer may be in. The daemon may run. One thread.
 */
public final class JournalPrune {
    private static final int ALWAYS_KEPT = 2;

    private final FrameLogs logs;
    private final long neededInput;
    private final long neededOrder;
    private final Instant notAfter;

    /**
     * @param neededInput sequence of the first input that a recovery from any kept snapshot reads
     * @param neededOrder sequence of the first record of orders that some bot has not acted on
     * @param notAfter files written to since then stay
     */
    public JournalPrune(final FrameLogs logs, final long neededInput, final long neededOrder, final Instant notAfter) {
        this.logs = logs;
        this.neededInput = neededInput;
        this.neededOrder = neededOrder;
        this.notAfter = notAfter;
    }

    /** The files of a log that may go, oldest first. */
    public List<Path> removable(final LogName log) throws IOException {
        final List<Path> files = logs.files(log).stream().sorted().toList();
        final List<Path> removable = new ArrayList<>();
        for (int i = 0; i < files.size() - ALWAYS_KEPT; i++) {
            final boolean isOld =
                    Files.getLastModifiedTime(files.get(i)).toInstant().isBefore(notAfter);
            if (!isOld || !isBehind(log, files.get(i + 1))) {
                break; // what stays must be contiguous
            }
            removable.add(files.get(i));
        }
        return removable;
    }

    /** Whether nothing before the first record of this file is needed. */
    private boolean isBehind(final LogName log, final Path next) {
        final long first = of(next, record -> Frame.sequence(record, 0));
        if (log == LogName.INPUTS) {
            return first != 0 && first <= neededInput;
        }
        // its cause comes again in a recovery only if it is after the snapshot: the same input may have caused more
        return first != 0 && first <= neededOrder && of(next, record -> OutputCause.of(record, 0)) < neededInput;
    }

    private static long of(final Path file, final ToLongFunction<DirectBuffer> field) {
        try (DiskFile image = new DiskFile(file)) {
            return FirstRecord.of(image, field);
        }
    }
}
