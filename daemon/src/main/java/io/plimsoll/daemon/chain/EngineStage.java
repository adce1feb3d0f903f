package io.plimsoll.daemon.chain;

import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.engine.InputHandler;
import io.plimsoll.protocol.Frame;
import org.agrona.DirectBuffer;

/** Second step of the chain: the engine, alone on its thread, applies each sequenced record and emits decisions. */
final class EngineStage {
    private final InputHandler engine;
    private final InputGate gate;
    private final TimedOrderSink sink;
    private final Progress progress;
    private final LatencyRecorders latency;

    EngineStage(
            final InputHandler engine,
            final InputGate gate,
            final TimedOrderSink sink,
            final Progress progress,
            final LatencyRecorders latency) {
        this.engine = engine;
        this.gate = gate;
        this.sink = sink;
        this.progress = progress;
        this.latency = latency;
    }

    void process(final RecordSlot slot) {
        if (slot.isEmpty()) {
            return; // a wake-up, which took no way worth measuring
        }
        gate.await(slot.sequencedTo);
        final long started = System.nanoTime();
        latency.record(Hop.SEQUENCE_TO_ENGINE, started - slot.sequencedNanoTime);
        sink.dueAt(slot.dueNanoTime);
        for (int i = 0; i < slot.controls.size(); i++) {
            final RecordSlot.ControlRecord control = slot.controls.get(i);
            apply(control.buffer(), control.length());
        }
        slot.controls.clear();
        if (slot.hasRecord()) {
            apply(slot.buffer, slot.recordLength());
        }
        final long done = System.nanoTime();
        latency.record(Hop.ENGINE, done - started);
        latency.record(Hop.TICK_TO_PROCESSED, done - slot.dueNanoTime);
    }

    private void apply(final DirectBuffer record, final int length) {
        engine.onEvent(record, 0, length, sink);
        progress.engineAt(Frame.sequence(record, 0), Frame.eventNs(record, 0));
    }
}
