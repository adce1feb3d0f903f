package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.replay.InputsEnd;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.daemon.whatif.Changes;
import io.plimsoll.daemon.whatif.Preview;
import io.plimsoll.daemon.whatif.PreviewReport;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code preview}: whom new parameters would liquidate or free, before they are in force. */
@Command(
        name = "preview",
        description = {
            "Shows which accounts new parameters would liquidate or free, and for how much, of a book or of a journal's state.",
            "No daemon runs, and nothing is changed."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll preview --book book.ndjson --set instrument.BTC-PERP.maintenance=0.06",
            "  plimsoll preview --journal data/journal --set asset.BTC.haircut=0.15 --set profile.warningRatio=1.2",
            "  plimsoll preview --journal data/journal --to 2013-11-27T00:00:00Z --set instrument.BTC-PERP.initial=0.08"
                    + " --json"
        })
final class PreviewCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Of of = new Of();

    /** One of the two. */
    static final class Of {
        @Option(
                names = "--book",
                paramLabel = "FILE",
                description = "A book: NDJSON (docs/formats/book.md), plain or .gz.")
        private Path book;

        @Option(
                names = "--journal",
                paramLabel = "DIR",
                description = "A journal directory: the state its inputs lead to.")
        private Path journal;
    }

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Option(
            names = "--valuation",
            paramLabel = "ASSET",
            defaultValue = "USD",
            description = "The book's valuation currency, worth 1. Default: ${DEFAULT-VALUE}.")
    private String valuation = "USD";

    @Option(
            names = "--to",
            paramLabel = "SEQ|TIME",
            description =
                    "The journal's last input that counts. A time is UTC, as 2013-11-26T12:53:50Z. Default: the last.")
    private String to;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            required = true,
            description = "A parameter and its new value: profile.NAME, asset.SYMBOL.FIELD or instrument.SYMBOL.FIELD."
                    + " May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--json", description = "One JSON object, with exact numbers.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        final Changes changes = Changes.of(settings, Set.of(), Map.of());
        final PreviewReport report = new PreviewReport(changes, of.book == null ? ofJournal(changes) : ofBook(changes));
        final OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
        if (json) {
            report.writeJson(out);
        } else {
            final PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
            report.print(text);
            text.flush();
        }
        out.flush();
        return ExitCode.OK.code();
    }

    private Preview ofBook(final Changes changes) {
        refuse("--to", "--book");
        final Book read = BookReader.read(of.book, profile.read(), valuation);
        BookOptions.requirePrices(of.book, read);
        return Preview.of(read, changes.ofProfile(read.definitions().profile().name()));
    }

    private Preview ofJournal(final Changes changes) throws IOException {
        refuse("--profile", "--journal");
        refuse("--valuation", "--journal");
        final JournalOption journal = JournalOption.of(of.journal);
        final FrameLogs logs = journal.requireInputs();
        final Stretch all = Stretch.all().to(to);
        final long last = InputsEnd.lastSequence(logs, all);
        try (ProgressBar progress = ProgressBar.onTerminal(2 * last, "inputs")) {
            return Preview.of(logs, journal.snapshots(), all.onlyItsEnd(last), changes, progress);
        }
    }

    private void refuse(final String option, final String with) {
        if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
            throw new UserError(option + " says nothing beside " + with
                    + ("--to".equals(option) ? ": a book has no inputs" : ": the journal has its own"));
        }
    }
}
