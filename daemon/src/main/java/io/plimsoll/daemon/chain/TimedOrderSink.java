package io.plimsoll.daemon.chain;

import io.plimsoll.engine.OrderSink;

/** A sink that knows when the cause of what it is given was due, so that the whole way can be measured. Engine thread. */
interface TimedOrderSink extends OrderSink {
    /** {@link System#nanoTime()} at which the record now being processed was due. */
    void dueAt(long nanoTime);
}
