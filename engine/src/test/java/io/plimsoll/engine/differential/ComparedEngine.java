package io.plimsoll.engine.differential;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.Finder;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import java.util.List;
import org.agrona.DirectBuffer;

/** An engine as the comparison sees it: a record in, values out. */
@FunctionalInterface
public interface ComparedEngine {
    /** Applies the record whose frame begins at {@code offset}; {@code length} includes the frame. */
    List<Output> onEvent(DirectBuffer buffer, int offset, int length);

    /** The fast engine, once with each {@link Finder}: they must say the same, and hold the same after it. */
    static ComparedEngine fast(final EngineCapacity capacity) {
        final MarginEngine index = new MarginEngine(capacity, Finder.INDEX);
        final MarginEngine sweep = new MarginEngine(capacity, Finder.SWEEP);
        final CapturingSink sink = new CapturingSink();
        return (buffer, offset, length) -> {
            index.onEvent(buffer, offset, length, sink);
            final List<Output> byIndex = sink.takeOutputs();
            sweep.onEvent(buffer, offset, length, sink);
            final List<Output> bySweep = sink.takeOutputs();
            if (!byIndex.equals(bySweep) || index.stateHash() != sweep.stateHash()) {
                throw new AssertionError("found by the index: " + byIndex + ", by a sweep: " + bySweep);
            }
            return byIndex;
        };
    }

    /** A naive engine in the fast one's place: its outputs, too, go through SBE and a sink. */
    static ComparedEngine naive(final NaiveMarginEngine engine) {
        final CapturingSink sink = new CapturingSink();
        final OutputEncoder encoder = new OutputEncoder(sink);
        return (buffer, offset, length) -> {
            engine.onEvent(buffer, offset, length).forEach(encoder::write);
            return sink.takeOutputs();
        };
    }
}
