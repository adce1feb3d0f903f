package io.plimsoll.daemon.cli;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.CursorFile;
import io.plimsoll.journal.CursorRegistry;
import io.plimsoll.journal.CursorRegistry.Registered;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code journal cursors}: whom a prune waits for. */
@Command(
        name = "cursors",
        description = {
            "The tailers whose cursors a prune may not pass.",
            "A tailer that may write the folder 'cursors' of the journal registers itself; for any other the operator does."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            JournalCursorsCommand.Listing.class,
            JournalCursorsCommand.Adding.class,
            JournalCursorsCommand.Removing.class
        })
final class JournalCursorsCommand {
    private JournalCursorsCommand() {}

    /** Which journal, and which of its logs. */
    static final class Registry {
        @Mixin
        private JournalOption journal = new JournalOption();

        @Option(
                names = "--queue",
                paramLabel = "orders|inputs",
                defaultValue = "orders",
                description = "The log that the cursor is of. Default: ${DEFAULT-VALUE}.")
        private LogName queue = LogName.ORDERS;

        CursorRegistry open() {
            journal.require(queue);
            return CursorRegistry.of(journal.directory(), queue);
        }
    }

    /** {@code list}. */
    @Command(
            name = "list",
            description = "Lists the registered cursors and how far each has read.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  plimsoll journal cursors list --journal data/journal"})
    static final class Listing implements Callable<Integer> {
        @Mixin
        private Registry registry = new Registry();

        @Override
        public Integer call() {
            for (final Registered one : registry.open().all()) {
                System.out.println(one + ": " + state(one));
            }
            return ExitCode.OK.code();
        }

        private static String state(final Registered one) {
            try {
                return one.load()
                        .map(cursor -> "has read up to record " + cursor.sequence())
                        .orElse("missing; no prune goes on");
            } catch (final JournalException e) {
                return e.getMessage() + "; no prune goes on";
            }
        }
    }

    /** {@code add}. */
    @Command(
            name = "add",
            description = "Registers the cursor file of a tailer that may not do so itself.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  plimsoll journal cursors add /var/lib/bot/place --journal data/journal"})
    static final class Adding implements Callable<Integer> {
        @Mixin
        private Registry registry = new Registry();

        @Parameters(paramLabel = "FILE", description = "The cursor file; must be there, and readable.")
        private Path file;

        @Override
        public Integer call() {
            final CursorFile cursor = new CursorFile(file);
            final Cursor saved = cursor.load()
                    .orElseThrow(() -> new UserError(file + ": no such file; start the tailer first, which makes it"));
            System.out.println("registered " + registry.open().register(cursor) + ", which has read up to record "
                    + saved.sequence());
            return ExitCode.OK.code();
        }
    }

    /** {@code remove}. */
    @Command(
            name = "remove",
            description = "Takes out the cursor of a tailer that is gone; its file stays.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  plimsoll journal cursors remove var_lib_bot_place --journal data/journal"})
    static final class Removing implements Callable<Integer> {
        @Mixin
        private Registry registry = new Registry();

        @Parameters(paramLabel = "NAME|FILE", description = "As journal cursors list shows it.")
        private String name;

        @Override
        public Integer call() {
            if (!registry.open().remove(name)) {
                throw new UserError(name + ": no such cursor is registered; see plimsoll journal cursors list");
            }
            System.out.println("removed " + name + ": a prune no longer waits for it");
            return ExitCode.OK.code();
        }
    }
}
