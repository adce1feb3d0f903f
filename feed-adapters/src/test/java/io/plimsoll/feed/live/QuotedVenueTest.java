package io.plimsoll.feed.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.binance.BinanceMarkPrices;
import io.plimsoll.feed.chainlink.ChainlinkVenue;
import io.plimsoll.feed.chainlink.Credentials;
import io.plimsoll.feed.coinbase.CoinbaseTicker;
import io.plimsoll.feed.deribit.DeribitVenue;
import io.plimsoll.feed.live.net.JdkTransport;
import io.plimsoll.feed.live.server.QuotedVenue;
import io.plimsoll.feed.live.server.Script;
import io.plimsoll.feed.live.server.ScriptedServer;
import io.plimsoll.feed.live.server.SignatureCheck;
import io.plimsoll.feed.pyth.PythHermes;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each venue's adapter, whole, on its own thread, against a server on a socket that speaks as the venue's documentation quotes it. */
@Timeout(60)
class QuotedVenueTest {
    private static final int SOURCE = 7;
    private static final long FIRST_NUMBER = 37;

    private final FakePort port = new FakePort();
    private final List<Integer> downs = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final long nowMs = System.currentTimeMillis();

    private LiveFeed feed(final QuotedVenue quoted, final ScriptedServer server) {
        final SymbolIndex symbols = Symbols.of(quoted.bitcoinSymbol() + "/2", quoted.etherSymbol() + "/2");
        final URI base = server.uri(quoted.isEventStream() ? "http" : "ws", quoted.base());
        final Venue venue = switch (quoted) {
            case PYTH -> new PythHermes(base, symbols, null);
            case BINANCE -> new BinanceMarkPrices(base, symbols);
            case COINBASE -> {
                final Venue patient = new CoinbaseTicker(base, symbols);
                yield patient.withLimits(patient.limits().withMaxBehind(Duration.ofSeconds(1)));
            }
            case DERIBIT -> new DeribitVenue(base, symbols);
            case CHAINLINK -> {
                final Venue two = new ChainlinkVenue(List.of(base), symbols, Credentials.parse("key\nsecret"));
                yield two.withLimits(two.limits().withConnections(1)); // a script is of one connection
            }
        };
        final LiveContext context = new LiveContext(
                "quoted",
                SOURCE,
                venue,
                symbols,
                new PricePublisher(port, WhenFull.CONFLATE),
                (source, atNs) -> downs.add(source),
                errors::add);
        return new LiveFeed(context, JdkTransport::new);
    }

