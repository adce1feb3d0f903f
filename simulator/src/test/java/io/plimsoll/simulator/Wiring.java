package io.plimsoll.simulator;

import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.engine.InputHandler;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.simulator.disk.FrameCheck;

/** What a machine puts between its parts: nothing, unless a bug is planted. The only place where one can be. */
public interface Wiring {
    /** No bug. */
    Wiring HEALTHY = new Wiring() {};

    /** What readers and writers demand of a record. */
    default FrameCheck frameCheck() {
        return FrameCheck.WHOLE;
    }

    /** Where the chain appends inputs. */
    default FrameLogWriter inputs(final FrameLogWriter writer) {
        return writer;
    }

    /**
     * Where the chain appends decisions.
     *
     * @param firstInput sequence of the first input of this run
     */
    default FrameLogWriter orders(final FrameLogWriter writer, final long firstInput) {
        return writer;
    }

    /**
     * Where the follower keeps its snapshots, and where recovery finds them.
     *
     * @param logs what they are of
     */
    default SnapshotStore snapshots(final SnapshotStore store, final ReadableLogs logs) {
        return store;
    }

    /** What takes a log to the disk. */
    default Runnable sync(final Runnable sync) {
        return sync;
    }

    /** What the chain gives its inputs to. */
    default InputHandler engine(final InputHandler engine) {
        return engine;
    }
}
