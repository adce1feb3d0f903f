package io.plimsoll.daemon.feeds;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PriceIds;
import java.io.IOException;
import org.agrona.concurrent.EpochNanoClock;

/** Makes the running feed of a configured one. Stateless. */
public final class PriceFeeds {
    private PriceFeeds() {}

    /**
     * A feed that has not begun.
     *
     * @param prices what symbols price
     * @param clock the time of day, which live feeds measure ages against
     * @param errors told of faults, by what they mean for such a feed
     */
    public static PriceFeed open(
            final FeedConfig feed,
            final PriceIds prices,
            final InputPort port,
            final EpochNanoClock clock,
            final FeedErrors errors)
            throws IOException {
        if (feed instanceof FileFeedConfig file) {
            return new FileFeed(file, prices, port, errors::ended);
        }
        if (feed instanceof CaptureFeedConfig capture) {
            return new CaptureFeed(capture, prices, port, errors::ended);
        }
        final LiveFeedConfig live = (LiveFeedConfig) feed;
        return new LivePriceFeed(live, prices, port, clock, live.capture(), errors::met);
    }
}
