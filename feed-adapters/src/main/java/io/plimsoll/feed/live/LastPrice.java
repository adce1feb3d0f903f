package io.plimsoll.feed.live;

/** The last price of a symbol that was published: written by the source's thread, read by any, whole. */
final class LastPrice {
    private boolean any;
    private long value;
    private long publishNs;
    private long receiveNs;

    // Uncontended but when somebody reads: tens of nanoseconds, and nothing allocated.
    synchronized void set(final long mantissa, final long publishedNs, final long receivedNs) {
        any = true;
        value = mantissa;
        publishNs = publishedNs;
        receiveNs = receivedNs;
    }

    /** Null before the first price. */
    synchronized SymbolPrice read() {
        return any ? new SymbolPrice(value, publishNs, receiveNs) : null;
    }
}
