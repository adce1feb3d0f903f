package io.plimsoll.daemon.run;

import io.plimsoll.daemon.feeds.FeedConfig;
import io.plimsoll.daemon.feeds.LiveFeedConfig;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceConfig;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceType;
import io.plimsoll.engine.MarginView;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.SourceStates;
import io.plimsoll.feed.WhenFull;
import java.util.List;
import org.agrona.collections.IntHashSet;

/**
 * Price sources that an earlier run heard on a socket, over Aeron or of a recording that played. Such a link keeps nothing, and a recording
 * begins anew, so that what was said since is lost, and they may never come back: a start tells that they are down until they speak. Live
 * feeds tell it of their own sources; where a queue is read, whose last prices stand as they stood, nobody knows by which way a source came
 * that is no feed's, and it is left to its guard. The starting thread.
 */
final class Unheard {
    private final IntHashSet sources = new IntHashSet();
    private final InputPort port;

    Unheard(
            final List<AccountSourceConfig> links,
            final List<FeedConfig> feeds,
            final MarginView view,
            final Names names,
            final InputPort port) {
        this.port = port;
        final boolean isQueueRead = links.stream().anyMatch(link -> link.type() == AccountSourceType.QUEUE);
        final IntHashSet played = new IntHashSet();
        final IntHashSet live = new IntHashSet();
        feeds.forEach(feed -> (feed instanceof LiveFeedConfig ? live : played).add(feed.source()));
        names.forEachPrice(id -> view.forEachLastTick(id, (source, publishNs, sequence) -> {
            if (!live.contains(source) && (!isQueueRead || played.contains(source))) {
                sources.add(source);
            }
        }));
    }

    /** Puts it into the ring. */
    void tell() {
        final SourceStates states = new SourceStates(port, new PricePublisher(port, WhenFull.WAIT));
        sources.forEachInt(source -> states.down(source, System.nanoTime(), InputPort.LIVE_TIME));
    }
}
