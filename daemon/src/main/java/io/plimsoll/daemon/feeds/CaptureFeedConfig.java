package io.plimsoll.daemon.feeds;

import io.plimsoll.feed.pace.Pace;
import java.nio.file.Path;
import java.util.Map;

/**
 * A venue's captured messages that play as a live feed.
 *
 * @param venue how it spoke
 * @param symbols the venue's symbols, in the order given, and the price that each feeds
 * @param path a captured file, or the folder of several
 * @param recorded in a folder: which feed's files are meant, by the name that it was captured under
 * @param pace when each message is due
 */
public record CaptureFeedConfig(
        String name, int source, VenueType venue, Map<String, String> symbols, Path path, String recorded, Pace pace)
        implements FeedConfig {}
