package io.plimsoll.daemon.feeds;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A source of prices, as the daemon runs and shows it: on a thread of its own. Any thread may ask. */
public interface PriceFeed extends AutoCloseable {
    /** Name in the configuration. */
    String name();

    /** Begins, on a thread of its own. */
    void start();

    /** Prices put into the ring. */
    long published();

    /** Prices that a later one replaced before they reached the ring. */
    long conflated();

    /** Writes what belongs to this kind of feed alone, as fields of an object that is open. */
    void writeStatus(JsonGenerator json) throws IOException;

    /** Ends; what was read is in the ring. */
    @Override
    void close();
}
