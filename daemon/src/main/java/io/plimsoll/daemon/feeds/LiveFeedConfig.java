package io.plimsoll.daemon.feeds;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A venue that is listened to while the daemon runs.
 *
 * @param venue how it speaks
 * @param urls where it is, several for one that has several origins; empty: the venue's own address
 * @param secret what it wants to be shown, if anything
 * @param symbols the venue's symbols, in the order given, and the price that each feeds
 * @param maxSilence for how long a connection may say nothing; empty: as long as the venue's page says
 * @param maxPriceSilence for how long a connection may give no price; empty: as long as the venue's page says
 * @param maxBehind for how long a price may be missing that the venue says it has sent; empty: as long as the venue's page says
 * @param connections how many at once; empty: as many as the venue's page says
 * @param capture where raw messages are kept, if at all
 */
public record LiveFeedConfig(
        String name,
        int source,
        VenueType venue,
        List<URI> urls,
        Optional<SecretPlace> secret,
        Map<String, String> symbols,
        Optional<Duration> maxSilence,
        Optional<Duration> maxPriceSilence,
        Optional<Duration> maxBehind,
        OptionalInt connections,
        Optional<Path> capture)
        implements FeedConfig {}
