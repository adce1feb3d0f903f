package io.plimsoll.daemon.chain;

/**
 * The three steps of a {@link Chain} on the caller's thread, without a ring: a record is in {@code inputs}, decided on, and its decisions
 * are in {@code orders} when {@link #publish} returns. For worlds that are simulated on one thread. What a step throws goes to the fail stop.
 */
public final class InlineChain extends OneSlotPort {
    private final RecordSlot slot = new RecordSlot(record);
    private final Sequencer sequencer;
    private final EngineStage engine;
    private final FailStop failStop;

    /** Of the context's logs, engine, clock and fail stop; what concerns rings and threads is left aside. */
    public InlineChain(final ChainContext chainContext) {
        final ChainContext context = chainContext.conclude();
        sequencer = new Sequencer(
                context.inputs(), new ControlLane(() -> {}), InputGate.OPEN, context.clock(), context.latency());
        engine = new EngineStage(
                context.engine(),
                InputGate.OPEN,
                new JournalOrderSink(context.orders(), context.latency()),
                new Progress(),
                context.latency());
        failStop = context.failStop();
    }

    @Override
    public void publish(final long claimed, final int length, final long dueNanoTime, final long eventNs) {
        slot.messageLength = length;
        slot.dueNanoTime = dueNanoTime;
        slot.eventNs = eventNs;
        try {
            sequencer.sequence(slot);
            engine.process(slot);
        } catch (final RuntimeException | Error e) {
            failStop.fail(Chain.ENGINE_THREAD, e);
        }
    }
}
