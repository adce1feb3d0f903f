package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertFalse;

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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A venue's adapter, whole, on its own thread, and what it publishes of a server that speaks as its documentation quotes it. */
final class QuotedRig {
    static final int SOURCE = 7;
    static final long FIRST_NUMBER = 37;
    /** What Chainlink's server asks of this rig, of each request. */
    static final SignatureCheck SIGNED = new SignatureCheck("key", "secret");

    final FakePort port = new FakePort();
    final List<Integer> downs = new CopyOnWriteArrayList<>();
    final List<Throwable> errors = new CopyOnWriteArrayList<>();
    final long nowMs = System.currentTimeMillis();

    /** Of one connection, since a script is of one. */
    LiveFeed feed(final QuotedVenue quoted, final ScriptedServer server) {
        return feed(quoted, limits -> limits.withConnections(1), server);
    }

    LiveFeed feed(final QuotedVenue quoted, final UnaryOperator<VenueLimits> other, final ScriptedServer... servers) {
        final SymbolIndex symbols = Symbols.of(quoted.bitcoinSymbol() + "/2", quoted.etherSymbol() + "/2");
        final List<URI> bases = Arrays.stream(servers)
                .map(server -> server.uri(quoted.isEventStream() ? "http" : "ws", quoted.base()))
                .toList();
        final URI base = bases.get(0);
        final Venue usual = switch (quoted) {
            case PYTH -> new PythHermes(base, symbols, null);
            case BINANCE -> new BinanceMarkPrices(base, symbols);
            case COINBASE -> {
                final Venue patient = new CoinbaseTicker(base, symbols);
                yield patient.withLimits(patient.limits().withMaxBehind(Duration.ofSeconds(1)));
            }
            case DERIBIT -> new DeribitVenue(base, symbols);
            case CHAINLINK -> new ChainlinkVenue(bases, symbols, Credentials.parse("key\nsecret"));
        };
        final LiveContext context = new LiveContext(
                "quoted",
                SOURCE,
                usual.withLimits(other.apply(usual.limits())),
                symbols,
                new PricePublisher(port, WhenFull.CONFLATE),
                (source, atNs) -> downs.add(source),
                errors::add);
        return new LiveFeed(context, JdkTransport::new);
    }

    static void await(final BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
            assertFalse(Thread.currentThread().isInterrupted(), "what was waited for never came");
        }
    }

    /** A connection on which all is asked for as it should be, and confirmed. */
    static Script subscribed(final QuotedVenue venue) {
        if (venue.isEventStream()) {
            return new Script().eventStream();
        }
        final Script script = new Script().webSocket();
        if (venue == QuotedVenue.CHAINLINK) {
            script.signed(SIGNED);
        }
        for (int i = 0; i < venue.requests().size(); i++) {
            script.expect(venue.requests().get(i)).send(venue.answers().get(i));
        }
        return script;
    }

    static Script say(final Script script, final QuotedVenue venue, final List<String> messages) {
        if (!venue.isEventStream()) {
            return script.send(messages.toArray(String[]::new));
        }
        return script.text("data:" + String.join("\n\ndata:", messages) + "\n\n");
    }

    /** Round by round a second later, Bitcoin at 40,000 dollars and as many cents. */
    List<String> prices(final QuotedVenue venue, final int round) {
        return venue.prices(nowMs + 1_000L * round, FIRST_NUMBER + round, 4_000_000 + round, 200_000);
    }

    /** Bitcoin's prices that were published, in cents. */
    List<Long> bitcoins() {
        return port.published().stream()
                .filter(record -> record.price().priceId() == 1)
                .map(record -> record.price().value())
                .toList();
    }

    /** A header of a request, or null. */
    static String header(final String head, final String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse(null);
    }
}
