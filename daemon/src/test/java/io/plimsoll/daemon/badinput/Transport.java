package io.plimsoll.daemon.badinput;

import static io.plimsoll.daemon.badinput.SmallMarket.MILLISECOND;
import static io.plimsoll.daemon.badinput.SmallMarket.PRICE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.badinput.BadInput.Family;
import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.feed.ndjson.NdjsonServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

/** Bytes that do not come as they were sent. */
final class Transport {
    private static final int HUNDRED_MB = 100 << 20;
    private static final int CONNECTIONS = 8;

    private Transport() {}

    static List<BadInput> classes() {
        return List.of(
                row(
                        "a stream that is cut at any byte",
                        "line, ticks",
                        "whole lines count, of the cut one nothing is published; ticks: a packed file is refused, and a plain one whose last line has no end is refused or told to be cut perhaps",
                        Transport::cut),
                row(
                        "two messages in one read, or in one line",
                        "line",
                        "two lines: both count; two objects in one line: refused at the door",
                        Transport::twoInOne),
                row("reads of one byte", "line, ticks", "the same state, the same ticks", Transport::oneByteReads),
                row(
                        "a message of 100 MB",
                        "line, ticks",
                        "refused at the door within bounded memory; the line behind it counts, a file is refused",
                        Transport::huge),
                row("bytes that are no UTF-8", "line", "refused at the door", Transport::badUtf8),
                row(
                        "a storm of reconnections",
                        "socket",
                        "each whole line counts once, half lines are not applied, no connection is left",
                        Transport::reconnectStorm));
    }

    private static BadInput row(
            final String name, final String door, final String follows, final BadInput.Mutation mutation) {
        return new BadInput(Family.TRANSPORT, name, door, follows, mutation);
    }

    // Honest prices and facts, each of another kind.
    private static List<String> lines(final SmallMarket market) {
        market.later(MILLISECOND);
        final long fact = market.lastFact();
        return List.of(
                Doors.priceLine(1, market.nextTick(), "FREE", "100.01", market.nowNs()),
                Doors.transferLine(fact + 1, "account-1", "250.75"),
                "{\"type\":\"fill\",\"source\":\"9\",\"sequence\":\"" + (fact + 2)
                        + "\",\"account\":\"account-1\",\"instrument\":\"FREE\",\"quantity\":\"0.5\",\"price\":\"99.5\"}",
                "{\"type\":\"account\",\"source\":\"9\",\"sequence\":\"" + (fact + 3)
                        + "\",\"account\":\"zoë\",\"accountId\":\"7\"}",
                "{\"type\":\"snapshot\",\"source\":\"9\",\"sequence\":\"" + (fact + 4)
                        + "\",\"account\":\"account-2\",\"collateral\":{\"USD\":\"5\"},\"positions\":[]}",
                Doors.priceLine(2, market.nextTick(), "GUARDED", "100.02", market.nowNs()));
    }

