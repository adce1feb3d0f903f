package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookEngine;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.report.MarginReport;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margin}: every account of a book under a profile, with the engine's own arithmetic and no daemon. */
@Command(
        name = "margin",
        description = "Shows every account of a book under a margin profile: equity, margins, verdict, plan.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll margin --book book.ndjson",
            "  plimsoll margin --book book.ndjson --profile maker-clip --at 360",
            "  plimsoll margin --book book.ndjson --set warningRatio=1.5 --json | jq 'select(.verdict!=\"healthy\")'"
        })
final class MarginCommand implements Callable<Integer> {
    private static final long MAX_SECONDS = 1L << 30; // 34 years

    @Mixin
    private BookOptions book = new BookOptions();

    @Mixin
    private ProfileOptions profile = new ProfileOptions();

    @Option(
            names = "--at",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Shows auctions so many seconds after their start; of other rules no number depends on it.")
    private long seconds;

    @Option(names = "--json", description = "One JSON object an account.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw new UserError("--at " + seconds + ": expected 0 to " + MAX_SECONDS + " seconds");
        }
        final Book read = BookReader.read(book.file(), profile.read(), book.valuation());
        book.requirePrices(read);
        final MarginReport report =
                new MarginReport(BookEngine.of(read).engine().view(), seconds);
        final OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
        if (json) {
            report.writeJson(out);
        } else {
            final PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
            report.writeText(text, read.definitions().profile());
            text.flush();
        }
        out.flush();
        return ExitCode.OK.code();
    }
}
