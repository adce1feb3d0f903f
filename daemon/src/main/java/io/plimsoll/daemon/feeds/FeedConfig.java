package io.plimsoll.daemon.feeds;

/** A price feed as the operator configured it. */
public sealed interface FeedConfig permits FileFeedConfig, CaptureFeedConfig, LiveFeedConfig {
    /** For status, messages and the thread. */
    String name();

    /** Number that its prices carry in the journal. */
    int source();
}
