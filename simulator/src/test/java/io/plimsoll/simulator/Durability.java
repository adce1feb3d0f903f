package io.plimsoll.simulator;

/** What the machine promises of a record that it has acted on, as the setting of the same name. */
public enum Durability {
    /** Survives the death of the process. */
    PAGE_CACHE,
    /** Survives a loss of power: many records are taken to the disk together, at the latest before an order follows from one. */
    BATCH_SYNC,
    /** Survives a loss of power: each record is taken to the disk before anything else. */
    EACH_SYNC
}
