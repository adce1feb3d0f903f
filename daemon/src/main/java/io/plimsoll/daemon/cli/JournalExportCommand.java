package io.plimsoll.daemon.cli;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.text.RecordText;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code journal export}: every record of a log as a line of JSON. */
@Command(
        name = "export",
        description = "Writes every record of a log to standard output, one JSON object a line, each checked.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  plimsoll journal export --journal data/journal --queue inputs --pseudonymise > day.ndjson"
        })
final class JournalExportCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(
            names = "--queue",
            paramLabel = "orders|inputs",
            defaultValue = "inputs",
            description = "Which log. Default: ${DEFAULT-VALUE}.")
    private LogName queue = LogName.INPUTS;

    @Option(
            names = {"--pseudonymise", "--pseudonymize"},
            description = "Other names and numbers for accounts, new ones at each export.")
    private boolean isPseudonymous;

    @Override
    public Integer call() {
        final PrintStream out =
                new PrintStream(new BufferedOutputStream(System.out, BUFFER), false, StandardCharsets.UTF_8);
        final RecordText text = isPseudonymous ? RecordText.pseudonymous(out) : new RecordText(out, true, true);
        try (FrameLogReader reader = journal.require(queue).reader(queue, Position.start())) {
            boolean isMore = true;
            while (isMore && !System.out.checkError()) { // until there is no more, or whoever reads went away
                isMore = reader.poll(text) || !reader.atEnd(0);
            }
        } finally {
            out.flush();
        }
        return ExitCode.OK.code();
    }
}
