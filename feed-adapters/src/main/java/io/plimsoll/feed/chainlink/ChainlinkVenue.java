package io.plimsoll.feed.chainlink;

import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Venue;
import io.plimsoll.feed.live.VenueLimits;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/**
 * Chainlink Data Streams: a WebSocket for each address, two of a single one, all of them giving every report. The feeds stand in the address, so nothing is
 * sent, and nothing confirmed. An address may name one of the venue's origins as its fragment ({@code wss://ws.dataengine.chain.link#001}),
 * which goes into the header by which the venue chooses it. One thread.
 */
public final class ChainlinkVenue implements Venue {
    /** Where everything is asked for unless the configuration says otherwise. */
    public static final URI DEFAULT_ADDRESS = URI.create("wss://ws.dataengine.chain.link");

    private static final String STREAM_PATH = "/api/v1/ws";
    private static final String PAGE_PATH = "/api/v1/reports/page";
    private static final String ORIGIN_HEADER = "X-Cll-Origin";
    private static final int LEAST_CONNECTIONS = 2; // one may fail, or lag, unnoticed
    private static final int PAGE_REPORTS = 100; // about as many seconds, 200 KB
    private static final int MAX_FRAME_BYTES = 1 << 20;
    private static final Duration MAX_SILENCE = Duration.ofSeconds(10); // a stream that lives has a report a second
    private static final Duration MAX_PRICE_SILENCE = Duration.ofSeconds(60);
    private static final Duration PING_EVERY = Duration.ofSeconds(2); // as the venue's own client does

    private final SymbolIndex symbols;
    private final List<URI> addresses;
    private final RequestSigner signer;
    private final ReportParser parser;

    /**
     * A venue that is asked at each of the addresses at once.
     *
     * @param addresses of the venue's WebSockets, which its connections take in turn; without a path, the venue's own is taken
     * @param symbols their names are feed ids
     * @throws IllegalArgumentException where a symbol is no feed id, or of a schema that is not read, or where there is no address
     */
    public ChainlinkVenue(final List<URI> addresses, final SymbolIndex symbols, final Credentials credentials) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no address; expected one at least");
        }
        this.symbols = symbols;
        this.addresses = List.copyOf(addresses);
        this.signer = new RequestSigner(credentials);
        this.parser = new ReportParser(symbols);
    }

    @Override
    public Kind kind() {
        return Kind.WEB_SOCKET;
    }

    @Override
    public Endpoint endpoint(final int connection, final long nowMs) {
        final URI address = addresses.get(connection % addresses.size());
        final StringJoiner feeds = new StringJoiner(",");
        for (int i = 0; i < symbols.size(); i++) {
            feeds.add(symbols.name(i));
        }
        final String path = hasPath(address) ? address.getRawPath() : STREAM_PATH;
        return signed(
                address, address.getScheme() + "://" + address.getRawAuthority() + path + "?feedIDs=" + feeds, nowMs);
    }

    private static boolean hasPath(final URI address) {
        return address.getRawPath() != null && address.getRawPath().length() > 1;
    }

    private Endpoint signed(final URI address, final String text, final long nowMs) {
        final URI uri = URI.create(text);
        final Map<String, String> headers = new HashMap<>(signer.get(uri, nowMs));
        if (address.getFragment() != null) {
            headers.put(ORIGIN_HEADER, address.getFragment());
        }
        return new Endpoint(uri, headers);
    }

    @Override
    public FrameParser parser() {
        return parser;
    }

    @Override
    public VenueLimits limits() {
        return new VenueLimits(
                Math.max(LEAST_CONNECTIONS, addresses.size()),
                MAX_SILENCE,
                MAX_PRICE_SILENCE,
                null,
                PING_EVERY,
                MAX_FRAME_BYTES);
    }

    /**
     * A page of reports, of the first address: the newest that fit in one, since the oldest of a long gap decide nothing any more. None for
     * a feed whose times are in milliseconds: in which unit its pages are asked for is not documented.
     */
    @Override
    public Optional<Endpoint> backfill(final int symbol, final long afterNs, final long nowMs) {
        if (FeedId.of(symbols.name(symbol)).inMillis()) {
            return Optional.empty();
        }
        final long afterS = TimeUnit.NANOSECONDS.toSeconds(afterNs)
                + 1; // times are whole seconds: the next report's is a later one
        final long fromS = Math.max(afterS, TimeUnit.MILLISECONDS.toSeconds(nowMs) - PAGE_REPORTS + 1);
        final URI address = addresses.get(0);
        final String scheme = address.getScheme().equals("ws") ? "http" : "https";
        final String authority = address.getRawAuthority().startsWith("ws.")
                ? "api" + address.getRawAuthority().substring(2)
                : address.getRawAuthority();
        final String query = "?feedID=" + symbols.name(symbol) + "&startTimestamp=" + fromS + "&limit=" + PAGE_REPORTS;
        return Optional.of(signed(address, scheme + "://" + authority + PAGE_PATH + query, nowMs));
    }
}
