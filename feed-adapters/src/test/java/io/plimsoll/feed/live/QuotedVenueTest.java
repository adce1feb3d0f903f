package io.plimsoll.feed.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.live.server.QuotedVenue;
import io.plimsoll.feed.live.server.Script;
import io.plimsoll.feed.live.server.ScriptedServer;
import io.plimsoll.feed.live.server.SignatureCheck;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each venue's adapter, whole, on its own thread, against a server on a socket that speaks as the venue's documentation quotes it. */
@Timeout(60)
class QuotedVenueTest {
    private final QuotedRig rig = new QuotedRig();

    @AfterEach
    void shouldHaveNoFaultOfItsOwn() {
        assertEquals(List.of(), rig.errors);
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldPublishSayDownAndComeBack(final QuotedVenue venue) throws Exception {
        final CountDownLatch published = new CountDownLatch(1);
        final Script first = QuotedRig.say(QuotedRig.subscribed(venue), venue, rig.prices(venue, 0))
                .await(published)
                .reset();
        final Script second = QuotedRig.say(QuotedRig.subscribed(venue), venue, rig.prices(venue, 1));
        try (ScriptedServer server = new ScriptedServer(first, second);
                LiveFeed feed = rig.feed(venue, server)) {
            feed.start();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 2);
            assertEquals(List.of(), rig.downs);
            published.countDown();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 4);
            assertEquals(List.of(QuotedRig.SOURCE), rig.downs);
        }
        assertEquals(List.of(4_000_000L, 4_000_001L), rig.bitcoins());
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldReadWhatComesByteByByte(final QuotedVenue venue) throws Exception {
        final Script script = QuotedRig.say(QuotedRig.subscribed(venue).slowly(), venue, rig.prices(venue, 0));
        try (ScriptedServer server = new ScriptedServer(script);
                LiveFeed feed = rig.feed(venue, server)) {
            feed.start();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 2);
            assertEquals(0, feed.counters().malformed());
        }
        assertEquals(List.of(4_000_000L), rig.bitcoins());
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldReadMessagesSplitAtEachByte(final QuotedVenue venue) throws Exception {
        final Script script = QuotedRig.subscribed(venue);
        final byte[] message = rig.prices(venue, 0).get(0).getBytes(UTF_8);
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
                LiveFeed feed = rig.feed(venue, server)) {
            feed.start();
            QuotedRig.await(() -> feed.counters().messages() == message.length + 1 + confirmations);
            assertEquals(0, feed.counters().malformed());
            QuotedRig.await(() -> rig.port.publishedSoFar() > 0);
            QuotedRig.await(() -> feed.counters().count(Verdict.DUPLICATE) >= message.length);
        }
        assertEquals(List.of(4_000_000L), rig.bitcoins());
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldPublishNothingTwiceNorWhatIsOlder(final QuotedVenue venue) throws Exception {
        final Script script = QuotedRig.subscribed(venue);
        QuotedRig.say(script, venue, rig.prices(venue, 0));
        QuotedRig.say(script, venue, rig.prices(venue, 0));
        QuotedRig.say(script, venue, rig.prices(venue, -2));
        QuotedRig.say(script, venue, rig.prices(venue, 1));
        try (ScriptedServer server = new ScriptedServer(script);
                LiveFeed feed = rig.feed(venue, server)) {
            feed.start();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 4);
            assertEquals(2, feed.counters().count(Verdict.DUPLICATE));
            assertEquals(2, feed.counters().count(Verdict.OLDER));
        }
        assertEquals(List.of(4_000_000L, 4_000_001L), rig.bitcoins());
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldGiveUpAMessageOf100Megabytes(final QuotedVenue venue) throws Exception {
        final Script first = QuotedRig.subscribed(venue);
        if (venue.isEventStream()) {
            first.text("data:").endlessly("x".repeat(100_000));
        } else {
            final byte[] huge = new byte[100_000_000];
            Arrays.fill(huge, (byte) ' ');
            first.frame(OpCode.TEXT, true, huge);
        }
        try (ScriptedServer server = new ScriptedServer(
                        first, QuotedRig.say(QuotedRig.subscribed(venue), venue, rig.prices(venue, 0)));
                LiveFeed feed = rig.feed(venue, server)) {
            feed.start();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 2);
            final String failure = feed.counters().lastFailure().orElse("");
            assertTrue(failure.contains(" of more than "), failure);
        }
    }

    @ParameterizedTest
    @EnumSource(QuotedVenue.class)
    void shouldTakeNoBytesThatAreNoText(final QuotedVenue venue) throws Exception {
        final byte[] bytes = rig.prices(venue, 0).get(0).getBytes(UTF_8);
        bytes[bytes.length / 2] = (byte) 0xC0;
        final Script first = QuotedRig.subscribed(venue);
        final Script second = QuotedRig.subscribed(venue);
        if (venue.isEventStream()) {
            first.bytes("data:".getBytes(UTF_8)).bytes(bytes).text("\n\n");
            QuotedRig.say(first, venue, rig.prices(venue, 1));
        } else {
            first.frame(OpCode.TEXT, true, bytes); // which ends the connection
            QuotedRig.say(second, venue, rig.prices(venue, 1));
        }
        try (ScriptedServer server = new ScriptedServer(first, second);
                LiveFeed feed = rig.feed(venue, server)) {
            feed.start();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 2);
            assertEquals(venue.isEventStream() ? 1 : 0, feed.counters().malformed());
            assertEquals(venue.isEventStream() ? 0 : 1, feed.counters().reconnects());
        }
        assertEquals(List.of(4_000_001L), rig.bitcoins());
    }

    @Test
    void shouldBeTurnedAwayByChainlinkUnlessItSignsAsItSays() throws Exception {
        final QuotedVenue venue = QuotedVenue.CHAINLINK;
        final Script other = QuotedRig.say(QuotedRig.subscribed(venue), venue, rig.prices(venue, 0))
                .signed(new SignatureCheck("key", "another"));
        final Script right = QuotedRig.say(QuotedRig.subscribed(venue), venue, rig.prices(venue, 1));
        try (ScriptedServer server = new ScriptedServer(other, right);
                LiveFeed feed = rig.feed(venue, server)) {
            feed.start();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 2);
            final String failure = feed.counters().lastFailure().orElse("");
            assertTrue(failure.contains("refused with HTTP status 401"), failure);
        }
        assertEquals(List.of(4_000_001L), rig.bitcoins());
    }

    @ParameterizedTest
    @EnumSource(
            value = QuotedVenue.class,
            names = {"COINBASE", "DERIBIT"})
    void shouldTellWhatAVenueSaysAgainstASubscriptionAndAskAgain(final QuotedVenue venue) throws Exception {
        final Script refused = new Script().webSocket();
        final int last = venue.requests().size() - 1;
        for (int i = 0; i < last; i++) {
            refused.expect(venue.requests().get(i)).send(venue.answers().get(i));
        }
        refused.expect(venue.requests().get(last)).send(venue.refusal().orElseThrow());
        QuotedRig.say(refused, venue, rig.prices(venue, 0)); // nothing of which is believed
        final Script second = QuotedRig.say(QuotedRig.subscribed(venue), venue, rig.prices(venue, 1));
        try (ScriptedServer server = new ScriptedServer(refused, second);
                LiveFeed feed = rig.feed(venue, server)) {
            feed.start();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 2);
            final String failure = feed.counters().lastFailure().orElse("");
            assertTrue(
                    failure.contains(
                            venue == QuotedVenue.DERIBIT
                                    ? "refused: Invalid params (-32602)"
                                    : "refused: Failed to subscribe: BTC-USD is not a valid product"),
                    failure);
        }
        assertEquals(List.of(4_000_001L), rig.bitcoins());
    }

    @Test
    void shouldAnswerWhereDeribitDemandsIt() throws Exception {
        final QuotedVenue.Demand demand = QuotedVenue.DERIBIT.demand().orElseThrow();
        final Script script = QuotedRig.say(
                        QuotedRig.subscribed(QuotedVenue.DERIBIT),
                        QuotedVenue.DERIBIT,
                        rig.prices(QuotedVenue.DERIBIT, 0))
                .send(demand.question())
                .expect(demand.answer())
                .send(demand.thanks());
        QuotedRig.say(script, QuotedVenue.DERIBIT, rig.prices(QuotedVenue.DERIBIT, 1));
        try (ScriptedServer server = new ScriptedServer(script);
                LiveFeed feed = rig.feed(QuotedVenue.DERIBIT, server)) {
            feed.start();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 4);
            assertEquals(0, feed.counters().malformed());
        }
    }

    @Test
    void shouldGiveUpWhereCoinbaseSaysThatATradeIsMissing() throws Exception {
        final QuotedVenue venue = QuotedVenue.COINBASE;
        final Script script = QuotedRig.say(QuotedRig.subscribed(venue), venue, rig.prices(venue, 0));
        QuotedRig.say(script, venue, venue.heartbeats(rig.nowMs, QuotedRig.FIRST_NUMBER + 1));
        try (ScriptedServer server = new ScriptedServer(script);
                LiveFeed feed = rig.feed(venue, server)) {
            feed.start();
            QuotedRig.await(() -> !rig.downs.isEmpty());
            assertEquals(1, feed.counters().gaps());
        }
    }

    @Test
    void shouldAskChainlinkForWhatItMissedAndPublishTheNewest() throws Exception {
        final QuotedVenue venue = QuotedVenue.CHAINLINK;
        final CountDownLatch published = new CountDownLatch(1);
        final Script first = QuotedRig.say(QuotedRig.subscribed(venue), venue, rig.prices(venue, -4))
                .await(published)
                .reset();
        try (ScriptedServer server =
                        new ScriptedServer(first, QuotedRig.subscribed(venue), page(0, -3, -2), page(1, -3, -2));
                LiveFeed feed = rig.feed(venue, server)) {
            feed.start();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 2);
            published.countDown();
            QuotedRig.await(() -> rig.port.publishedSoFar() == 4);
            assertEquals(List.of(QuotedRig.SOURCE), rig.downs);
            final String page = "/api/v1/reports/page?feedID=" + venue.bitcoinSymbol() + "&startTimestamp="
                    + (rig.nowMs / 1_000 - 3) + "&limit=";
            final String asked = server.requests().get(2);
            assertTrue(asked.startsWith("GET " + page), asked);
        }
        assertEquals(List.of(3_999_996L, 3_999_998L), rig.bitcoins());
    }

    // Of https://docs.chain.link/data-streams/reference/data-streams-api/interface-api: the reports of a feed, as a
    // stream tells them.
    private Script page(final int symbol, final int... rounds) {
        final String reports = Arrays.stream(rounds)
                .mapToObj(round -> rig.prices(QuotedVenue.CHAINLINK, round).get(symbol))
                .map(message -> message.substring("{\"report\":".length(), message.length() - 1))
                .collect(Collectors.joining(","));
        return new Script()
                .signed(QuotedRig.SIGNED)
                .answer(HttpStatus.OK_200, "Content-Type: application/json")
                .text("{\"reports\":[" + reports + "]}");
    }
}
