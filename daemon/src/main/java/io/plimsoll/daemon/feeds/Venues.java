package io.plimsoll.daemon.feeds;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PriceIds;
import io.plimsoll.feed.binance.BinanceMarkPrices;
import io.plimsoll.feed.chainlink.ChainlinkVenue;
import io.plimsoll.feed.chainlink.Credentials;
import io.plimsoll.feed.coinbase.CoinbaseTicker;
import io.plimsoll.feed.deribit.DeribitVenue;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Venue;
import io.plimsoll.feed.live.VenueLimits;
import io.plimsoll.feed.pyth.PythHermes;
import io.plimsoll.journal.config.UserError;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the venue that a feed names. Stateless. */
final class Venues {
    private Venues() {}

    /** A feed's symbols and what they price. */
    static SymbolIndex symbols(final Map<String, String> priceOf, final PriceIds prices) {
        final Map<String, PriceId> symbols = new LinkedHashMap<>();
        priceOf.forEach((symbol, price) -> symbols.put(symbol, prices.priceId(price)));
        return new SymbolIndex(symbols);
    }

    /**
     * Whether a venue can have symbols of those names.
     *
     * @throws IllegalArgumentException where it cannot
     */
    static void check(final VenueType venue, final Map<String, String> priceOf) {
        final Venue ignored = captured(venue, symbols(priceOf, price -> new PriceId(1, 0)));
    }

    /** A venue whose messages were captured: nobody connects to it, and it is shown no secret. */
    static Venue captured(final VenueType venue, final SymbolIndex symbols) {
        return switch (venue) {
            case PYTH -> new PythHermes(PythHermes.DEFAULT_BASE, symbols, null);
            case BINANCE -> new BinanceMarkPrices(BinanceMarkPrices.DEFAULT_BASE, symbols);
            case COINBASE -> new CoinbaseTicker(CoinbaseTicker.DEFAULT_BASE, symbols);
            case DERIBIT -> new DeribitVenue(DeribitVenue.DEFAULT_ADDRESS, symbols);
            case CHAINLINK ->
                new ChainlinkVenue(List.of(ChainlinkVenue.DEFAULT_ADDRESS), symbols, Credentials.parse("none\nnone"));
        };
    }

    /**
     * The venue.
     *
     * @param environment where a secret may stand
     * @throws UserError where a symbol, an address or the secret is not what the venue wants
     */
    static Venue of(final LiveFeedConfig feed, final SymbolIndex symbols, final Map<String, String> environment) {
        final Optional<String> secret = feed.secret().map(place -> place.read(environment));
        try {
            final Venue venue = make(feed, symbols, secret);
            return venue.withLimits(limits(feed, venue.limits()));
        } catch (final IllegalArgumentException e) {
            throw new UserError("feed '" + feed.name() + "': " + e.getMessage());
        }
    }

    private static VenueLimits limits(final LiveFeedConfig feed, final VenueLimits own) {
        VenueLimits limits = own;
        limits = feed.maxSilence().map(limits::withMaxSilence).orElse(limits);
        limits = feed.maxPriceSilence().map(limits::withMaxPriceSilence).orElse(limits);
        limits = feed.maxBehind().map(limits::withMaxBehind).orElse(limits);
        return feed.connections().isPresent()
                ? limits.withConnections(feed.connections().getAsInt())
                : limits;
    }

    private static Venue make(final LiveFeedConfig feed, final SymbolIndex symbols, final Optional<String> secret) {
        return switch (feed.venue()) {
            case PYTH -> new PythHermes(url(feed, PythHermes.DEFAULT_BASE), symbols, secret.orElse(null));
            case BINANCE -> {
                refuse(secret);
                yield new BinanceMarkPrices(url(feed, BinanceMarkPrices.DEFAULT_BASE), symbols);
            }
            case COINBASE -> {
                refuse(secret);
                yield new CoinbaseTicker(url(feed, CoinbaseTicker.DEFAULT_BASE), symbols);
            }
            case DERIBIT -> {
                refuse(secret);
                yield new DeribitVenue(url(feed, DeribitVenue.DEFAULT_ADDRESS), symbols);
            }
            case CHAINLINK ->
                new ChainlinkVenue(
                        feed.urls().isEmpty() ? List.of(ChainlinkVenue.DEFAULT_ADDRESS) : feed.urls(),
                        symbols,
                        Credentials.parse(secret.orElseThrow(
                                () -> new IllegalArgumentException("no secret, expected a key id and a secret"))));
        };
    }

    private static URI url(final LiveFeedConfig feed, final URI fallback) {
        if (feed.urls().size() > 1) {
            throw new IllegalArgumentException(feed.urls().size() + " addresses, expected one");
        }
        return feed.urls().isEmpty() ? fallback : feed.urls().get(0);
    }

    // Handed to a venue that wants none, it would be there for no reason, or meant for another feed.
    private static void refuse(final Optional<String> secret) {
        if (secret.isPresent()) {
            throw new IllegalArgumentException("a secret, which this venue does not ask for");
        }
    }
}
