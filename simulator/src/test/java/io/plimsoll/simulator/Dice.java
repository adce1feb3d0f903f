package io.plimsoll.simulator;

import java.util.List;
import java.util.SplittableRandom;

/** All the chance there is in a simulated world: everything follows from its seed. */
public final class Dice {
    private final SplittableRandom random;

    public Dice(final long seed) {
        random = new SplittableRandom(seed);
    }

    /** From 0 to {@code bound - 1}. */
    public int below(final int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included. */
    public long between(final long least, final long most) {
        return random.nextLong(least, most + 1);
    }

    /** True once in so many times. */
    public boolean oneIn(final int times) {
        return random.nextInt(times) == 0;
    }

    /** Any of them. */
    public <T> T pick(final List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
