package io.plimsoll.daemon.feeds;

import io.plimsoll.feed.pace.Pace;
import java.nio.file.Path;
import java.util.List;

/**
 * A recorded file that plays as a live feed.
 *
 * @param file the file
 * @param pace when each tick is due
 * @param prices for a file that names no instrument: the price ids that it feeds
 */
public record FileFeedConfig(String name, int source, Path file, Pace pace, List<String> prices)
        implements FeedConfig {}
