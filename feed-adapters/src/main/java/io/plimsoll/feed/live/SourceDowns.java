package io.plimsoll.feed.live;

/** Where a source says that it gives no prices until the next one. Called on the source's thread. */
@FunctionalInterface
public interface SourceDowns {
    /**
     * The source went down; its prices before this are in the ring already.
     *
     * @param source number of the oracle source
     * @param atNs the wall clock, nanoseconds since the Unix epoch
     */
    void down(int source, long atNs);
}
