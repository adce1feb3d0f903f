package io.plimsoll.feed.pyth;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Venue;
import io.plimsoll.feed.live.VenueLimits;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Pyth by Hermes' event stream. A symbol is a feed's id: 64 hexadecimal digits, large or small, with or without 0x. The stream confirms
 * nothing (it is asked to leave out ids that it does not know; older servers refuse them with status 404), is cut after a day, and asks for a key since August 2026.
 */
public final class PythHermes implements Venue {
    /** Where the network's own Hermes is. */
    public static final URI DEFAULT_BASE = URI.create("https://hermes.pyth.network");

    private static final int ID_DIGITS = 64;
    private static final Duration MAX_SILENCE = Duration.ofSeconds(10); // updates come several times a second
    private static final Duration MAX_PRICE_SILENCE = Duration.ofSeconds(60); // a feed that lives has one a second
    private static final Duration MAX_LIFE = Duration.ofHours(24); // that a connection is given
    private static final int MAX_FRAME_BYTES = 4 << 20; // about 3 KiB of proof and 0.5 KiB of numbers a feed

    private final URI stream;
    private final Map<String, String> headers;
    private final PythParser parser;

    /**
     * Checks the ids.
     *
     * @param base the address in front of {@code /v2}
     * @param symbols the feeds' ids
     * @param key what to show as {@code Authorization: Bearer}, never printed; null for a server that asks for none
     */
    public PythHermes(final URI base, final SymbolIndex symbols, final String key) {
        final Map<String, PriceId> feeds = new LinkedHashMap<>();
        final StringBuilder query = new StringBuilder();
        for (int i = 0; i < symbols.size(); i++) {
            final String id = digits(symbols.name(i));
            if (feeds.put(id, symbols.price(i)) != null) {
                throw new IllegalArgumentException("feed " + id + " is there twice");
            }
            query.append("ids%5B%5D=").append(id).append('&');
        }
        stream = URI.create(base + "/v2/updates/price/stream?" + query
                + "parsed=true&encoding=hex&allow_unordered=false&benchmarks_only=false&ignore_invalid_price_ids=true");
        headers = key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
        parser = new PythParser(new SymbolIndex(feeds));
    }

    private static String digits(final String symbol) {
        final String small = symbol.toLowerCase(Locale.ROOT);
        final String digits = small.startsWith("0x") ? small.substring(2) : small;
        if (digits.length() != ID_DIGITS
                || !digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException(
                    "'" + symbol + "' is no id of a Pyth feed; expected " + ID_DIGITS + " hexadecimal digits");
        }
        return digits;
    }

    @Override
    public Kind kind() {
        return Kind.EVENT_STREAM;
    }

    @Override
    public Endpoint endpoint(final int connection, final long nowMs) {
        return new Endpoint(stream, headers);
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
