package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.explain.Explainer;
import io.plimsoll.daemon.explain.Explanation;
import io.plimsoll.daemon.explain.ExplanationJson;
import io.plimsoll.daemon.explain.ExplanationText;
import io.plimsoll.daemon.explain.Subject;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.config.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: why an account was, or was not, liquidated. */
@Command(
        name = "explain",
        description = {
            "Shows the whole arithmetic behind one order, or of one account at one input, from the journal alone.",
            "Every number is worked out again; one that is not the engine's ends it with exit code 42."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll explain --journal data/journal 1-354105-0",
            "  plimsoll explain --journal data/journal a37034@354105 --json"
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Parameters(
            paramLabel = "ORDER-ID|ACCOUNT@SEQ",
            description = "An order, or an account (name or id) at an input of that sequence.")
    private String subject = "";

    @Option(names = "--json", description = "One JSON object, with exact numbers.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        final FrameLogs logs = journal.requireInputs();
        final Subject explained = Subject.parse(subject, logs);
        final Explanation explanation;
        try (ProgressBar progress = ProgressBar.onTerminal(explained.sequence(), "inputs")) {
            explanation = Explainer.explain(explained, logs, journal.snapshots(), progress);
        }
        if (json) {
            ExplanationJson.write(System.out, explanation);
        } else {
            ExplanationText.print(System.out, explanation);
        }
        return (explanation.isConsistent() ? ExitCode.OK : ExitCode.EXPLAIN_DISAGREES).code();
    }
}
