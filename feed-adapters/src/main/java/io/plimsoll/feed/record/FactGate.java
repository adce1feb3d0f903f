package io.plimsoll.feed.record;

import io.plimsoll.protocol.VenueRecord;

/** Says whether an account record may go on to the ring. Asked once for each, in order, by the thread that reads them. */
@FunctionalInterface
public interface FactGate {
    /** Every one may: where the stream is persisted, what is missing in it is missing for ever, which is the engine's to judge. */
    FactGate OPEN = fact -> true;

    /** Whether the record, which has been checked, goes on; one that does not is forgotten. */
    boolean admits(VenueRecord fact);

    /** Whether nothing is known to be missing that may still come. */
    default boolean isWhole() {
        return true;
    }
}
