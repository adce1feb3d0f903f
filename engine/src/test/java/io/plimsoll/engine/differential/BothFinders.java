package io.plimsoll.engine.differential;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.Finder;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.Output;
import java.util.List;
import org.agrona.DirectBuffer;

/** The fast engine twice, once with each finder: they must say the same, and hold the same. */
final class BothFinders implements ComparedEngine {
    /** One record in so many, since a hash costs more than a record: states that differ once do so until something is said of it. */
    private static final int HASHED = 4;

    private final MarginEngine index;
    private final MarginEngine sweep;
    private final CapturingSink sink = new CapturingSink();
    private long applied;

    BothFinders(final EngineCapacity capacity) {
        index = new MarginEngine(capacity, Finder.INDEX);
        sweep = new MarginEngine(capacity, Finder.SWEEP);
    }

    @Override
    public List<Output> onEvent(final DirectBuffer buffer, final int offset, final int length) {
        index.onEvent(buffer, offset, length, sink);
        final List<Output> byIndex = sink.takeOutputs();
        sweep.onEvent(buffer, offset, length, sink);
        final List<Output> bySweep = sink.takeOutputs();
        if (!byIndex.equals(bySweep)) {
            throw new AssertionError("found by the index: " + byIndex + ", by a sweep: " + bySweep);
        }
        applied++;
        if (applied % HASHED == 0 && index.stateHash() != sweep.stateHash()) {
            throw new AssertionError("another state of the index than of a sweep, after the same outputs");
        }
        return byIndex;
    }
}