    private static byte[] bytes(final List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    private static long hashAfter(final List<String> lines) {
        final SmallMarket market = SmallMarket.collared();
        lines(market);
        final Doors doors = new Doors(market);
        doors.read(new ByteArrayInputStream(bytes(lines)));
        return market.hash();
    }

    private static void cut(final SplittableRandom random) throws IOException {
        final SmallMarket market = SmallMarket.collared();
        final List<String> lines = lines(market);
        final byte[] all = bytes(lines);
        final int at = random.nextInt(all.length);
        final byte[] part = Arrays.copyOf(all, at);
        final Doors doors = new Doors(market);
        doors.read(new ByteArrayInputStream(part));
        int whole = 0;
        int end = 0;
        while (whole < lines.size() && end + lines.get(whole).getBytes(UTF_8).length <= at) {
            end += lines.get(whole).getBytes(UTF_8).length + 1;
            whole++;
        }
        assertEquals(at > end ? 1 : 0, doors.refusals().size(), doors.refusals()::toString);
        assertEquals(whole, doors.records());
        assertEquals(hashAfter(lines.subList(0, whole)), market.hash());

        final byte[] file =
                "ts,instrument,price\n1700000000000,FREE,100.25\n1700000000001,GUARDED,9.25\n".getBytes(UTF_8);
        final int fileAt = random.nextInt(file.length);
        final byte[] filePart = Arrays.copyOf(file, fileAt);
        final int header = "ts,instrument,price\n".length();
        final byte[] packed = gzip(file);
        final byte[] packedPart = Arrays.copyOf(packed, random.nextInt(1, packed.length));
        assertThrows(FormatException.class, () -> Recorded.read(packedPart));
        if (fileAt >= header && file[fileAt - 1] == '\n') {
            assertEquals(count(filePart) - 1, Recorded.read(filePart).tickCount());
            assertFalse(Recorded.read(filePart).mayBeCut());
            return;
        }
        try {
            // a price that lost digits is a price: the reader cannot know, and says so
            assertTrue(Recorded.read(filePart).mayBeCut());
        } catch (final FormatException e) {
            assertTrue(e.getMessage().startsWith("ticks.csv:"), e.getMessage());
        }
    }

    private static byte[] gzip(final byte[] bytes) throws IOException {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static int count(final byte[] text) {
        int lines = 0;
        for (final byte one : text) {
            lines += one == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static void twoInOne(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final List<String> lines = lines(market);
        final int second = random.nextInt(1, lines.size());
        final String between = List.of("", " ", ",", "\t", "\r").get(random.nextInt(5));
        final Doors doors = new Doors(market);
        doors.read(lines.get(0) + "\n" + lines.get(1) + "\n");
        assertEquals(2, doors.records());
        Doors.refuse(lines.get(second - 1) + between + lines.get(second));
    }

    /** Gives as many bytes at a time as it likes. */
    private static final class Dribble extends InputStream {
        private final InputStream in;
        private final int most;

        Dribble(final byte[] bytes, final int most) {
            in = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(final byte[] into, final int offset, final int length) throws IOException {
            return in.read(into, offset, Math.min(length, most));
        }
    }

    private static void oneByteReads(final SplittableRandom random) throws IOException {
        final int most = random.nextInt(3) == 0 ? random.nextInt(1, 50) : 1;
        final SmallMarket market = SmallMarket.collared();
        final List<String> lines = new ArrayList<>(lines(market));
        final String end = random.nextBoolean() ? "\r\n" : "\n";
        final Doors doors = new Doors(market);
        doors.read(new Dribble((String.join(end, lines) + end).getBytes(UTF_8), most));
        assertEquals(lines.size(), doors.records());
        assertEquals(hashAfter(lines), market.hash());
        final byte[] file = ("ts,instrument,price" + end + "1700000000000,FREE,100.25" + end).getBytes(UTF_8);
        assertEquals(
                1,
                RecordedFile.read("dribble", new Dribble(file, most), doors, List.of())
                        .tickCount());
    }

    /** So many bytes of one line, then others; none of them held. */
    private static final class LongLine extends InputStream {
        private final byte[] rest;
        private long left;
        private int at;

        LongLine(final long length, final String rest) {
            left = length;
            this.rest = rest.getBytes(UTF_8);
        }

        @Override
        public int read() {
            if (left > 0) {
                left--;
                return '{';
            }
            return at < rest.length ? rest[at++] : -1;
        }

        @Override
        public int read(final byte[] into, final int offset, final int length) {
            if (left > 0) {
                final int part = (int) Math.min(left, length);
                Arrays.fill(into, offset, offset + part, (byte) '{');
                left -= part;
                return part;
            }
            final int part = Math.min(length, rest.length - at);
            System.arraycopy(rest, at, into, offset, part);
            at += part;
            return part == 0 ? -1 : part;
        }
    }

    private static void huge(final SplittableRandom random) {
        final long length = random.nextInt(50) == 0 ? HUNDRED_MB : random.nextLong(65_537, 1 << 20);
        final SmallMarket market = SmallMarket.collared();
        final List<String> lines = lines(market);
        final Doors doors = new Doors(market);
        doors.read(new LongLine(length, "\n" + lines.get(0) + "\n"));
        assertEquals(1, doors.refusals().size());
        assertTrue(doors.refusals().get(0).contains("a line of more than 65536 bytes"), doors.refusals()::toString);
        assertEquals(1, doors.records());
        assertEquals(hashAfter(lines.subList(0, 1)), market.hash());
        assertThrows(
                FormatException.class, () -> RecordedFile.read("huge", new LongLine(length, "\n"), doors, List.of()));
    }

    private static void badUtf8(final SplittableRandom random) {
        final byte[] bad = List.of(
                        new byte[] {(byte) random.nextInt(0x80, 0xC0)}, // a continuation of nothing
                        new byte[] {(byte) 0xFF},
                        new byte[] {(byte) 0xC3}, // cut short
                        new byte[] {(byte) 0xE2, (byte) 0x82},
                        new byte[] {(byte) 0xC1, (byte) 0xA1}, // an "a" in two bytes
                        new byte[] {(byte) 0xE0, (byte) 0x81, (byte) 0xA1}, // and in three
                        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) random.nextInt(0x80, 0xC0)}, // half a pair
                        new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // beyond Unicode
                        new byte[] {(byte) 0xF8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80})
                .get(random.nextInt(9));
        final String name = List.of("a", "zoë", "").get(random.nextInt(3));
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(
                ("{\"type\":\"account\",\"source\":\"9\",\"sequence\":\"1000\",\"account\":\"" + name).getBytes(UTF_8));
        line.writeBytes(bad);
        line.writeBytes("x\",\"accountId\":\"8\"}\n".getBytes(UTF_8));
        Doors.refuse(line.toByteArray());
        final String half = random.nextBoolean() ? "\\ud800" : "\\udfff";
        Doors.refuse("{'type':'account','source':'9','sequence':'1000','account':'" + half + "','accountId':'8'}");
    }

    private static void reconnectStorm(final SplittableRandom random) throws IOException, InterruptedException {
        final SmallMarket market = SmallMarket.collared();
        market.later(MILLISECOND);
        final Doors doors = new Doors(market);
        final AtomicReference<Throwable> failed = new AtomicReference<>();
        final Path folder = Files.createTempDirectory("storm");
        final Path path = folder.resolve("s");
        final long first = market.lastFact() + 1;
        try (NdjsonServer server =
                new NdjsonServer(path, NdjsonServer.OWNER_ONLY, doors.ingress(), 2 * CONNECTIONS, failed::set)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                final String whole = Doors.transferLine(first + i, "account-1", "1.00") + "\n";
                final String next = Doors.transferLine(first + i + 1, "account-2", "-4.00");
                final String half = next.substring(0, random.nextInt(next.length()));
                try (SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                    connection.connect(UnixDomainSocketAddress.of(path));
                    final ByteBuffer bytes = ByteBuffer.wrap((whole + half).getBytes(UTF_8));
                    while (bytes.hasRemaining()) {
                        connection.write(bytes);
                    }
                }
                while (doors.recordsSoFar() <= i) {
                    Thread.onSpinWait(); // facts of one source come one behind the other
                }
            }
            while (server.connections() > 0) {
                Thread.onSpinWait();
            }
        } finally {
            Files.deleteIfExists(path);
            Files.delete(folder);
        }
        assertEquals(null, failed.get());
        assertEquals(CONNECTIONS, doors.records());
        final SmallMarket calm = SmallMarket.collared();
        calm.later(MILLISECOND);
        for (int i = 0; i < CONNECTIONS; i++) {
            calm.transfer(1, 100);
        }
        assertEquals(calm.hash(), market.hash());
        assertEquals(PRICE, market.price(SmallMarket.FREE).longValueExact());
    }
}
