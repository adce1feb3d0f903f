package io.plimsoll.daemon.chain;

import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.engine.InputHandler;
import io.plimsoll.feed.WallClock;
import io.plimsoll.journal.FrameLogWriter;
import java.util.Objects;
import org.agrona.concurrent.EpochNanoClock;

/** What a {@link Chain} is made of. Setters return this; {@link #conclude()} checks once, and the chain takes it from there. */
public final class ChainContext {
    private int ringSlots = 1 << 16;
    private WaitChoice waitChoice = WaitChoice.BLOCKING;
    private Topology topology = Topology.INLINE;
    private EpochNanoClock clock = WallClock.INSTANCE;
    private LatencyRecorders latency = new LatencyRecorders();
    private FrameLogWriter inputs;
    private FrameLogWriter orders;
    private InputHandler engine;
    private FailStop failStop;
    private InputGate gate = InputGate.OPEN;

    /** Slots of the ring, a power of two. */
    public ChainContext ringSlots(final int slots) {
        ringSlots = slots;
        return this;
    }

    public ChainContext waitChoice(final WaitChoice choice) {
        waitChoice = choice;
        return this;
    }

    public ChainContext topology(final Topology choice) {
        topology = choice;
        return this;
    }

    /** Clock of records that bring no event time of their own. */
    public ChainContext clock(final EpochNanoClock epochNanoClock) {
        clock = epochNanoClock;
        return this;
    }

    public ChainContext latency(final LatencyRecorders recorders) {
        latency = recorders;
        return this;
    }

    /** Where inputs go; the chain closes it. */
    public ChainContext inputs(final FrameLogWriter writer) {
        inputs = writer;
        return this;
    }

    /** Where decisions go; the chain closes it. */
    public ChainContext orders(final FrameLogWriter writer) {
        orders = writer;
        return this;
    }

    /** The engine, recovered to the end of {@code inputs}. */
    public ChainContext engine(final InputHandler handler) {
        engine = handler;
        return this;
    }

    /** What to do when a stage fails. */
    public ChainContext failStop(final FailStop action) {
        failStop = action;
        return this;
    }

    /** What holds inputs back from the engine until they are as durable as they must be; open unless told. */
    public ChainContext gate(final InputGate inputGate) {
        gate = inputGate;
        return this;
    }

    ChainContext conclude() {
        if (Integer.bitCount(ringSlots) != 1) {
            throw new IllegalArgumentException("ring.slots is " + ringSlots + ", expected a power of two");
        }
        if (gate != InputGate.OPEN && topology != Topology.SEQUENCER_THREAD) {
            throw new IllegalArgumentException("a gate needs a sequencing thread that goes on while the engine waits");
        }
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(orders, "orders");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(failStop, "failStop");
        return this;
    }

    int ringSlots() {
        return ringSlots;
    }

    WaitChoice waitChoice() {
        return waitChoice;
    }

    Topology topology() {
        return topology;
    }

    EpochNanoClock clock() {
        return clock;
    }

    LatencyRecorders latency() {
        return latency;
    }

    FrameLogWriter inputs() {
        return inputs;
    }

    FrameLogWriter orders() {
        return orders;
    }

    InputHandler engine() {
        return engine;
    }

    InputGate gate() {
        return gate;
    }

    FailStop failStop() {
        return failStop;
    }
}
