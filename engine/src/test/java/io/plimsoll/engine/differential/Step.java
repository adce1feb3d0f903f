package io.plimsoll.engine.differential;

/** One record to come. What it says is decided only when its turn comes, from the state of that moment. */
@FunctionalInterface
interface Step {
    /** Writes exactly one record. */
    void write(InputRecords out);
}
