package io.plimsoll.feed.binance;

import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Venue;
import io.plimsoll.feed.live.VenueLimits;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Binance USD-M futures' mark price stream, once a second. A symbol is a contract's name and which of its prices: {@code BTCUSDT@mark},
 * {@code BTCUSDT@index}. The address names the contracts, so nothing is sent and nothing confirmed; a contract that does not exist is
 * silent. More contracts than the 200 streams of a connection are picked out of the stream of all. The venue pings every 3 minutes, cuts a
 * connection after a day, and sends no mark prices to an address without {@code /market}.
 */
public final class BinanceMarkPrices implements Venue {
    /** Where the streams of regular market data are. */
    public static final URI DEFAULT_BASE = URI.create("wss://fstream.binance.com/market");

    private static final int MAX_STREAMS = 200;
    private static final Duration MAX_SILENCE = Duration.ofSeconds(10); // every contract speaks once a second
    private static final Duration MAX_PRICE_SILENCE = Duration.ofSeconds(60); // one a second
    private static final Duration MAX_LIFE = Duration.ofHours(24); // that a connection is given
    private static final int MAX_FRAME_BYTES = 1 << 20; // all contracts are some hundreds, of 250 bytes each

    private final Endpoint endpoint;
    private final BinanceParser parser;

    /**
     * Checks the symbols.
     *
     * @param base the address in front of {@code /ws}
     * @param symbols contracts and which of their prices
     */
    public BinanceMarkPrices(final URI base, final SymbolIndex symbols) {
        final Contracts contracts = new Contracts(symbols);
        endpoint = Endpoint.of(URI.create(base + "/ws/" + streams(contracts)));
        parser = new BinanceParser(contracts);
    }

    private static String streams(final Contracts contracts) {
        if (contracts.size() > MAX_STREAMS) {
            return "!markPrice@arr@1s";
        }
        final StringBuilder streams = new StringBuilder();
        for (int contract = 0; contract < contracts.size(); contract++) {
            final String name = contracts.name(contract).toLowerCase(Locale.ROOT);
            streams.append(contract == 0 ? "" : "/")
                    .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append("@markPrice@1s");
        }
        return streams.toString();
    }

    @Override
    public Kind kind() {
        return Kind.WEB_SOCKET;
    }

    @Override
    public Endpoint endpoint(final int connection, final long nowMs) {
        return endpoint;
    }

    @Override
    public FrameParser parser() {
        return parser;
    }

    @Override
    public VenueLimits limits() {
        return new VenueLimits(1, MAX_SILENCE, MAX_PRICE_SILENCE, MAX_LIFE, null, MAX_FRAME_BYTES);
    }
}
