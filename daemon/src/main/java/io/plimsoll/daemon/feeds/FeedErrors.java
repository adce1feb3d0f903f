package io.plimsoll.daemon.feeds;

/** Where price feeds tell of what must not happen. Any thread. */
public interface FeedErrors {
    /** A live feed met a fault and goes on with its next message. */
    void met(String feed, Throwable cause);

    /** A recorded feed has ended by one. */
    void ended(String feed, Throwable cause);
}
