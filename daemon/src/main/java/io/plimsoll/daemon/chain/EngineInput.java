package io.plimsoll.daemon.chain;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.Frame;

/**
 * An input port straight into an engine, on the caller's thread, with no ring and no journal: for margin reports and checks,
 * where nobody waits and nothing is kept. Outputs are dropped.
 */
public final class EngineInput extends OneSlotPort {
    private final MarginEngine engine;
    private final OrderSink nowhere = new DiscardingSink();
    private long sequence;
    private long eventNs;
    private int crc;

    public EngineInput(final MarginEngine engine) {
        this.engine = engine;
    }

    @Override
    public void publish(final long slot, final int length, final long dueNanoTime, final long recordEventNs) {
        if (length > 0) {
            eventNs = Math.max(eventNs, recordEventNs);
            crc = Frame.seal(record, 0, length, ++sequence, eventNs, crc);
            engine.onEvent(record, 0, Frame.HEADER_LENGTH + length, nowhere);
        }
    }
}
