package io.plimsoll.engine;

import org.agrona.DirectBuffer;

/** What the chain drives: takes each sequenced record, in order, on one thread, and answers into the sink. */
@FunctionalInterface
public interface InputHandler {
    /**
     * Applies one input record and emits what follows.
     *
     * @param buffer holds the record
     * @param offset where its frame begins
     * @param length bytes of frame and message
     * @param sink takes the outputs, in order
     */
    void onEvent(DirectBuffer buffer, int offset, int length, OrderSink sink);
}
