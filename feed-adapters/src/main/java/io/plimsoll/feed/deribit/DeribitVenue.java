package io.plimsoll.feed.deribit;

import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Venue;
import io.plimsoll.feed.live.VenueLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Deribit's public market data. Heartbeats are asked for before anything else, so that silence tells something; all channels are
 * subscribed to in one request, of which the venue takes about three a second. One thread.
 */
public final class DeribitVenue implements Venue {
    /** Where it is unless the configuration says otherwise. */
    public static final URI DEFAULT_ADDRESS = URI.create("wss://www.deribit.com/ws/api/v2");

    private static final int HEARTBEAT_SECONDS = 10; // the shortest that the venue takes
    private static final Duration MAX_SILENCE = Duration.ofSeconds(2 * HEARTBEAT_SECONDS + 5L); // one lost, one late
    private static final Duration MAX_PRICE_SILENCE = Duration.ofSeconds(60); // an index moves each second
    private static final int MAX_FRAME_BYTES = 1 << 20; // the answer to the subscription names every channel

    private static final String HEARTBEAT = request("1", "public/set_heartbeat", "\"interval\":" + HEARTBEAT_SECONDS);
    private static final String TEST = request("3", "public/test", "");

    private final URI address;
    private final Channels channels;
    private final RpcParser parser;

    /**
     * A venue that is asked at one address.
     *
     * @param address of the venue's WebSocket
     * @param symbols names of indices and instruments, as the package says
     * @throws IllegalArgumentException where a symbol is no such name
     */
    public DeribitVenue(final URI address, final SymbolIndex symbols) {
        this.address = address;
        this.channels = new Channels(symbols);
        this.parser = new RpcParser(symbols, channels);
    }

    private static String request(final String id, final String method, final String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}";
    }

    @Override
    public Kind kind() {
        return Kind.WEB_SOCKET;
    }

    @Override
    public Endpoint endpoint(final int connection, final long nowMs) {
        return Endpoint.of(address);
    }

    @Override
    public List<String> subscription() {
        final String names = channels.names().stream()
                .map(name -> '"' + name + '"') // letters, digits and a few signs: nothing to escape
                .collect(Collectors.joining(","));
        return List.of(HEARTBEAT, request(RpcParser.SUBSCRIBE_ID, "public/subscribe", "\"channels\":[" + names + "]"));
    }

    @Override
    public int expectedAcknowledgements() {
        return channels.names().size();
    }

    @Override
    public String answer() {
        return TEST;
    }

    @Override
    public FrameParser parser() {
        return parser;
    }

    @Override
    public VenueLimits limits() {
        return new VenueLimits(1, MAX_SILENCE, MAX_PRICE_SILENCE, null, null, MAX_FRAME_BYTES);
    }
}
