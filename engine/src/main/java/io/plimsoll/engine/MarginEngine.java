package io.plimsoll.engine;

import org.agrona.DirectBuffer;

/** Placeholder of the public shape, replaced by the next commit. */
public final class MarginEngine {
    public MarginEngine(final EngineCapacity capacity) {}

    /** {@code offset} is where the frame begins, {@code length} the whole record, frame included. */
    public void onEvent(final DirectBuffer buffer, final int offset, final int length, final OrderSink sink) {}
}
