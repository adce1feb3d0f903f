package io.plimsoll.feed.live;

import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.agrona.concurrent.EpochNanoClock;

/** A source in simulated time, over connections that do what a test says. */
final class LiveRig {
    /** Of the monotonic clock, which may begin anywhere: here so that it soon overflows. */
    private static final long MONOTONIC_START =
            Long.MAX_VALUE - Duration.ofSeconds(100).toNanos();

    static final long WALL_START = 1_700_000_000_000_000_000L;
    static final int SOURCE = 7;

    /** A connection, and what the source did with it. */
    final class Line implements Connection {
        final ConnectionListener listener;
        final List<String> sent = new ArrayList<>();
        String closed;
        int pings;

        Line(final ConnectionListener listener) {
            this.listener = listener;
        }

        @Override
        public void send(final String text) {
            sent.add(text);
        }

        @Override
        public void ping() {
            pings++;
        }

        @Override
        public void close(final String reason) {
            closed = reason;
        }

        void frame(final String words) {
            final byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
            listener.frame(bytes, 0, bytes.length, monotonicNs());
        }

        /** A price of BTC whose venue's time is so long ago. */
        void price(final long value, final long agoMs) {
            frame("price BTC " + value + " " + (wallNs() - agoMs * 1_000_000) + " 0");
        }
    }

    final SymbolIndex symbols;
    final WordVenue venue;
    final List<Line> lines = new ArrayList<>();
    final List<AnswerListener> questions = new ArrayList<>();
    /** Prices as SYMBOL-ID=VALUE, with a full stop where a group ends, and {@code down}: in the order of the ring. */
    final List<String> ring = new ArrayList<>();

    /** What a capture sees, with how many records the ring had by then. */
    final List<String> tapped = new ArrayList<>();

    final List<String> notices = new ArrayList<>();
    final List<Throwable> errors = new ArrayList<>();
    final LiveSource source;
    final LiveCounters counters;
    boolean full;
    int downFailures; // so many to come
    double share = 1; // of the longest wait that may be drawn
    private int published;
    private long elapsedNs;

    private final FakePort port = new FakePort(() -> full);

    LiveRig() {
        this(WordVenue.PLAIN, 0);
    }

    LiveRig(final VenueLimits limits, final int acknowledgements) {
        final Map<String, PriceId> map = new LinkedHashMap<>();
        map.put("BTC", new PriceId(11, 2));
        map.put("ETH", new PriceId(12, 2));
        symbols = new SymbolIndex(map);
        venue = new WordVenue(symbols, limits, acknowledgements);
        final EpochNanoClock wall = this::wallNs;
        final LiveContext context = new LiveContext(
                        "test",
                        SOURCE,
                        venue,
                        symbols,
                        new PricePublisher(port, WhenFull.CONFLATE),
                        (number, atNs) -> down(),
                        errors::add)
                .wallClock(wall)
                .nanoClock(this::monotonicNs)
                .random(new Share())
                .tap(new Tap())
                .notices(notices::add);
        source = new LiveSource(context, new Lines());
        counters = source.counters();
    }

    private void down() {
        if (downFailures > 0) {
            downFailures--;
            throw new IllegalStateException("the ring takes no down");
        }
        collect();
        ring.add("down");
    }

    long wallNs() {
        return WALL_START + elapsedNs;
    }

    long monotonicNs() {
        return MONOTONIC_START + elapsedNs;
    }

    /** Lets time pass, with a tick each 50 ms. */
    void pass(final long ms) {
        for (long left = ms; left > 0; left -= 50) {
            elapsedNs += Math.min(left, 50) * 1_000_000;
            source.tick();
        }
        if (ms == 0) {
            source.tick();
        }
    }

    /** As long as that, with a heartbeat each second on the lines that are open. */
    void passWithBeats(final Duration time, final Line... alive) {
        for (long second = 0; second < time.toSeconds(); second++) {
            elapsedNs += 1_000_000_000L;
            for (final Line line : alive) {
                if (line.closed == null) {
                    line.frame("beat");
                }
            }
            source.tick();
        }
    }

    Line line(final int number) {
        return lines.get(number);
    }

    Line last() {
        return lines.get(lines.size() - 1);
    }

    /** Connects, opens and gives a first price. */
    Line startLive() {
        source.start();
        last().listener.opened();
        last().price(100, 0);
        return last();
    }

    List<String> ring() {
        collect();
        return List.copyOf(ring);
    }

    private void collect() {
        final List<FakePort.Published> all = port.published();
        for (; published < all.size(); published++) {
            final PriceTickDecoder price = all.get(published).price();
            ring.add(price.priceId() + "=" + price.value() + (price.endOfGroup() == BooleanType.T ? "." : ""));
        }
    }

    PriceTickDecoder price(final int number) {
        return port.published().get(number).price();
    }

    long dueNanoTime(final int number) {
        return port.published().get(number).dueNanoTime();
    }

    /** Draws always the same part of what may be drawn. */
    private final class Share implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nextLong(final long bound) {
            return Math.min(bound - 1, (long) (share * bound));
        }
    }

    private final class Tap implements FrameTap {
        @Override
        public void opened(final int connection, final int origin, final long atNs) {
            tapped.add("opened " + connection + " to " + origin);
        }

        @Override
        public void frame(
                final int connection, final long receivedNs, final byte[] frame, final int offset, final int length) {
            tapped.add(connection + " " + new String(frame, offset, length, StandardCharsets.UTF_8) + " after "
                    + port.publishedSoFar());
        }

        @Override
        public void closed(final int connection, final long atNs, final String reason) {
            tapped.add("closed " + connection + " " + reason);
        }
    }

    private final class Lines implements Transport {
        @Override
        public Connection open(
                final Endpoint endpoint,
                final Venue.Kind kind,
                final int maxFrameBytes,
                final ConnectionListener listener) {
            final Line line = new Line(listener);
            lines.add(line);
            return line;
        }

        @Override
        public void fetch(final Endpoint endpoint, final int maxBytes, final AnswerListener listener) {
            questions.add(listener);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
