package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WallClock;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.live.net.JdkTransport;
import io.plimsoll.feed.live.server.Script;
import io.plimsoll.feed.live.server.ScriptedServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.agrona.ErrorHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole source on its own thread, against a server on a socket. */
@Timeout(30)
class LiveFeedTest {
    private final FakePort port = new FakePort();
    private final List<String> downs = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();

    private static void await(final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
            assertFalse(Thread.currentThread().isInterrupted(), "what was waited for never came");
        }
    }

    private LiveFeed feed(final URI uri) {
        return feed(() -> Endpoint.of(uri), errors::add);
    }

    private LiveFeed feed(final Supplier<Endpoint> endpoint, final ErrorHandler handler) {
        final SymbolIndex symbols = new SymbolIndex(Map.of("BTC", new PriceId(11, 2)));
        final WordVenue venue = new WordVenue(symbols, WordVenue.PLAIN, 1) {
            @Override
            public Endpoint endpoint(final int connection, final long nowMs) {
                return endpoint.get();
            }
        };
        final PricePublisher publisher = new PricePublisher(port, WhenFull.CONFLATE);
        final LiveContext context = new LiveContext(
                "whole",
                7,
                venue,
                symbols,
                publisher,
                (source, atNs) -> downs.add(source + " after " + port.publishedSoFar() + " on "
                        + Thread.currentThread().getName()),
                handler);
        return new LiveFeed(context, JdkTransport::new);
    }

    private static String price(final long value) {
        return "price BTC " + value + " " + (WallClock.INSTANCE.nanoTime() + value) + " 0";
    }

    @Test
    void shouldPublishSayDownAndComeBack() throws Exception {
        final CountDownLatch published = new CountDownLatch(1);
        final Script first = new Script()
                .webSocket()
                .expect("subscribe one")
                .expect("subscribe two")
                .send("ack 1")
                .send(price(1))
                .await(published)
                .reset();
        final Script second = new Script()
                .webSocket()
                .expect("subscribe one")
                .expect("subscribe two")
                .send("ack 1;ask")
                .expect("here")
                .send(price(1_000_000_000));
        try (ScriptedServer server = new ScriptedServer(first, second);
                LiveFeed feed = feed(server.uri("ws", "/"))) {
            feed.start();
            await(() -> port.publishedSoFar() == 1);
            await(() -> feed.counters().isUp());
            published.countDown();
            await(() -> port.publishedSoFar() == 2);
            assertEquals(List.of("7 after 1 on plimsoll-feed-whole"), downs);
            await(() -> feed.counters().state(0) == ConnectionState.LIVE);
            assertEquals(1, feed.counters().reconnects());
            assertEquals("plimsoll-feed-whole", port.published().get(1).thread().getName());
        }
        assertEquals(List.of(), errors);
        assertEquals(1, downs.size()); // that the daemon stops does not say that the source is down
    }

    @Test
    void shouldTryAgainWhereNobodyListensAndEndWhenClosed() throws Exception {
        final ScriptedServer nobody = new ScriptedServer();
        final LiveFeed feed = feed(nobody.uri("ws", "/"));
        nobody.close();
        feed.start();
        await(() -> feed.counters().reconnects() >= 2);
        feed.close();
        feed.close(); // again does nothing
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("plimsoll-feed-whole")));
        assertEquals(List.of(), errors);
        assertTrue(feed.counters().lastFailure().orElse("").contains("cannot connect"));
    }

    @Test
    void shouldGoOnTickingWhateverTheErrorHandlerDoes() {
        final AtomicInteger told = new AtomicInteger();
        final LiveFeed feed = feed(
                () -> {
                    throw new IllegalStateException("no endpoint, as a test has it");
                },
                error -> {
                    told.incrementAndGet();
                    throw new IllegalStateException("no handler either", error);
                });
        try (feed) {
            feed.start();
            await(() -> told.get() >= 3);
        }
    }
}
