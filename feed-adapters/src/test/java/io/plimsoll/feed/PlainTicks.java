package io.plimsoll.feed;

/** Ticks of price 1, each of 5 and without an interval, numbered from 1: how many there are, and when, is the test's. One thread. */
public abstract class PlainTicks implements TickSource {
    private int number;

    /** Which one is the current one, from 1. */
    protected final int number() {
        return number;
    }

    /** Whether there is one of the current number. */
    protected abstract boolean exists();

    @Override
    public final boolean next() {
        number++;
        return exists();
    }

    @Override
    public final int priceId() {
        return 1;
    }

    @Override
    public final long value() {
        return 5;
    }

    @Override
    public final long confidence() {
        return NO_CONFIDENCE;
    }

    @Override
    public final long sequence() {
        return number;
    }
}
