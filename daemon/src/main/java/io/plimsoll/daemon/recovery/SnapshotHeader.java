package io.plimsoll.daemon.recovery;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.StateImage;

/**
 * Where in the journal a snapshot stands, and what its engine must hash to.
 *
 * @param rulesVersion of the engine that was written
 * @param inputSequence the last input in it, 0 for none
 * @param inputCrc CRC32C of that input
 * @param ordersSequence the last decision on those inputs, 0 for none
 * @param ordersCrc CRC32C of that decision's record
 * @param stateHash of the engine
 */
public record SnapshotHeader(
        int rulesVersion, long inputSequence, int inputCrc, long ordersSequence, int ordersCrc, long stateHash) {
    /** Before the first input. */
    public static final SnapshotHeader START = new SnapshotHeader(MarginEngine.RULES_VERSION, 0, 0, 0, 0, 0);

    /** The header itself, or the one that was written. */
    SnapshotHeader image(final StateImage image) {
        return new SnapshotHeader(
                image.number(rulesVersion),
                image.number(inputSequence),
                image.number(inputCrc),
                image.number(ordersSequence),
                image.number(ordersCrc),
                image.number(stateHash));
    }
}
