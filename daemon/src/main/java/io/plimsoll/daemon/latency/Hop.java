package io.plimsoll.daemon.latency;

/**
 * The measured stretches of the way from a tick to an order; each has one writing thread, its own recorder and .hlog file. The first three
 * follow one another without a gap and make up {@link #TICK_TO_PROCESSED}.
 */
public enum Hop {
    /** From the moment a record was due (received, or wanted by the schedule) to its sequencing. */
    RECEIVE_TO_SEQUENCE("receive-sequence"),
    /** From sequencing, its append to {@code inputs} included, to the engine. */
    SEQUENCE_TO_ENGINE("sequence-engine"),
    /** The engine's own work on one record, appends of its outputs included where they are inline. */
    ENGINE("engine"),
    /** From the engine's decision to the order standing in {@code orders}. */
    ENGINE_TO_ORDERS("engine-orders"),
    /** From the moment a record was due to the end of the engine's work on it, whether or not it caused an order. */
    TICK_TO_PROCESSED("tick-processed"),
    /** From the moment a record was due to the order it caused standing in {@code orders}. */
    TICK_TO_ORDER("tick-order");

    private final String label;

    Hop(final String label) {
        this.label = label;
    }

    /** The name in files, JSON and plots. */
    public String label() {
        return label;
    }
}
