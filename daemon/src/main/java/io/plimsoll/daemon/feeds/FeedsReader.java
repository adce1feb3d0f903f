package io.plimsoll.daemon.feeds;

import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.journal.config.YamlSection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code feeds:} of a configuration, strictly: what is unknown, twice there or out of bounds is told with file and line. */
public final class FeedsReader {
    private static final String FILE = "file";
    private static final String CAPTURE = "capture";
    private static final int MOST_CONNECTIONS = 4;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final DefinitionSet definitions;
    private final Set<String> names = new HashSet<>();
    private final Set<Integer> sources = new HashSet<>();

    private FeedsReader(final DefinitionSet definitions) {
        this.definitions = definitions;
    }

    /** Every feed of a configuration, in its order. */
    public static List<FeedConfig> read(final YamlSection yaml, final DefinitionSet definitions) {
        final FeedsReader reader = new FeedsReader(definitions);
        final List<FeedConfig> feeds = new ArrayList<>();
        for (final YamlSection feed : yaml.sections("feeds")) {
            feeds.add(reader.feed(feed));
            feed.end();
        }
        return List.copyOf(feeds);
    }

    private FeedConfig feed(final YamlSection feed) {
        final String type = feed.text("type");
        final String name = feed.text("name");
        final int source = feed.integer("source", 1, PricePublisher.MAX_SOURCE);
        if (!names.add(name)) {
            throw feed.bad("name", "'" + name + "', which another feed is called already");
        }
        if (!sources.add(source)) {
            throw feed.bad("source", source + ", which another feed has already: guards count sources by it");
        }
        return switch (type) {
            case FILE -> file(feed, name, source);
            case CAPTURE -> capture(feed, name, source);
            default -> live(feed, name, source, venue(feed, "type", FILE + " " + CAPTURE + " "));
        };
    }

    private static VenueType venue(final YamlSection feed, final String key, final String others) {
        final StringBuilder names = new StringBuilder(others);
        for (final VenueType venue : VenueType.values()) {
            final String name = venue.name().toLowerCase(Locale.ROOT);
            if (name.equals(feed.text(key))) {
                return venue;
            }
            names.append(name).append(' ');
        }
        throw feed.bad(
                key,
                "'" + feed.text(key) + "', expected one of " + names.toString().strip());
    }

    private FileFeedConfig file(final YamlSection feed, final String name, final int source) {
        final List<String> prices = new ArrayList<>();
        if (feed.has("prices")) {
            for (final String symbol : feed.text("prices").split(",", -1)) {
                requirePrice(feed, "prices", symbol.strip());
                if (prices.contains(symbol.strip())) {
                    throw feed.bad("prices", "a list that names '" + symbol.strip() + "' twice");
                }
                prices.add(symbol.strip());
            }
        }
        return new FileFeedConfig(name, source, feed.path("path"), pace(feed), prices);
    }

    private static Pace pace(final YamlSection feed) {
        try {
            return Pace.parse(feed.text("pace"));
        } catch (final IllegalArgumentException e) {
            throw feed.bad("pace", "not usable: " + e.getMessage());
        }
    }

    private CaptureFeedConfig capture(final YamlSection feed, final String name, final int source) {
        final VenueType venue = venue(feed, "venue", "");
        return new CaptureFeedConfig(
                name, source, venue, symbols(feed, venue), feed.path("path"), feed.text("recorded", name), pace(feed));
    }

    private LiveFeedConfig live(final YamlSection feed, final String name, final int source, final VenueType venue) {
        final List<URI> urls = urls(feed, venue);
        if (feed.has("maxBehind") && venue != VenueType.COINBASE) {
            throw feed.bad(
                    "maxBehind", "a time, though of these venues coinbase alone tells how far its prices have come");
        }
        return new LiveFeedConfig(
                name,
                source,
                venue,
                urls,
                secret(feed),
                symbols(feed, venue),
                silence(feed, "maxSilence", Duration.ofMillis(100), Duration.ofHours(24)),
                silence(feed, "maxPriceSilence", Duration.ofSeconds(1), Duration.ofDays(7)),
                silence(feed, "maxBehind", Duration.ofSeconds(1), Duration.ofDays(7)),
                feed.has("connections")
                        ? OptionalInt.of(feed.integer("connections", Math.max(1, urls.size()), MOST_CONNECTIONS))
                        : OptionalInt.empty(),
                feed.has("capture") ? Optional.of(feed.path("capture")) : Optional.<Path>empty());
    }

