package io.plimsoll.engine.differential;

import io.plimsoll.engine.EngineCapacity;
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
        return new BothFinders(capacity);
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
