package io.plimsoll.daemon.cli;

import picocli.CommandLine.Command;

/** {@code journal}: what an operator does with a journal itself. */
@Command(
        name = "journal",
        description = "Checks, repairs, measures, exports and thins out a journal.",
        mixinStandardHelpOptions = true,
        subcommands = {
            JournalVerifyCommand.class,
            JournalRepairCommand.class,
            JournalStatsCommand.class,
            JournalExportCommand.class,
            JournalPruneCommand.class,
            JournalCursorsCommand.class,
            JournalQuarantineCommand.class
        })
final class JournalCommand {}