    private Map<String, String> symbols(final YamlSection feed, final VenueType venue) {
        final Map<String, String> symbols = new LinkedHashMap<>();
        for (final YamlSection line : feed.sections("symbols")) {
            final String symbol = line.text("symbol");
            final String price = line.text("price");
            requirePrice(line, "price", price);
            if (symbols.containsKey(symbol)) {
                throw line.bad("symbol", "'" + symbol + "', which this feed has already");
            }
            if (symbols.containsValue(price)) {
                throw line.bad(
                        "price", "'" + price + "', which another symbol of this feed gives: it would have two at once");
            }
            symbols.put(symbol, price);
            try {
                Venues.check(venue, Map.of(symbol, price));
            } catch (final IllegalArgumentException e) {
                throw line.bad("symbol", "not usable: " + e.getMessage());
            }
            line.end();
        }
        if (symbols.isEmpty()) {
            throw feed.missing("symbols", "a list of the venue's symbols and the prices that they feed");
        }
        return symbols;
    }

    private void requirePrice(final YamlSection section, final String key, final String symbol) {
        if (definitions.price(symbol) == null) {
            throw section.bad(key, "'" + symbol + "', which no asset or instrument names");
        }
    }

    private static List<URI> urls(final YamlSection feed, final VenueType venue) {
        final List<URI> urls = new ArrayList<>();
        if (feed.has("url")) {
            for (final String text : feed.text("url").split(",", -1)) {
                urls.add(url(feed, venue, text.strip()));
            }
        }
        return urls;
    }

    // Prices decide about money: nobody between the venue and the daemon may write them.
    private static URI url(final YamlSection feed, final VenueType venue, final String text) {
        final String expected =
                "expected " + venue.scheme() + ":// and a host (" + venue.plainScheme() + ":// on loopback)";
        try {
            final URI url = new URI(text);
            if (url.getRawUserInfo() != null || url.getRawQuery() != null) {
                throw feed.bad(
                        "url",
                        "an address with a user or a query in it, which would be shown: 'secret' is for what is"); // not shown
            }
            if (url.getScheme() != null && url.getHost() != null && isSafe(url, venue)) {
                return url;
            }
        } catch (final URISyntaxException e) {
            throw feed.bad(
                    "url",
                    "no address: " + e.getReason() + " at character " + e.getIndex() + ", "
                            + expected); // a password in it is not shown
        }
        throw feed.bad("url", "'" + text + "', " + expected);
    }

    private static boolean isSafe(final URI url, final VenueType venue) {
        return url.getScheme().equals(venue.scheme())
                || (url.getScheme().equals(venue.plainScheme()) && LOOPBACK.contains(url.getHost()));
    }

    private static Optional<SecretPlace> secret(final YamlSection feed) {
        return feed.has("secret") ? Optional.of(SecretPlace.read(feed, "secret")) : Optional.empty();
    }

    private static Optional<Duration> silence(
            final YamlSection feed, final String key, final Duration least, final Duration most) {
        if (!feed.has(key)) {
            return Optional.empty();
        }
        final Duration silence = Duration.ofNanos(feed.durationNs(key));
        if (silence.compareTo(least) < 0 || silence.compareTo(most) > 0) {
            throw feed.bad(key, "not from " + plain(least) + " to " + plain(most));
        }
        return Optional.of(silence);
    }

    private static String plain(final Duration time) {
        if (time.toMillis() < 1_000) {
            return time.toMillis() + "ms";
        }
        return time.toHours() == 0 ? time.toSeconds() + "s" : time.toHours() + "h";
    }
}
