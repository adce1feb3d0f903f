package io.plimsoll.daemon.venue;

import io.plimsoll.feed.fact.Fact;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/**
 * Follows the venue's own journal and says it, line by line, on a daemon's Unix socket. What was under way when a daemon died is
 * not known here: the daemon says what it has when it is connected to, and each connection goes on behind that. Its own two threads.
 */
final class SocketLink {
    private static final long RETRY_NS = 50_000_000;
    private static final long IDLE_NS = 1_000_000;
    private static final Pattern HELD = Pattern.compile("\"source\":\"" + Market.SOURCE + "\",\"sequence\":\"(\\d+)\"");

    private final Path socket;
    private final Path ownJournal;
    private final VenueRecords records = new VenueRecords();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder tick = new PriceTickDecoder();
    private final Queue<String> asides = new ConcurrentLinkedQueue<>();
    private long newestSaid;
    private long heldThere;

    SocketLink(final Path socket, final Path ownJournal) {
        this.socket = socket;
        this.ownJournal = ownJournal;
    }

    void start() {
        final Thread thread = new Thread(this::run, "venue-link");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says a line that is not in the journal. Any thread. */
    void say(final String line) {
        asides.add(line);
    }

    private void run() {
        while (true) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                System.out.println("CONNECTED");
                final CompletableFuture<Long> held = new CompletableFuture<>();
                final Thread answers = new Thread(() -> hear(channel, held), "venue-answers");
                answers.setDaemon(true);
                answers.start();
                heldThere = held.join();
                follow(channel);
            } catch (final IOException | UncheckedIOException e) {
                LockSupport.parkNanos(RETRY_NS);
            }
        }
    }

    private void follow(final SocketChannel channel) {
        final VenueLines lines = new VenueLines();
        try (FrameLogReader journal = FrameLogs.in(ownJournal).reader(LogName.INPUTS, Position.start())) {
            while (true) {
                if (!journal.poll((buffer, offset, length) -> write(channel, line(lines, buffer, offset)))) {
                    LockSupport.parkNanos(IDLE_NS);
                }
                write(channel, asides.poll());
            }
        }
    }

    private String line(final VenueLines lines, final DirectBuffer buffer, final int offset) {
        final boolean isNew = Frame.sequence(buffer, offset) > newestSaid;
        newestSaid = Math.max(newestSaid, Frame.sequence(buffer, offset));
        final Fact fact = records.fact(buffer, offset);
        // A snapshot of which the daemon has a part is said whole; what of it is there already is dropped there.
        if (fact != null) {
            final String line = lines.line(fact);
            return fact.sourceSequence() > heldThere ? line : null;
        }
        return isNew // a price of yesterday is of no use
                ? VenueLines.line(tick.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header))
                : null;
    }

    private static void write(final SocketChannel channel, final String line) {
        if (line == null) {
            return;
        }
        final ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hear(final SocketChannel channel, final CompletableFuture<Long> held) {
        try (Scanner lines = new Scanner(Channels.newInputStream(channel), StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                final String line = lines.nextLine();
                if (line.startsWith("{\"type\":\"resync\"")) {
                    System.out.println("RESYNC " + line);
                    final Matcher mine = HELD.matcher(line);
                    held.complete(mine.find() ? Long.parseLong(mine.group(1)) : 0);
                } else {
                    System.out.println("ANSWER " + line);
                }
            }
        } finally {
            held.complete(0L); // it died before it said anything
        }
    }
}
