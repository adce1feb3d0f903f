package io.plimsoll.daemon.process;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.metrics.Samples;
import io.plimsoll.daemon.run.Clocks;
import io.plimsoll.daemon.run.Daemon;
import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.feed.WallClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A daemon in this process that is spoken to in JSON lines and scraped as a monitor does, on clocks that a test may step. Sequences of its
 * one account source are given here. One thread.
 */
final class WatchedDaemon implements AutoCloseable {
    private final AtomicLong wallStepNs = new AtomicLong();
    private final AtomicLong monotonicStepNs = new AtomicLong();
    private final DaemonHome home;
    private final Daemon daemon;
    private final Scraper scraper;
    private SocketChannel socket;
    private long sequence;
    private long priceSequence;

    private WatchedDaemon(final DaemonHome home, final String otherSources) throws IOException {
        this.home = home;
        home.with("accountSources", "[{type: socket, name: venue, path: venue.sock}" + otherSources + "]");
        final Clocks clocks = new Clocks(
                this::nowNs,
                () -> TimeUnit.NANOSECONDS.toMillis(nowNs()),
                () -> System.nanoTime() + monotonicStepNs.get());
        daemon = new Daemon(DaemonConfig.read(home.config()), "test", false, () -> {}, clocks);
        scraper = new Scraper(daemon::adminPort);
    }

    static WatchedDaemon start(final DaemonHome home) throws IOException {
        return new WatchedDaemon(home, "");
    }

    /** One that hears somebody else as well. */
    static WatchedDaemon start(final DaemonHome home, final String otherSource) throws IOException {
        return new WatchedDaemon(home, ", " + otherSource);
    }

    /** Nanoseconds since 1970, as the daemon's clock has them. */
    long nowNs() {
        return WallClock.INSTANCE.nanoTime() + wallStepNs.get();
    }

    /** Time passes that nobody notices. */
    void passes(final Duration time) {
        monotonicStepNs.addAndGet(time.toNanos());
        wallStepNs.addAndGet(time.toNanos());
    }

    /** Somebody sets the clock. */
    void clockSteps(final Duration step) {
        wallStepNs.addAndGet(step.toNanos());
    }

    /** Says a line; single quotes stand for double ones. */
    WatchedDaemon says(final String line) {
        try {
            if (socket == null) {
                socket = SocketChannel.open(UnixDomainSocketAddress.of(home.socket()));
            }
            final ByteBuffer bytes = ByteBuffer.wrap((line.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                socket.write(bytes);
            }
            return this;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A price of one of two sources, 1 or 2. */
    WatchedDaemon price(final int source, final String symbol, final String value) {
        return price(source, symbol, value, nowNs());
    }

    WatchedDaemon price(final int source, final String symbol, final String value, final long publishNs) {
        priceSequence++;
        return says("{'type':'price','source':'" + source + "','sequence':'" + priceSequence + "','of':'" + symbol
                + "','value':'" + value + "','publishNs':'" + publishNs + "'}");
    }

    /** A fact of source 3: what stands behind its sequence. */
    WatchedDaemon fact(final String type, final String rest) {
        sequence++;
        return says("{'type':'" + type + "','source':'3','sequence':'" + sequence + "'," + rest + "}");
    }

    /** Facts that nobody hears of. */
    void losesFacts(final int count) {
        sequence += count;
    }

    /** An account with cash, and bitcoin bought at 40,000. */
    WatchedDaemon opens(final int id, final String cash, final String bitcoin) {
        fact("account", "'account':'a" + id + "','accountId':'" + id + "'");
        fact("transfer", "'account':'a" + id + "','asset':'USD','amount':'" + cash + "'");
        return fact(
                "fill", "'account':'a" + id + "','instrument':'BTC-PERP','quantity':'" + bitcoin + "','price':'40000'");
    }

    /** Source 3's word that nothing is missing, by which its socket is at its head. */
    WatchedDaemon beats() {
        return says("{'type':'heartbeat','source':'3','sequence':'" + sequence + "'}");
    }

    /** A venue that speaks, prices of both coins, and armed. */
    WatchedDaemon armed() {
        beats().price(1, "BTC-PERP", "40000").price(1, "ETH-PERP", "2000");
        await("no objection", samples -> samples.value("plimsoll_arming_objections") == 0);
        Await.until("armed", () -> post("/arm") == 200);
        return this;
    }

    /** Asks for a change as an operator, and answers the HTTP status. */
    int post(final String path) {
        return asks(path).statusCode();
    }

    /** Asks for a change as an operator. */
    HttpResponse<String> asks(final String path) {
        return asks(path, token());
    }

    private String token() {
        try {
            return Files.readString(home.data().resolve("admin.token")).strip();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a token that may be wrong. */
    HttpResponse<String> asks(final String path, final String token) {
        return asks(path, token, "ada\nwhy");
    }

    private HttpResponse<String> asks(final String path, final String token, final String body) {
        return scraper.send(
                HttpRequest.newBuilder()
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    /** Acts as an operator, and answers the HTTP status. */
    int acts(final String act, final String subject, final String price) {
        return asks("/act", token(), String.join("\n", "ada", "why", act, subject, price))
                .statusCode();
    }

    /** The page of metrics as it is, in the formats accepted. */
    HttpResponse<String> page(final String accept) {
        return scraper.send(HttpRequest.newBuilder().GET().header("Accept", accept), "/metrics");
    }

    Samples scrape() {
        return scraper.scrape();
    }

    /** Waits until the metrics are so. */
    Samples await(final String what, final Predicate<Samples> condition) {
        return scraper.await(what, condition);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            daemon.close();
        }
    }
}
