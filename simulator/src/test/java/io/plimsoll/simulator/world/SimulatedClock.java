package io.plimsoll.simulator.world;

import org.agrona.concurrent.EpochNanoClock;

/** The machine's clock: true time, plus what it is wrong by. */
public final class SimulatedClock implements EpochNanoClock {
    private long trueNs;
    private long errorNs;

    public SimulatedClock(final long startNs) {
        trueNs = startNs;
    }

    /** Time goes on. */
    public void advance(final long ns) {
        trueNs += ns;
    }

    /** The machine's clock is set, wrongly. */
    public void step(final long ns) {
        errorNs += ns;
    }

    /** The machine's clock is wrong by so much, or right again. */
    public void setError(final long ns) {
        errorNs = ns;
    }

    /** What time it is. */
    public long trueNs() {
        return trueNs;
    }

    /** What time the machine thinks it is. */
    @Override
    public long nanoTime() {
        return trueNs + errorNs;
    }
}
