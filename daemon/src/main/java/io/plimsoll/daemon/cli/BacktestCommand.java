package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.backtest.Backtest;
import io.plimsoll.daemon.backtest.BacktestResult;
import io.plimsoll.daemon.backtest.BookTicks;
import io.plimsoll.daemon.backtest.PaperTerms;
import io.plimsoll.daemon.backtest.SourcedTicks;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.feeds.CaptureFeed;
import io.plimsoll.daemon.feeds.CaptureFeedConfig;
import io.plimsoll.daemon.feeds.FeedConfig;
import io.plimsoll.daemon.feeds.FeedsReader;
import io.plimsoll.engine.Finder;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.file.RecordedTicks;
import io.plimsoll.feed.live.capture.CaptureTicks;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtest}: a tick file over a book, through the real ring, engine and journal. */
@Command(
        name = "backtest",
        description = {
            "Runs every tick of one file or several over a book, through the real ring, engine and journal.",
            "The same files give the same journal bytes, on any machine."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll backtest --book book.ndjson --ticks ticks.csv.gz --journal /tmp/run1",
            "  plimsoll backtest --book book.ndjson --ticks ticks.csv.gz --journal /tmp/run2 --fills paper:250,10 --json",
            "  plimsoll backtest --book book.ndjson --ticks a.csv --ticks b.csv:42 --timer 1 --journal /tmp/run3",
            "  plimsoll backtest --book book.ndjson --captures config/plimsoll.yaml --timer 1 --journal /tmp/run4"
        })
final class BacktestCommand implements Callable<Integer> {
    @Mixin
    private BookOptions book = new BookOptions();

    @Mixin
    private ProfileOptions profile = new ProfileOptions();

    @Option(
            names = "--ticks",
            paramLabel = "FILE[:SOURCE]",
            description =
                    "Prices: ts,instrument,price[,confidence], OHLCV bars, or Bitstamp trades (docs/formats/ticks.md)."
                            + " More than once: several sources, merged by time; their numbers count from 10 unless"
                            + " given.")
    private List<String> ticks = List.of();

    @Option(
            names = "--captures",
            paramLabel = "FILE",
            description = "Prices: the feeds of type capture of a daemon's configuration, as what venues sent was heard"
                    + " (docs/operating/feeds). Merged by time with those of --ticks.")
    private Path captures;

    @Option(
            names = "--price-id",
            paramLabel = "ID",
            split = ",",
            description = "For a file of trades, which names no instrument: the price ids that it feeds.")
    private List<String> priceIds = List.of();

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            required = true,
            description = "Where the journal goes; must not hold one.")
    private Path journal = Path.of("");

    @Option(
            names = "--fills",
            paramLabel = "none|paper[:delayMs,slipBps]",
            defaultValue = "none",
            description = "How orders are filled. Default: ${DEFAULT-VALUE}.")
    private String fills = "none";

    @Option(
            names = "--pace",
            paramLabel = "full|Nx|N/s",
            defaultValue = "full",
            description = "When ticks are due: at once, N times real time, or N a second. Default: ${DEFAULT-VALUE}.")
    private String pace = "full";

    @Option(
            names = "--wait",
            paramLabel = "CHOICE",
            defaultValue = "YIELDING",
            description = "How the engine waits for records: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private WaitChoice wait = WaitChoice.YIELDING;

    @Option(
            names = "--topology",
            paramLabel = "CHOICE",
            defaultValue = "INLINE",
            description = "Which thread does which step: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Topology topology = Topology.INLINE;

    @Option(
            names = "--engine",
            paramLabel = "index|sweep",
            defaultValue = "INDEX",
            description =
                    "How accounts near a boundary are found, by triggers or by passing over every holder: the cost"
                            + " differs, the journal does not. Default: index.")
    private Finder finder = Finder.INDEX;

    @Option(
            names = "--timer",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Event time between timer records. Default: ${DEFAULT-VALUE}.")
    private int timerSeconds = 60;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (timerSeconds < 1) {
            throw new UserError("--timer " + timerSeconds + ": expected at least 1");
        }
        if (new HashSet<>(priceIds).size() != priceIds.size()) {
            throw new UserError("--price-id " + String.join(",", priceIds) + ": a price id is named twice");
        }
        if (ticks.isEmpty() && captures == null) {
            throw new UserError("no prices: expected --ticks or --captures");
        }
        final PaperTerms terms = PaperTerms.parse(fills);
        final Book read = BookReader.read(book.file(), profile.read(), book.valuation());
        final List<SourcedTicks> sources = new ArrayList<>();
        for (final TickFile file : TickFile.parse(ticks)) {
            final RecordedTicks recorded = BookTicks.read(read, file.file(), priceIds);
            reportUnknown(recorded.unknownSymbols());
            if (recorded.mayBeCut()) {
                System.err.println(
                        "plimsoll: " + file.file() + ": the last line has no end; if the file was cut short, its last"
                                + " price is not what was recorded");
            }
            sources.add(new SourcedTicks(file.source(), recorded.ticks()));
        }
        final List<CaptureTicks> captured = captures == null ? List.of() : addCaptures(read.definitions(), sources);
        final BacktestResult result = new Backtest(read, sources, journal)
                .fills(terms)
                .pace(parsePace())
                .waitChoice(wait)
                .topology(topology)
                .finder(finder)
                .timerIntervalNs(TimeUnit.SECONDS.toNanos(timerSeconds))
                .build(BuildVersion.text())
                .run();
        for (final CaptureTicks one : captured) {
            System.err.println("plimsoll: captured: " + CaptureFeed.summary(one));
            one.defects().forEach(defect -> System.err.println("plimsoll: " + defect));
            one.close();
        }
        if (json) {
            result.writeJson(System.out);
        } else {
            result.writeText(System.out);
        }
        return ExitCode.OK.code();
    }

    private List<CaptureTicks> addCaptures(final DefinitionSet definitions, final List<SourcedTicks> sources)
            throws IOException {
        final List<CaptureTicks> captured = new ArrayList<>();
        for (final FeedConfig feed : FeedsReader.read(YamlSection.read(captures), definitions)) {
            if (feed instanceof CaptureFeedConfig capture) {
                if (capture.source() < TickFile.LEAST_SOURCE) {
                    throw new UserError("--captures " + captures + ": source " + capture.source() + " of feed '"
                            + capture.name() + "', expected at least " + TickFile.LEAST_SOURCE);
                }
                if (sources.stream().anyMatch(other -> other.source() == capture.source())) {
                    throw new UserError("--captures " + captures + ": source " + capture.source() + " of feed '"
                            + capture.name() + "' is that of a file of --ticks");
                }
                captured.add(CaptureFeed.ticks(capture, symbol -> {
                    final DefinitionSet.PriceRef price = definitions.price(symbol);
                    return new PriceId(price.id(), price.decimals());
                }));
                sources.add(new SourcedTicks(capture.source(), captured.get(captured.size() - 1)));
            }
        }
        if (captured.isEmpty()) {
            throw new UserError(captures + ": 'feeds' names none of type capture");
        }
        return captured;
    }

    private Pace parsePace() {
        try {
            return Pace.parse(pace);
        } catch (final IllegalArgumentException e) {
            throw new UserError("--pace: " + e.getMessage());
        }
    }

    private static void reportUnknown(final Map<String, Long> unknown) {
        unknown.forEach((symbol, count) -> System.err.printf(
                "plimsoll: %,d ticks of '%s', which prices nothing in the book: refused and counted%n", count, symbol));
    }
}
