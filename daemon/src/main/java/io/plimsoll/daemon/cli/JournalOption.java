package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The journal that a command reads: one that is there. */
final class JournalOption {
    @Option(names = "--journal", paramLabel = "DIR", required = true, description = "The journal directory.")
    private Path journal = Path.of("");

    /** A directory that was named in another way. */
    static JournalOption of(final Path directory) {
        final JournalOption option = new JournalOption();
        option.journal = directory;
        return option;
    }

    Path directory() {
        return journal;
    }

    /** Both logs of a journal that has inputs to be decided again. */
    FrameLogs requireInputs() {
        final FrameLogs logs = require(LogName.INPUTS, LogName.ORDERS);
        if (logs.files(LogName.INPUTS).isEmpty()) {
            throw new UserError("--journal " + journal + ": 'inputs' holds no record; see plimsoll journal verify");
        }
        return logs;
    }

    /**
     * The journal, in which these logs are there.
     *
     * @throws UserError when one is not
     */
    FrameLogs require(final LogName... logs) {
        for (final LogName log : logs) {
            if (!Files.isDirectory(journal.resolve(log.directory()))) {
                throw new UserError(
                        "--journal " + journal + ": no journal there (no directory '" + log.directory() + "')");
            }
        }
        return FrameLogs.in(journal);
    }

    /** The snapshots kept with it; none, where there are none. */
    SnapshotStore snapshots() {
        return SnapshotFolder.reading(journal);
    }
}
