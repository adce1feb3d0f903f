package io.plimsoll.daemon.chain;

import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.feed.InputPort;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.protocol.Frame;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * First step of the chain: gives each record its sequence, its event time and its checksums, and appends it to {@code inputs}.
 * Control records go before the data that waits. One thread; owns the inputs writer.
 */
final class Sequencer {
    private final FrameLogWriter inputs;
    private final ControlLane controlLane;
    private final InputGate gate;
    private final EpochNanoClock clock;
    private final LatencyRecorders latency;
    private long sequence;
    private long eventNs;
    private int crc;

    Sequencer(
            final FrameLogWriter inputs,
            final ControlLane controlLane,
            final InputGate gate,
            final EpochNanoClock clock,
            final LatencyRecorders latency) {
        this.inputs = inputs;
        this.controlLane = controlLane;
        this.gate = gate;
        this.clock = clock;
        this.latency = latency;
        this.sequence = inputs.lastSequence();
        this.eventNs = inputs.lastEventNs();
        this.crc = inputs.lastCrc();
    }

    void sequence(final RecordSlot slot) {
        final long now = System.nanoTime();
        slot.sequencedNanoTime = now;
        final boolean isDueNow = slot.dueNanoTime == InputPort.WHEN_TAKEN_UP;
        if (isDueNow) {
            slot.dueNanoTime = now;
        }
        for (ControlLane.Waiting next = controlLane.poll(); next != null; next = controlLane.poll()) {
            append(next.buffer(), next.messageLength(), next.eventNs());
            slot.controls.add(new RecordSlot.ControlRecord(next.buffer(), Frame.HEADER_LENGTH + next.messageLength()));
        }
        if (slot.hasRecord()) {
            append(slot.buffer, slot.messageLength, slot.eventNs);
        }
        if (!isDueNow && !slot.isEmpty()) {
            latency.record(Hop.RECEIVE_TO_SEQUENCE, now - slot.dueNanoTime);
        }
        slot.sequencedTo = sequence;
        gate.appended(sequence);
    }

    /**
     * Appends the last record of a run, on its own thread or on another while this one does nothing.
     *
     * @return false when there is none, since an append before it failed half-way
     */
    boolean failStop(final String who, final String cause) {
        if (inputs.lastSequence() != sequence) {
            return false;
        }
        inputs.handOver();
        new RunRecords(new OneSlotPort() {
                    @Override
                    public void publish(
                            final long slot, final int length, final long dueNanoTime, final long recordEventNs) {
                        append(record, length, recordEventNs);
                    }
                })
                .failStop(who, cause, InputPort.LIVE_TIME);
        return true;
    }

    // A clock that stands still or runs back cannot make event time decrease.
    private void append(final UnsafeBuffer buffer, final int messageLength, final long wantedNs) {
        final long now = wantedNs == InputPort.LIVE_TIME ? clock.nanoTime() : wantedNs;
        eventNs = Math.max(eventNs, now);
        crc = Frame.seal(buffer, 0, messageLength, sequence + 1, eventNs, crc);
        inputs.append(buffer, 0, Frame.HEADER_LENGTH + messageLength);
        sequence++;
    }
}
