package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.FormatException;
import java.io.IOException;

/** Where a reader reports the lines that it refused, what is missing, and that accounts are spoken of; called on the reader's thread. */
@FunctionalInterface
public interface LineErrors {
    /**
     * A line was refused, and nothing of it applied. Reading goes on unless this throws.
     *
     * @throws IOException when whoever should hear of it is gone
     */
    void onError(FormatException error) throws IOException;

    /**
     * A line was applied before which account records of its source are missing: the source's accounts are in doubt until their snapshots.
     *
     * @throws IOException when whoever should hear of it is gone
     */
    default void onGap() throws IOException {}

    /** An account record or a heartbeat was published. */
    default void onFact() {}
}
