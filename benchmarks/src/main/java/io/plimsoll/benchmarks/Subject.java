package io.plimsoll.benchmarks;

import io.plimsoll.engine.InputHandler;

/** An engine that is measured, and what it has counted since it was made. */
interface Subject extends InputHandler {
    /** Prices taken. */
    long ticks();

    /** Units looked at, by estimate or exactly. */
    long found();

    /** Units valued exactly. */
    long exact();

    /** Units that wait for their turn to be liquidated, now. */
    long waiting();

    /** Why the last definitions were refused; null: they were not. */
    String defect();
}
