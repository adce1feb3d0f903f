package io.plimsoll.daemon.chain;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.Frame;

/**
 * An input port straight into an engine, on the caller's thread, with no ring and no journal: for margin reports and checks,
 * where nobody waits and nothing is kept.
 */
public final class EngineInput extends OneSlotPort {
    private final MarginEngine engine;
    private final OrderSink decisions;
    private long sequence;
    private long eventNs;
    private int crc;

    /** Decisions are dropped. */
    public EngineInput(final MarginEngine engine) {
        this(engine, new DiscardingSink());
    }

    public EngineInput(final MarginEngine engine, final OrderSink decisions) {
        this(engine, decisions, 0);
    }

    /** Into an engine that has inputs up to a sequence in it. */
    public EngineInput(final MarginEngine engine, final OrderSink decisions, final long afterSequence) {
        this.engine = engine;
        this.decisions = decisions;
        sequence = afterSequence;
    }

    @Override
    public void publish(final long slot, final int length, final long dueNanoTime, final long recordEventNs) {
        if (length > 0) {
            eventNs = Math.max(eventNs, recordEventNs);
            crc = Frame.seal(record, 0, length, ++sequence, eventNs, crc);
            engine.onEvent(record, 0, Frame.HEADER_LENGTH + length, decisions);
        }
    }
}
