package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.feed.live.server.QuotedVenue;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.InputFlaggedDecoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A daemon that hears venues over real sockets: each to an order, three of which one lies, and all of it while processes are killed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LiveFeedsIT {
    private static final int SOURCE = 21;
    private static final String GUARDS = """
            guards:
              - {price: BTC-PERP, quorum: 2, maxAge: 3s, collar: "0.10"}
              - {price: ETH-PERP, quorum: 2, maxAge: 3s, collar: "0.10"}
            """;

    @RegisterExtension
    final Children children = new Children();

    private final int kills = Integer.getInteger("plimsoll.feeds.kills", 10);
    private final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
    private DaemonHome home;
    private Oracle oracle;

    @BeforeEach
    void setUp() throws IOException {
        home = new DaemonHome(children.scratch().resolve("home")).with("arming", "automatic");
        oracle = new Oracle(children);
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldOrderAtThePricesOfAVenue(final QuotedVenue speaker) throws IOException {
        home.with("feeds", "[" + oracle.feed(speaker, SOURCE) + "]");
        final Venue venue = Venue.queued(children, home);
        venue.does("open 20");
        final RunningDaemon daemon = RunningDaemon.start(children, home);
        daemon.await("armed", status -> status.text("state").equals("armed"));
        final Fields armed = daemon.status();
        assertEquals(0, armed.number("counters.ordersIssued"));
        assertTrue(armed.number("feeds.0.lastPublishNs." + speaker.bitcoinSymbol()) > 0, armed::toString);
        assertEquals(0, armed.number("feeds.0.closedMarkets"));
        oracle.does("price BTC 30000");
        daemon.await("orders", status -> status.number("counters.ordersIssued") > 0);
        daemon.stop();
        new JournalAudit(home).ordersAreWhatInputsGive().factsAreTheVenues();
        assertEquals(Set.of(SOURCE), sourcesOfOrders());
        venue.stop();
        if (speaker == QuotedVenue.CHAINLINK) {
            assertFalse(armed.toString().contains(Oracle.SECRET), "in the status");
            assertFalse((daemon.process().out() + daemon.process().err()).contains(Oracle.SECRET), "in the log");
            assertSecretIsKeptNowhere();
        }
    }

    private void assertSecretIsKeptNowhere() throws IOException {
        int files = 0;
        try (Stream<Path> kept = Files.walk(home.data())) {
            for (final Path file : kept.filter(Files::isRegularFile).toList()) {
                final String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(Oracle.SECRET), file::toString);
                files++;
            }
        }
        assertTrue(files > 5, files + " files");
    }

    @Test
    void shouldLiquidateNobodyForALieAndNameTheLiar() throws IOException {
        home.append("instruments.yaml", GUARDS).with("feeds", threeFeeds());
        final Venue venue = Venue.queued(children, home);
        venue.does("open 20");
        final RunningDaemon daemon = RunningDaemon.start(children, home);
        daemon.await("armed", status -> status.text("state").equals("armed"));
        final long refused = daemon.status().number("counters.pricesRefused");
        oracle.does("lie coinbase 50");
        daemon.await("a lie refused", status -> status.number("counters.pricesRefused") > refused + 10);
        assertEquals(0, daemon.status().number("counters.ordersIssued"));
        assertEquals(Set.of(SOURCE + 2), sourcesFlagged());
        oracle.does("lie coinbase 100");
        oracle.does("slide BTC 30000");
        daemon.await("orders for what is true", status -> status.number("counters.ordersIssued") > 0);
        daemon.stop();
        new JournalAudit(home).ordersAreWhatInputsGive().factsAreTheVenues();
        venue.stop();
    }

    @Test
    void shouldSayAtOnceThatASourceIsGoneAndHearItAgain() throws IOException {
        home.with("feeds", "[" + oracle.feed(QuotedVenue.BINANCE, SOURCE) + "]");
        final Venue venue = Venue.queued(children, home);
        venue.does("open 20");
        final RunningDaemon daemon = RunningDaemon.start(children, home);
        daemon.await("armed", status -> status.text("state").equals("armed"));
        oracle.kill();
        daemon.await(
                "the source in status", status -> status.text("sourcesDown").equals("{BTC-PERP=[21], ETH-PERP=[21]}"));
        oracle.restart();
        daemon.await("it back", status -> status.text("sourcesDown").equals("{}"));
        final int ticks = count(PriceTickDecoder.TEMPLATE_ID);
        daemon.await("further prices", status -> count(PriceTickDecoder.TEMPLATE_ID) > ticks + 10);
        assertEquals(
                2, count(SourceDownDecoder.TEMPLATE_ID)); // one of the start: what was heard before counts no longer
        daemon.stop();
        new JournalAudit(home).ordersAreWhatInputsGive();
        venue.stop();
    }

    @Test
    void shouldLoseAndDoubleNothingWhoeverDies() throws IOException {
        System.out.printf(
                "again: mvn -B verify -pl daemon -am -Dtest=None -Dit.test=LiveFeedsIT -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dplimsoll.feeds.kills=%d -Dplimsoll.seed=%d%n",
                kills, seed);
        final SplittableRandom random = new SplittableRandom(seed);
        home.append("instruments.yaml", GUARDS).with("feeds", threeFeeds());
        Venue venue = Venue.queued(children, home);
        venue.does("open 60");
        RunningDaemon daemon = RunningDaemon.start(children, home);
        for (int kill = 0; kill < kills; kill++) {
            venue.does("fill 1");
            venue.does("load 4");
            oracle.does("slide BTC " + (36_000 + random.nextInt(8_000)));
            LockSupport.parkNanos(
                    random.nextLong(TimeUnit.MILLISECONDS.toNanos(700))); // the random moment is what is tested
            switch (kill % 3) {
                case 0 -> {
                    daemon.process().kill();
                    daemon = RunningDaemon.start(children, home);
                }
                case 1 -> killVenues(daemon);
                default -> {
                    venue.process().kill();
                    venue = Venue.queued(children, home);
                }
            }
        }
        venue.does("load 0");
        daemon.stop();
        daemon = RunningDaemon.start(children, home);
        daemon.awaitFacts(venue.does("trade 1"));
        daemon.awaitFacts(venue.does("fill 0"));
        daemon.stop();
        final JournalAudit audit = new JournalAudit(home)
                .ordersAreWhatInputsGive()
                .factsAreTheVenuesAndNoneIsThereTwice()
                .holdingsAre(venue);
        audit.orders();
        assertTrue(audit.facts() > 0);
        assertTrue(audit.liquidationOrders() > 0);
        System.out.printf(
                "killed %d times, daemon, venues and matching engine in turn: %d state hashes as of an engine that never stopped, %d prices, %d"
                        + " sources down, %d facts, %d orders%n",
                kills,
                audit.stateHashes(),
                count(PriceTickDecoder.TEMPLATE_ID),
                count(SourceDownDecoder.TEMPLATE_ID),
                audit.facts(),
                audit.liquidationOrders());
        venue.stop();
    }

    // Of each source that was up the end is in inputs.
    private void killVenues(final RunningDaemon daemon) {
        final Fields before =
                daemon.await("a source that is up", status -> !sourcesUp(status).isEmpty());
        final Map<Integer, Long> downs = downs();
        oracle.killAndRestart();
        daemon.await(
                "the end of " + sourcesUp(before),
                status -> sourcesUp(before).stream()
                        .allMatch(feed ->
                                status.number("feeds." + feed + ".downs") > before.number("feeds." + feed + ".downs")));
        Await.until("it in inputs", () -> {
            final Map<Integer, Long> now = downs();
            return sourcesUp(before).stream()
                    .allMatch(feed -> now.getOrDefault(SOURCE + feed, 0L) > downs.getOrDefault(SOURCE + feed, 0L));
        });
    }

    // How often inputs hold that a source is down.
    private Map<Integer, Long> downs() {
        final SourceDownDecoder down = new SourceDownDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return LogRecords.of(home.journal(), LogName.INPUTS).stream()
                .filter(record -> Frame.templateId(record, 0) == SourceDownDecoder.TEMPLATE_ID)
                .collect(Collectors.groupingBy(
                        record -> down.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header)
                                .source(),
                        Collectors.counting()));
    }

    private static List<Integer> sourcesUp(final Fields status) {
        return IntStream.range(0, 3)
                .filter(feed -> status.text("feeds." + feed + ".up").equals("true"))
                .boxed()
                .toList();
    }

    @Test
    void shouldOrderAtThePricesOfACapture() throws IOException {
        home.with("feeds", "[" + oracle.feed(QuotedVenue.COINBASE, SOURCE) + "]");
        final Path raw = home.data().resolveSibling("raw");
        final Child recording =
                children.plimsoll("feeds", "record", "--config", home.config(), "--for", "6s", "--out", raw);
        Await.until(() -> "a captured file of " + recording, () -> Files.exists(raw) && !isEmpty(raw));
        oracle.does("price BTC 30000");
        recording.awaitExit(ExitCode.OK.code());
        home.with(
                "feeds",
                "[{type: capture, name: again, recorded: coinbase, source: 31, venue: coinbase, path: raw, pace: 1x, "
                        + oracle.symbols(QuotedVenue.COINBASE) + "}]");
        final Venue venue = Venue.queued(children, home);
        venue.does("open 20");
        final RunningDaemon daemon = RunningDaemon.start(children, home);
        daemon.await("orders", status -> status.number("counters.ordersIssued") > 0);
        daemon.stop();
        new JournalAudit(home).ordersAreWhatInputsGive().factsAreTheVenues();
        assertEquals(Set.of(31), sourcesOfPrices());
        venue.stop();
    }

    private static boolean isEmpty(final Path folder) {
        return folder.toFile().list().length == 0;
    }

    @Test
    void shouldCheckFeedsWithoutADaemon() throws IOException {
        home.append("instruments.yaml", GUARDS).with("feeds", threeFeeds());
        final Child well = children.plimsoll("feeds", "check", "--config", home.config(), "--for", "5s")
                .awaitExit(ExitCode.OK.code());
        assertTrue(well.out().contains("source 21 pyth (pyth)  UP"), well.out());
        assertTrue(well.out().contains("price BTC-PERP  VALID  quorum 2"), well.out());
        home.with("feeds", "[" + oracle.feed(QuotedVenue.DERIBIT, SOURCE) + "]");
        final Child alone = children.plimsoll("feeds", "check", "--config", home.config(), "--for", "2s")
                .awaitExit(ExitCode.FEEDS_UNWELL.code());
        assertTrue(alone.out().contains("price BTC-PERP  HALTED  quorum 2"), alone.out());
        home.with("feeds", threeFeeds().replace(QuotedVenue.PYTH.etherSymbol(), "ab".repeat(32)));
        final Child misspelt = children.plimsoll("feeds", "check", "--config", home.config(), "--for", "5s")
                .awaitExit(ExitCode.FEEDS_UNWELL.code());
        assertTrue(misspelt.out().contains("-> ETH-PERP  no price yet"), misspelt.out());
        assertTrue(misspelt.out().contains("price ETH-PERP  VALID  quorum 2"), misspelt.out());
    }

    private String threeFeeds() {
        return "[" + oracle.feed(QuotedVenue.PYTH, SOURCE) + ", " + oracle.feed(QuotedVenue.BINANCE, SOURCE + 1) + ", "
                + oracle.feed(QuotedVenue.COINBASE, SOURCE + 2) + "]";
    }

    private int count(final int templateId) {
        return (int) LogRecords.of(home.journal(), LogName.INPUTS).stream()
                .filter(record -> Frame.templateId(record, 0) == templateId)
                .count();
    }

    // The sources of the prices that orders came from.
    private Set<Integer> sourcesOfOrders() {
        final Set<Long> causes = new TreeSet<>();
        final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        for (final DirectBuffer record : LogRecords.of(home.journal(), LogName.ORDERS)) {
            if (Frame.templateId(record, 0) == LiquidationOrderDecoder.TEMPLATE_ID) {
                causes.add(order.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header)
                        .causeSequence());
            }
        }
        final Set<Integer> sources = new TreeSet<>();
        final PriceTickDecoder tick = new PriceTickDecoder();
        for (final DirectBuffer record : LogRecords.of(home.journal(), LogName.INPUTS)) {
            if (causes.contains(Frame.sequence(record, 0))
                    && Frame.templateId(record, 0) == PriceTickDecoder.TEMPLATE_ID) {
                sources.add(tick.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header)
                        .source());
            }
        }
        return sources;
    }

    private Set<Integer> sourcesOfPrices() {
        final Set<Integer> sources = new TreeSet<>();
        final PriceTickDecoder tick = new PriceTickDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        for (final DirectBuffer record : LogRecords.of(home.journal(), LogName.INPUTS)) {
            if (Frame.templateId(record, 0) == PriceTickDecoder.TEMPLATE_ID) {
                sources.add(tick.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header)
                        .source());
            }
        }
        return sources;
    }

    private Set<Integer> sourcesFlagged() {
        final Set<Integer> sources = new TreeSet<>();
        final InputFlaggedDecoder flagged = new InputFlaggedDecoder();
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        for (final DirectBuffer record : new ArrayList<>(LogRecords.of(home.journal(), LogName.ORDERS))) {
            if (Frame.templateId(record, 0) == InputFlaggedDecoder.TEMPLATE_ID) {
                sources.add(flagged.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header)
                        .source());
            }
        }
        return sources;
    }
}
