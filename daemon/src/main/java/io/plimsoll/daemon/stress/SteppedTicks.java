package io.plimsoll.daemon.stress;

import io.plimsoll.daemon.stress.MovesScenario.Times;
import io.plimsoll.feed.TickSource;

/**
 * Every price at every step from event time 0 on: where the book has it, as often as guards want to hear that before they believe it,
 * then the steps, and once more at the end of a time in which prices stay. One thread.
 */
final class SteppedTicks implements TickSource {
    private final int[] priceIds;
    private final long[][] values;
    private final Times times;
    private final int first;
    private final int rounds;
    private long tick = -1;

    /**
     * Before the first tick.
     *
     * @param values price mantissas by step and place of the price id
     */
    SteppedTicks(final int[] priceIds, final long[][] values, final Times times) {
        this.priceIds = priceIds;
        this.values = values;
        this.times = times;
        first = times.leadRounds();
        rounds = first + values.length + (times.holdNs() > 0 ? 1 : 0);
    }

    @Override
    public boolean next() {
        tick++;
        return tick < (long) priceIds.length * rounds;
    }

    private int round() {
        return (int) (tick / priceIds.length);
    }

    private int place() {
        return (int) (tick % priceIds.length);
    }

    @Override
    public long eventNs() {
        if (round() == 0) {
            return 0;
        }
        final int step = Math.max(0, round() - first);
        return step == values.length ? times.endNs() : times.stepNs(step);
    }

    @Override
    public int priceId() {
        return priceIds[place()];
    }

    @Override
    public long value() {
        return values[Math.min(Math.max(0, round() - first), values.length - 1)][place()];
    }

    @Override
    public long confidence() {
        return NO_CONFIDENCE;
    }

    @Override
    public long sequence() {
        return tick + 1;
    }
}
