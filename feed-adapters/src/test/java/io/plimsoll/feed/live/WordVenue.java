package io.plimsoll.feed.live;

import io.plimsoll.feed.TickSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A venue whose messages are words, parted by semicolons: {@code ack 0 2}, {@code price BTC VALUE TIME SEQUENCE [NUMBER [PREVIOUS]]},
 * {@code reach BTC NUMBER}, {@code ask},
 * {@code refuse WHY}, {@code bye WHY}, {@code shut}, {@code bug}, {@code beat}. All else cannot be read.
 */
public class WordVenue implements Venue {
    /** Longer than any test: for those that are about something else. */
    public static final Duration NO_LIMIT = Duration.ofDays(3);

    static final VenueLimits PLAIN = new VenueLimits(1, Duration.ofSeconds(10), NO_LIMIT, null, null, 1000);

    private final SymbolIndex symbols;
    private final VenueLimits limits;
    private final int acknowledgements;
    final List<String> asked = new ArrayList<>();
    boolean keepsHistory;

    /** One with so many confirmations of what is asked of it. */
    public WordVenue(final SymbolIndex symbols, final VenueLimits limits, final int acknowledgements) {
        this.symbols = symbols;
        this.limits = limits;
        this.acknowledgements = acknowledgements;
    }

    @Override
    public Kind kind() {
        return Kind.WEB_SOCKET;
    }

    @Override
    public Endpoint endpoint(final int connection, final long nowMs) {
        return new Endpoint(
                URI.create("ws://venue-" + connection + "/path?key=hidden-in-query"),
                Map.of("Authorization", "Bearer hidden-in-header"));
    }

    @Override
    public List<String> subscription() {
        return List.of("subscribe one", "subscribe two");
    }

    @Override
    public int expectedAcknowledgements() {
        return acknowledgements;
    }

    @Override
    public String answer() {
        return "here";
    }

    @Override
    public FrameParser parser() {
        return (frame, offset, length, into) -> {
            for (final String words : new String(frame, offset, length, StandardCharsets.UTF_8).split(";", -1)) {
                read(words.split(" ", -1), into);
            }
        };
    }

    private void read(final String[] words, final FrameContent into) {
        switch (words[0]) {
            case "ack" -> Arrays.stream(words).skip(1).forEach(number -> into.acknowledge(Integer.parseInt(number)));
            case "price" -> price(words, into);
            case "ask" -> into.wantAnswer();
            case "refuse" -> into.refuse(words[1]);
            case "bye" -> into.close(words[1]);
            case "shut" -> into.addClosed();
            case "bug" -> throw new IllegalStateException("a defect of the parser");
            case "beat" -> {}
            case "reach" -> into.reach(symbol(words[1]), Long.parseLong(words[2]));
            default -> throw new MalformedFrameException(words[0], "a word");
        }
    }

    private void price(final String[] words, final FrameContent into) {
        final int symbol = symbol(words[1]);
        if (symbol == SymbolIndex.UNKNOWN) {
            into.addUnknown();
            return;
        }
        into.add()
                .price(symbol, Long.parseLong(words[2]), TickSource.NO_CONFIDENCE)
                .published(Long.parseLong(words[3]), Long.parseLong(words[4]))
                .counted(words.length > 5 ? Long.parseLong(words[5]) : Quote.UNCOUNTED)
                .after(words.length > 6 ? Long.parseLong(words[6]) : Quote.UNTOLD);
    }

    private int symbol(final String word) {
        final byte[] name = word.getBytes(StandardCharsets.UTF_8);
        return symbols.find(name, 0, name.length);
    }

    @Override
    public VenueLimits limits() {
        return limits;
    }

    @Override
    public Optional<Endpoint> backfill(final int symbol, final long afterNs, final long nowMs) {
        asked.add(symbols.name(symbol) + " after " + afterNs);
        return keepsHistory ? Optional.of(Endpoint.of(URI.create("http://history/"))) : Optional.empty();
    }
}
