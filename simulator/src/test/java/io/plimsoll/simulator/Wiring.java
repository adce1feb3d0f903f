package io.plimsoll.simulator;

import io.plimsoll.engine.InputHandler;
import io.plimsoll.journal.FrameLogWriter;
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

    /** What the chain gives its inputs to. */
    default InputHandler engine(final InputHandler engine) {
        return engine;
    }
}
