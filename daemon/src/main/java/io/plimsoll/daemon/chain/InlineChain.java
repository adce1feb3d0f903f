package io.plimsoll.daemon.chain;

import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The three steps of a {@link Chain} on the caller's thread, without a ring: a record is in {@code inputs} when {@link #publish} returns, and
 * the engine takes up what was sequenced when {@link #decide} is called. For worlds that are simulated on one thread. What a step throws
 * goes to the fail stop.
 */
public final class InlineChain extends OneSlotPort {
    private final Queue<RecordSlot> sequenced = new ArrayDeque<>();
    private final Queue<RecordSlot> spare = new ArrayDeque<>();
    private final Sequencer sequencer;
    private final EngineStage engine;
    private final FailStop failStop;

    /** Of the context's logs, engine, gate, clock and fail stop; what concerns rings and threads is left aside. */
    public InlineChain(final ChainContext chainContext) {
        final ChainContext context = chainContext.conclude();
        sequencer = new Sequencer(
                context.inputs(), new ControlLane(() -> {}), context.gate(), context.clock(), context.latency());
        engine = new EngineStage(
                context.engine(),
                context.gate(),
                new JournalOrderSink(context.orders(), context.latency()),
                new Progress(),
                context.latency());
        failStop = context.failStop();
    }

    @Override
    public void publish(final long claimed, final int length, final long dueNanoTime, final long eventNs) {
        final RecordSlot slot = spare.isEmpty() ? newSlot() : spare.remove();
        slot.withRoomFor(length).putBytes(0, record, 0, Frame.HEADER_LENGTH + length);
        slot.messageLength = length;
        slot.dueNanoTime = dueNanoTime;
        slot.eventNs = eventNs;
        orFail(() -> sequencer.sequence(slot));
        sequenced.add(slot);
    }

    /** Decides on every record that was sequenced, and appends the decisions. */
    public void decide() {
        while (!sequenced.isEmpty()) {
            final RecordSlot slot = sequenced.remove();
            orFail(() -> engine.process(slot));
            spare.add(slot);
        }
    }

    private void orFail(final Runnable step) {
        try {
            step.run();
        } catch (final RuntimeException | Error e) {
            failStop.fail(Chain.ENGINE_THREAD, e);
        }
    }

    private static RecordSlot newSlot() {
        return new RecordSlot(new UnsafeBuffer(ByteBuffer.allocateDirect(RecordSlot.SIZE)));
    }
}
