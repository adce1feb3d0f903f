package io.plimsoll.feed.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class NdjsonServerTest {
    private static final String PRICE =
            "{'type':'price','source':'2','sequence':'1','of':'BTC','publishNs':'5','value':'7'}\n".replace('\'', '"');

    @TempDir
    Path directory;

    private final TestIngress in = new TestIngress();
    private final ConcurrentLinkedQueue<Throwable> unexpected = new ConcurrentLinkedQueue<>();

    private Path path() {
        return directory.resolve("in.sock");
    }

    private NdjsonServer open(final int maxConnections) throws IOException {
        return new NdjsonServer(path(), NdjsonServer.OWNER_ONLY, in.ingress, maxConnections, unexpected::add);
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path()));
    }

    private static void send(final SocketChannel channel, final String text) throws IOException {
        channel.write(UTF_8.encode(text));
    }

    private static BufferedReader lines(final SocketChannel channel) {
        return new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), UTF_8));
    }

    /** What is said after the greeting. */
    private static BufferedReader answers(final SocketChannel channel) throws IOException {
        final BufferedReader lines = lines(channel);
        assertEquals("{\"type\":\"resync\",\"snapshots\":false,\"held\":[]}", lines.readLine());
        return lines;
    }

    private static String transfer(final int sequence) {
        return "{'type':'transfer','source':'3','sequence':'%d','account':'a1','asset':'USDC','amount':'1'}\n"
                .formatted(sequence)
                .replace('\'', '"');
    }

    @Test
    void shouldTakeDownThePriceSourcesOfAConnectionThatIsLost() throws Exception {
        final NdjsonServer server = open(4);
        try (SocketChannel lost = connect();
                SocketChannel kept = connect()) {
            send(
                    lost,
                    PRICE + PRICE.replace("\"source\":\"2\"", "\"source\":\"4\"")
                            + "{\"type\":\"sourceDown\",\"source\":\"4\"}\n");
            awaitPublished(3);
            send(kept, PRICE.replace("\"source\":\"2\"", "\"source\":\"9\""));
            awaitPublished(4);
            lost.shutdownOutput();
            awaitPublished(5); // that of source 2; 4 has said itself that it is down
            assertEquals(2, in.port.published().get(4).down());
            server.close(); // by which nobody is lost: the daemon ends
        }
        assertEquals(5, in.port.published().size());
        assertTrue(unexpected.isEmpty(), unexpected.toString());
    }

    @Test
    void shouldTellWhereASourceIsToGoOnAndWhenRecordsAreMissing() throws Exception {
        try (NdjsonServer server = open(4)) {
            try (SocketChannel first = connect()) {
                send(first, transfer(1) + transfer(2));
                awaitPublished(2);
                final BufferedReader answers = answers(first);
                send(first, transfer(5) + transfer(6));
                assertEquals(held(5, true), answers.readLine());
                awaitPublished(4);
                send(first, "{\"type\":\"heartbeat\",\"source\":\"3\",\"sequence\":\"6\"}\n");
                send(first, "{\"type\":\"heartbeat\",\"source\":\"3\",\"sequence\":\"8\"}\n");
                assertEquals(held(8, true), answers.readLine());
            }
            try (SocketChannel second = connect()) {
                assertEquals(held(8, false), lines(second).readLine());
            }
            assertEquals(0, in.ingress.errors());
            await(() -> server.connections() == 0);
        }
    }

    @Test
    void shouldBeStatedWhileAConnectionIsOpenThatSpokeOfAccounts() throws Exception {
        try (NdjsonServer server = open(4)) {
            assertFalse(server.isStated());
            try (SocketChannel venue = connect();
                    SocketChannel oracle = connect()) {
                send(oracle, PRICE);
                send(venue, "{\"type\":\"transfer\"}\n");
                awaitPublished(1);
                assertTrue(answers(venue).readLine().startsWith("{\"error\":"), "the malformed line is answered");
                assertFalse(server.isStated());
                send(venue, "{\"type\":\"heartbeat\",\"source\":\"3\",\"sequence\":\"0\"}\n");
                await(server::isStated);
                send(oracle, transfer(1));
                awaitPublished(3);
                venue.shutdownOutput();
                await(() -> server.connections() == 1);
                await(server::isStated);
                oracle.shutdownOutput();
                await(() -> !server.isStated());
            }
        }
    }

    private static String held(final int sequence, final boolean wantsSnapshots) {
        return "{\"type\":\"resync\",\"snapshots\":" + wantsSnapshots + ",\"held\":[{\"source\":\"3\",\"sequence\":\""
                + sequence + "\"}]}";
    }

    private void awaitPublished(final int count) {
        await(() -> in.port.publishedSoFar() >= count);
    }

    // The class's time limit ends a wait for what never comes.
    private static void await(final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void shouldAnswerEachBadLineAndPublishTheOthers() throws Exception {
        try (NdjsonServer server = open(4);
                SocketChannel channel = connect()) {
            send(channel, PRICE + "{\"type\":\"pri" + "ce\"}\n\u0000\"\\\n" + PRICE);
            final BufferedReader answers = answers(channel);
            assertEquals("{\"error\":\"price without 'of'; expected a string\",\"line\":2}", answers.readLine());
            final String second = answers.readLine();
            assertTrue(second.startsWith("{\"error\":\"Illegal character"), second);
            assertTrue(second.endsWith(",\"line\":3}"), second);
            JsonLines.parse(second.getBytes(UTF_8), 0, second.length());
            awaitPublished(2);
            assertEquals(1, server.connections());
            assertEquals(2, in.ingress.errors());
        }
        assertEquals(List.of(), List.copyOf(unexpected));
    }

    @Test
    void shouldReadSeveralConnectionsAtOnce() throws Exception {
        try (NdjsonServer server = open(4);
                SocketChannel one = connect();
                SocketChannel two = connect()) {
            for (int i = 0; i < 50; i++) {
                send(one, PRICE);
                send(two, PRICE.substring(0, 20));
                send(two, PRICE.substring(20));
            }
            awaitPublished(100);
            assertEquals(2, server.connections());
            one.shutdownOutput();
            await(() -> server.connections() == 1);
            send(two, PRICE);
            awaitPublished(101);
        }
    }

    @Test
    void shouldLetOnlyTheOwnerInAndLeaveNothingBehind() throws IOException {
        try (NdjsonServer server = open(4)) {
            assertEquals(0, server.connections());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path())));
            try (Stream<Path> files = Files.list(directory)) {
                assertEquals(List.of(path()), files.toList());
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
        assertEquals(List.of(), List.copyOf(unexpected));
    }

    @Test
    void shouldTurnAwayConnectionsBeyondTheLimit() throws Exception {
        try (NdjsonServer server = open(1);
                SocketChannel first = connect()) {
            send(first, PRICE);
            awaitPublished(1);
            try (SocketChannel second = connect()) {
                final BufferedReader answers = lines(second);
                assertEquals("{\"error\":\"too many connections; expected at most 1\",\"line\":0}", answers.readLine());
                assertNull(answers.readLine());
            }
            assertEquals(1, server.connections());
            send(first, PRICE);
            awaitPublished(2);
        }
    }

    @Test
    void shouldEndConnectionsWhenClosed() throws Exception {
        final NdjsonServer server = open(4);
        try (SocketChannel channel = connect()) {
            send(channel, PRICE);
            awaitPublished(1);
            server.close();
            assertNull(answers(channel).readLine());
            assertEquals(0, server.connections());
            assertThrows(IOException.class, this::connect);
        }
        server.close(); // again does nothing
    }

    @Test
    void shouldReplaceASocketThatADeadProcessLeft() throws Exception {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path()));
        }
        assertTrue(Files.exists(path()));
        try (NdjsonServer server = open(4);
                SocketChannel channel = connect()) {
            send(channel, PRICE);
            awaitPublished(1);
            assertEquals(1, server.connections());
        }
        assertFalse(Files.exists(path()));
    }

    @Test
    void shouldRefuseAPathInUse() throws Exception {
        try (NdjsonServer server = open(4)) {
            final FileAlreadyExistsException e = assertThrows(FileAlreadyExistsException.class, () -> open(4));
            assertTrue(e.getMessage().contains("another process listens on it"), e.getMessage());
            await(() -> server.connections() == 0); // the probe's own connection ends at once
        }
        Files.writeString(path(), "precious");
        assertThrows(FileAlreadyExistsException.class, () -> open(4));
        assertEquals("precious", Files.readString(path()));
    }

    @Test
    void shouldNotRemoveASocketThatIsNoLongerItsOwn() throws IOException {
        final NdjsonServer server = open(4);
        Files.delete(path());
        Files.writeString(path(), "somebody else's");
        server.close();
        assertTrue(Files.exists(path()));
    }
}
