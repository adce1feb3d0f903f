package io.plimsoll.daemon.cli;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.text.RecordText;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tail}: what a bot sees. */
@Command(
        name = "tail",
        description = {
            "Prints the liquidation orders of a journal, one a line, checking sequence and checksum of every record.",
            "A gap, a bad checksum or a hole ends it with exit code 11, pruned records with 12."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll tail --journal data/journal",
            "  plimsoll tail --journal data/journal --from end --follow --ndjson",
            "  plimsoll tail --journal data/journal --cursor /var/lib/bot/place --follow --ndjson",
            "  plimsoll tail --journal data/journal --queue inputs --all --from 1000"
        })
final class TailCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;
    private static final long IDLE_NS = 1_000_000;
    private static final int SAVE_AFTER = 1_000; // records, where more wait: a save is a disk sync

    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(
            names = "--queue",
            paramLabel = "orders|inputs",
            defaultValue = "orders",
            description = "Which log. Inputs are the operator's alone. Default: ${DEFAULT-VALUE}.")
    private LogName queue = LogName.ORDERS;

    @Mixin
    private FromOption from = new FromOption();

    @Option(
            names = "--cursor",
            paramLabel = "FILE",
            description =
                    "Keeps the place here: begins behind the last record printed, and at --from only where the file is"
                            + " not there yet. Registers it, so that no prune passes it.")
    private Path cursorFile;

    @Option(names = "--follow", description = "Waits for more, over rolls and restarts of the daemon.")
    private boolean follow;

    @Option(
            names = "--durable",
            description =
                    "Only what is known to be on disk; nothing comes from a daemon whose durability is page-cache.")
    private boolean durable;

    @Option(
            names = "--all",
            description =
                    "Every record: order states, verdict changes, withheld, flagged inputs. Inputs always show all.")
    private boolean all;

    @ArgGroup
    private Format format = new Format();

    /** One of the two, or neither. */
    static final class Format {
        @Option(names = "--ndjson", description = "One JSON object a line.")
        private boolean ndjson;

        @Option(names = "--text", description = "A line an order for people; the default.")
        private boolean text;

        boolean isJson() {
            return ndjson && !text;
        }
    }

    @Override
    public Integer call() {
        final FrameLogs logs = follow ? FrameLogs.in(journal.directory()) : journal.require(queue);
        final PrintStream out =
                new PrintStream(new BufferedOutputStream(System.out, BUFFER), false, StandardCharsets.UTF_8);
        final boolean isInputs = queue == LogName.INPUTS;
        final RecordText text = new RecordText(out, format.isJson() || isInputs, all || isInputs);
        final Place place =
                cursorFile == null ? Place.NOWHERE : Place.registered(cursorFile, journal.directory(), queue);
        try (FrameLogReader reader = (durable ? logs.durable() : logs).reader(queue, place.position(from.position()))) {
            tail(reader, text, out, place);
        } finally {
            out.flush();
        }
        return ExitCode.OK.code();
    }

    private void tail(final FrameLogReader reader, final RecordText text, final PrintStream out, final Place place) {
        int unsaved = 0;
        while (true) {
            final boolean hasPolled = reader.poll(text);
            unsaved += hasPolled ? 1 : 0;
            final boolean isAtEnd =
                    !hasPolled && reader.atEnd(0); // asked while following too: a hole looks like silence
            if (!hasPolled || unsaved == SAVE_AFTER) {
                out.flush();
                if (System.out.checkError()) {
                    return; // whoever reads went away
                }
                if (hasPolled || isAtEnd) { // before it has found its place it stands nowhere
                    place.save(reader.cursor());
                }
                unsaved = 0;
            }
            if (!hasPolled && isAtEnd && !follow) {
                return;
            }
            if (!hasPolled) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }
}