    private static void await(final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
            assertFalse(Thread.currentThread().isInterrupted(), "what was waited for never came");
        }
    }

    /** A connection on which all is asked for as it should be, and confirmed. */
    private static Script subscribed(final QuotedVenue venue) {
        if (venue.isEventStream()) {
            return new Script().eventStream();
        }
        final Script script = new Script().webSocket();
        for (int i = 0; i < venue.requests().size(); i++) {
            script.expect(venue.requests().get(i)).send(venue.answers().get(i));
        }
        return script;
    }

    private static Script say(final Script script, final QuotedVenue venue, final List<String> messages) {
        if (!venue.isEventStream()) {
            return script.send(messages.toArray(String[]::new));
        }
        return script.text("data:" + String.join("\n\ndata:", messages) + "\n\n");
    }

    // Round by round a second later, Bitcoin at 40,000 dollars and as many cents.
    private List<String> prices(final QuotedVenue venue, final int round) {
        return venue.prices(nowMs + 1_000L * round, FIRST_NUMBER + round, 4_000_000 + round, 200_000);
    }

    private List<Long> bitcoins() {
        return port.published().stream()
                .filter(record -> record.price().priceId() == 1)
                .map(record -> record.price().value())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldPublishSayDownAndComeBack(final QuotedVenue venue) throws Exception {
        final CountDownLatch published = new CountDownLatch(1);
        final Script first =
                say(subscribed(venue), venue, prices(venue, 0)).await(published).reset();
        final Script second = say(subscribed(venue), venue, prices(venue, 1));
        try (ScriptedServer server = new ScriptedServer(first, second);
                LiveFeed feed = feed(venue, server)) {
            feed.start();
            await(() -> port.publishedSoFar() == 2);
            assertEquals(List.of(), downs);
            published.countDown();
            await(() -> port.publishedSoFar() == 4);
            assertEquals(List.of(SOURCE), downs);
        }
        assertEquals(List.of(4_000_000L, 4_000_001L), bitcoins());
        assertEquals(List.of(), errors);
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldReadWhatComesByteByByte(final QuotedVenue venue) throws Exception {
        final Script script = say(subscribed(venue).slowly(), venue, prices(venue, 0));
        try (ScriptedServer server = new ScriptedServer(script);
                LiveFeed feed = feed(venue, server)) {
            feed.start();
            await(() -> port.publishedSoFar() == 2);
            assertEquals(0, feed.counters().malformed());
        }
        assertEquals(List.of(4_000_000L), bitcoins());
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldReadMessagesSplitAtEachByte(final QuotedVenue venue) throws Exception {
        final Script script = subscribed(venue);
        final byte[] message = prices(venue, 0).get(0).getBytes(UTF_8);
        for (int i = 0; i <= message.length; i++) {
            final byte[] one = Arrays.copyOf(message, i);
            final byte[] other = Arrays.copyOfRange(message, i, message.length);
            if (venue.isEventStream()) {
                script.text("data:" + new String(one, UTF_8)).text(new String(other, UTF_8) + "\n\n");
            } else {
                script.frame(OpCode.TEXT, false, one).frame(OpCode.CONTINUATION, true, other);
            }
        }
        final int confirmations = venue.answers().size();
        try (ScriptedServer server = new ScriptedServer(script);
                LiveFeed feed = feed(venue, server)) {
            feed.start();
            await(() -> feed.counters().messages() == message.length + 1 + confirmations);
            assertEquals(0, feed.counters().malformed());
            await(() -> port.publishedSoFar() > 0);
            await(() -> feed.counters().count(Verdict.DUPLICATE) >= message.length);
        }
        assertEquals(List.of(4_000_000L), bitcoins());
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldPublishNothingTwiceNorWhatIsOlder(final QuotedVenue venue) throws Exception {
        final Script script = subscribed(venue);
        say(script, venue, prices(venue, 0));
        say(script, venue, prices(venue, 0));
        say(script, venue, prices(venue, -2));
        say(script, venue, prices(venue, 1));
        try (ScriptedServer server = new ScriptedServer(script);
                LiveFeed feed = feed(venue, server)) {
            feed.start();
            await(() -> port.publishedSoFar() == 4);
            assertEquals(2, feed.counters().count(Verdict.DUPLICATE));
            assertEquals(2, feed.counters().count(Verdict.OLDER));
        }
        assertEquals(List.of(4_000_000L, 4_000_001L), bitcoins());
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldGiveUpAMessageOf100Megabytes(final QuotedVenue venue) throws Exception {
        final Script first = subscribed(venue);
        if (venue.isEventStream()) {
            first.text("data:").endlessly("x".repeat(100_000));
        } else {
            final byte[] huge = new byte[100_000_000];
            Arrays.fill(huge, (byte) ' ');
            first.frame(OpCode.TEXT, true, huge);
        }
        try (ScriptedServer server = new ScriptedServer(first, say(subscribed(venue), venue, prices(venue, 0)));
                LiveFeed feed = feed(venue, server)) {
            feed.start();
            await(() -> port.publishedSoFar() == 2);
            final String failure = feed.counters().lastFailure().orElse("");
            assertTrue(failure.contains(" of more than "), failure);
        }
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldTakeNoBytesThatAreNoText(final QuotedVenue venue) throws Exception {
        final byte[] bytes = prices(venue, 0).get(0).getBytes(UTF_8);
        bytes[bytes.length / 2] = (byte) 0xC0;
        final Script first = subscribed(venue);
        final Script second = subscribed(venue);
        if (venue.isEventStream()) {
            first.bytes("data:".getBytes(UTF_8)).bytes(bytes).text("\n\n");
            say(first, venue, prices(venue, 1));
        } else {
            first.frame(OpCode.TEXT, true, bytes); // which ends the connection
            say(second, venue, prices(venue, 1));
        }
        try (ScriptedServer server = new ScriptedServer(first, second);
                LiveFeed feed = feed(venue, server)) {
            feed.start();
            await(() -> port.publishedSoFar() == 2);
            assertEquals(venue.isEventStream() ? 1 : 0, feed.counters().malformed());
            assertEquals(venue.isEventStream() ? 0 : 1, feed.counters().reconnects());
        }
        assertEquals(List.of(4_000_001L), bitcoins());
    }

    @Test
    void shouldAnswerWhereDeribitDemandsIt() throws Exception {
        final QuotedVenue.Demand demand = QuotedVenue.DERIBIT.demand().orElseThrow();
        final Script script = say(subscribed(QuotedVenue.DERIBIT), QuotedVenue.DERIBIT, prices(QuotedVenue.DERIBIT, 0))
                .send(demand.question())
                .expect(demand.answer())
                .send(demand.thanks());
        say(script, QuotedVenue.DERIBIT, prices(QuotedVenue.DERIBIT, 1));
        try (ScriptedServer server = new ScriptedServer(script);
                LiveFeed feed = feed(QuotedVenue.DERIBIT, server)) {
            feed.start();
            await(() -> port.publishedSoFar() == 4);
            assertEquals(0, feed.counters().malformed());
        }
    }

    @Test
    void shouldGiveUpWhereCoinbaseSaysThatATradeIsMissing() throws Exception {
        final QuotedVenue venue = QuotedVenue.COINBASE;
        final Script script = say(subscribed(venue), venue, prices(venue, 0));
        say(script, venue, venue.heartbeats(nowMs, FIRST_NUMBER + 1));
        try (ScriptedServer server = new ScriptedServer(script);
                LiveFeed feed = feed(venue, server)) {
            feed.start();
            await(() -> !downs.isEmpty());
            assertEquals(1, feed.counters().gaps());
        }
    }

    @Test
    void shouldAskChainlinkForWhatItMissedAndPublishTheNewest() throws Exception {
        final QuotedVenue venue = QuotedVenue.CHAINLINK;
        final CountDownLatch published = new CountDownLatch(1);
        final Script first = say(subscribed(venue), venue, prices(venue, -4))
                .await(published)
                .reset();
        try (ScriptedServer server = new ScriptedServer(first, subscribed(venue), page(0, -3, -2), page(1, -3, -2));
                LiveFeed feed = feed(venue, server)) {
            feed.start();
            await(() -> port.publishedSoFar() == 2);
            published.countDown();
            await(() -> port.publishedSoFar() == 4);
            assertEquals(List.of(SOURCE), downs);
            final String page = "/api/v1/reports/page?feedID=" + venue.bitcoinSymbol() + "&startTimestamp="
                    + (nowMs / 1_000 - 3) + "&limit=";
            final String asked = server.requests().get(2);
            assertTrue(asked.startsWith("GET " + page), asked);
            assertTrue(
                    new SignatureCheck("key", "secret").isSigned(asked.split(" ", 3)[1], name -> header(asked, name)),
                    asked);
        }
        assertEquals(List.of(3_999_996L, 3_999_998L), bitcoins());
        assertEquals(List.of(), errors);
    }

    // Of https://docs.chain.link/data-streams/reference/data-streams-api/interface-api: the reports of a feed, as a
    // stream tells them.
    private Script page(final int symbol, final int... rounds) {
        final String reports = Arrays.stream(rounds)
                .mapToObj(round -> prices(QuotedVenue.CHAINLINK, round).get(symbol))
                .map(message -> message.substring("{\"report\":".length(), message.length() - 1))
                .collect(Collectors.joining(","));
        return new Script()
                .answer(HttpStatus.OK_200, "Content-Type: application/json")
                .text("{\"reports\":[" + reports + "]}");
    }

    private static String header(final String head, final String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse(null);
    }
}
