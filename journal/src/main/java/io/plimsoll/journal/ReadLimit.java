package io.plimsoll.journal;

/** How far a reader may go, although more is there. The reader's thread. */
@FunctionalInterface
public interface ReadLimit extends AutoCloseable {
    /** Lets a reader see everything. */
    ReadLimit NONE = () -> Long.MAX_VALUE;

    /** Sequence of the last record that may be delivered now; never falls. */
    long lastSequence();

    /** The reader goes. */
    @Override
    default void close() {
        // nothing is held
    }
}
