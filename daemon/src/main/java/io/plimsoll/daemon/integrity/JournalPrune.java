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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.agrona.DirectBuffer;

/**
 * Chooses a log's oldest files to go: whole ones, none that a recovery or a reader still needs, and never one of the two newest,
 * which the writer may be in. The daemon may run. One thread.
 */
public final class JournalPrune {
    private static final int ALWAYS_KEPT = 2;

    private final FrameLogs logs;
    private final long neededInput;
    private final List<Reader> readers;
    private final Instant notAfter;

    /**
     * Whoever has not read a log to its end.
     *
     * @param firstSequence of the first record that it has yet to act on
     * @param name for people
     */
    public record Reader(LogName log, long firstSequence, String name) {}

    /**
     * What becomes of a log.
     *
     * @param removable files that may go, oldest first
     * @param kept the others, oldest first
     * @param reason why the oldest of those stays, for people; empty when there is none
     */
    public record Plan(List<Path> removable, List<Path> kept, String reason) {}

    /**
     * @param neededInput sequence of the first input that a recovery from any kept snapshot reads; 1 without a snapshot
     * @param readers of either log
     * @param notAfter files written to since then stay
     */
    public JournalPrune(
            final FrameLogs logs, final long neededInput, final List<Reader> readers, final Instant notAfter) {
        this.logs = logs;
        this.neededInput = neededInput;
        this.readers = List.copyOf(readers);
        this.notAfter = notAfter;
    }

    /** Which files of a log may go. What stays is contiguous. */
    public Plan plan(final LogName log) throws IOException {
        final List<Path> files = logs.files(log).stream().sorted().toList();
        final List<Path> removable = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            final Optional<String> reason = i >= files.size() - ALWAYS_KEPT
                    ? Optional.of("the two newest files always stay")
                    : reason(log, files.get(i), files.get(i + 1));
            if (reason.isPresent()) {
                return new Plan(removable, files.subList(i, files.size()), reason.get());
            }
            removable.add(files.get(i));
        }
        return new Plan(removable, List.of(), "");
    }

    // Why a file stays: what it holds ends where the next one begins.
    private Optional<String> reason(final LogName log, final Path file, final Path next) throws IOException {
        if (!Files.getLastModifiedTime(file).toInstant().isBefore(notAfter)) {
            return Optional.of("it was written to within the days to keep");
        }
        final long first = of(next, record -> Frame.sequence(record, 0));
        if (first == 0) {
            return Optional.of("no record can be read at the beginning of " + next.getFileName());
        }
        return readers.stream()
                .filter(reader -> reader.log() == log && reader.firstSequence() < first)
                .min(Comparator.comparingLong(Reader::firstSequence))
                .map(reader -> reader.name() + " has yet to read it from record " + reader.firstSequence() + " on")
                .or(() -> neededByRecovery(log, first, next));
    }

    private Optional<String> neededByRecovery(final LogName log, final long first, final Path next) {
        // its cause comes again in a recovery only if it is after the snapshot: the same input may have caused more
        final boolean isNeeded = log == LogName.INPUTS
                ? first > neededInput
                : of(next, record -> OutputCause.of(record, 0)) >= neededInput;
        if (!isNeeded) {
            return Optional.empty();
        }
        return Optional.of(
                neededInput == 1
                        ? "without a snapshot that is whole, a recovery begins with the first input"
                        : "a recovery from the oldest snapshot that is kept begins with input " + neededInput);
    }

    private static long of(final Path file, final ToLongFunction<DirectBuffer> field) {
        try (DiskFile image = new DiskFile(file)) {
            return FirstRecord.of(image, field);
        }
    }
}
