package io.plimsoll.feed.live.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.server.Script;
import io.plimsoll.feed.live.server.ScriptedServer;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JdkWebSocketTest {
    private static final byte[] EURO = "{\"p\":\"\u20ac \ud83d\ude80 \u00e9\"}".getBytes(UTF_8);

    private final TransportRig rig = new TransportRig();
    private final Heard heard = rig.heard;

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void shouldSendInOrderAndReadWholeMessages() throws Exception {
        final Script script = new Script()
                .webSocket()
                .expect("one")
                .expect("two")
                .expect("three")
                .send("first", "second") // at once
                .send("third");
        try (ScriptedServer server = new ScriptedServer(script)) {
            rig.open(new Endpoint(server.uri("ws", "/path?x=1"), Map.of("Authorization", "Bearer secret")));
            heard.await("opened");
            rig.send("one");
            rig.send("two");
            rig.send("three");
            heard.await("third");
            assertEquals(List.of("opened", "first", "second", "third"), heard.all);
            assertTrue(System.nanoTime() - heard.receivedNanoTime >= 0);
            final String request = server.requests().get(0);
            assertTrue(request.startsWith("GET /path?x=1 HTTP/1.1\r\n"), request);
            assertTrue(request.contains("Authorization: Bearer secret\r\n"), request);
        }
    }

    @Test
    void shouldJoinFramesSplitAtEachByte() throws Exception {
        final Script script = new Script().webSocket();
        final StringBuilder expected = new StringBuilder();
        for (int i = 0; i < EURO.length; i++) { // continuation frames split characters, as they may
            final byte[] first = Arrays.copyOfRange(EURO, 0, i);
            final byte[] second = Arrays.copyOfRange(EURO, i, EURO.length);
            script.frame(OpCode.TEXT, false, first).frame(OpCode.CONTINUATION, true, second);
            expected.append(new String(EURO, UTF_8));
        }
        script.slowly().frame(OpCode.TEXT, true, EURO).fast().send("end");
        expected.append(new String(EURO, UTF_8));
        try (ScriptedServer server = new ScriptedServer(script)) {
            rig.open(server.uri("ws", "/"));
            heard.await("end");
        }
        assertEquals(expected.toString(), String.join("", List.copyOf(heard.all).subList(1, EURO.length + 2)));
    }

    @Test
    void shouldRefuseALongMessageBeforeItHasCome() throws Exception {
        final byte[] whole = new byte[100_000_000];
        Arrays.fill(whole, (byte) 'x');
        final CountDownLatch sent = new CountDownLatch(1);
        final Script script =
                new Script().webSocket().frame(OpCode.TEXT, true, whole).tell(sent);
        try (ScriptedServer server = new ScriptedServer(script)) {
            rig.open(server.uri("ws", "/"));
            heard.awaitClosed();
            assertEquals("closed: a message of more than 100000 bytes", heard.last());
        }
        assertEquals(1, sent.getCount(), "most of it was never taken");
    }

    @Test
    void shouldTakeAMessageAsLongAsAllowed() throws Exception {
        final byte[] whole = new byte[TransportRig.MAX];
        Arrays.fill(whole, (byte) 'x');
        try (ScriptedServer server = new ScriptedServer(new Script().webSocket().frame(OpCode.TEXT, true, whole))) {
            rig.open(server.uri("ws", "/"));
            heard.await("100000 bytes");
        }
    }

    @Test
    void shouldCloseOnBytesThatAreNoText() throws Exception {
        final Script script =
                new Script().webSocket().frame(OpCode.TEXT, true, new byte[] {'a', (byte) 0xC0, (byte) 0xAF});
        try (ScriptedServer server = new ScriptedServer(script)) {
            rig.open(server.uri("ws", "/"));
            heard.awaitClosed();
        }
        assertEquals(2, heard.all.size(), heard.all::toString);
    }

    @Test
    void shouldAnswerPingsAndSendThem() throws Exception {
        final CountDownLatch pinged = new CountDownLatch(1);
        final Script script = new Script()
                .webSocket()
                .frame(OpCode.PING, true, "x".getBytes(UTF_8))
                .await(pinged)
                .expect("after");
        try (ScriptedServer server = new ScriptedServer(script)) {
            rig.open(server.uri("ws", "/"));
            heard.await("(alive)");
            rig.ping();
            pinged.countDown();
            rig.send("after");
            heard.await("(pong)");
            Heard.await(() -> server.received().stream().anyMatch(frame -> frame.opcode() == OpCode.PONG));
        }
    }

    @Test
    void shouldTellWhyTheVenueCloses() throws Exception {
        try (ScriptedServer server = new ScriptedServer(new Script().webSocket().close(1001, "maintenance"))) {
            rig.open(server.uri("ws", "/"));
            heard.awaitClosed();
            assertEquals(List.of("opened", "closed: closed by the venue: 1001 maintenance"), heard.all);
        }
    }

    @Test
    void shouldTellOfAResetAndOfAnEndWithoutAWord() throws Exception {
        final CountDownLatch heardOne = new CountDownLatch(1);
        final CountDownLatch heardTwo = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(
                new Script().webSocket().send("one").await(heardOne).reset(),
                // The JDK (17) may miss an end that comes together with its handshake: then silence has to tell.
                new Script().webSocket().send("two").await(heardTwo).end())) {
            rig.open(server.uri("ws", "/"));
            heard.await("one");
            heardOne.countDown();
            heard.awaitClosed();
            final int first = heard.all.size();
            rig.open(server.uri("ws", "/"));
            heard.await("two");
            heardTwo.countDown();
            Heard.await(() -> heard.all.size() > first && heard.last().startsWith("closed: "));
        }
        assertEquals(
                2,
                heard.all.stream().filter(text -> text.startsWith("closed: ")).count());
    }

    @Test
    void shouldCloseWithAReason() throws Exception {
        try (ScriptedServer server = new ScriptedServer(new Script().webSocket())) {
            rig.open(server.uri("ws", "/"));
            heard.await("opened");
            rig.disconnect("replaced");
            Heard.await(() -> server.received().stream()
                    .anyMatch(frame ->
                            frame.opcode() == OpCode.CLOSE && frame.text().endsWith("replaced")));
        }
        assertEquals(List.of("opened"), heard.all);
    }

    @Test
    void shouldTellTheStatusOfARefusalAndFollowNoRedirect() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                new Script().answer(401),
                new Script().answer(429, "Retry-After: 60"),
                new Script().answer(302, "Location: /other"))) {
            for (final String expected : List.of(
                    "closed: refused with HTTP status 401",
                    "closed: refused with HTTP status 429",
                    "closed: refused with HTTP status 302 (no redirect is followed)")) {
                rig.open(server.uri("ws", "/"));
                heard.await(expected);
                assertEquals(expected.contains("429") ? 60_000_000_000L : 0, heard.retryAfterNs);
            }
            assertEquals(3, server.requests().size());
        }
    }

    @Test
    void shouldGiveUpAHandshakeThatIsNotAnswered() throws Exception {
        try (ScriptedServer server = new ScriptedServer(new Script())) {
            rig.open(server.uri("ws", "/"));
            Heard.await(() -> server.requests().size() == 1);
            rig.disconnect("no answer");
        }
        assertEquals(List.of(), heard.all);
    }

    @Test
    void shouldTellThatNobodyListens() throws Exception {
        final ScriptedServer server = new ScriptedServer();
        final URI gone = server.uri("ws", "/");
        server.close();
        rig.open(gone);
        heard.awaitClosed();
        assertEquals("closed: cannot connect", heard.last());
    }
}
