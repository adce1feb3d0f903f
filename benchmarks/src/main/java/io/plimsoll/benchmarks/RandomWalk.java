package io.plimsoll.benchmarks;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.feed.TickSource;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded prices of several price ids in turn: a walk of one basis point a tick around a straight line to a final move. One thread. */
final class RandomWalk implements TickSource {
    /** Between two ticks, event time. */
    static final long INTERVAL_NS = 1_000;

    private static final double STEP = 1e-4;
    private static final long SEED = 7;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int[] priceIds;
    private final long[] first;
    private final double[] wobble;
    private final long ticks;
    private final double finalMove;
    private final long intervalNs;
    private final long startNs;
    private long number;
    private int current;

    /**
     * Over the prices of a book, from those that it names.
     *
     * @param finalMove relative move of every price at the end, for example -0.10
     * @param intervalNs between two ticks, event time
     */
    RandomWalk(final Book book, final long ticks, final double finalMove, final long startNs, final long intervalNs) {
        final List<DefinitionSet.PriceRef> refs = book.definitions().prices();
        this.priceIds = refs.stream().mapToInt(DefinitionSet.PriceRef::id).toArray();
        this.first =
                refs.stream().mapToLong(ref -> book.prices().get(ref.symbol())).toArray();
        this.wobble = new double[first.length];
        this.ticks = ticks;
        this.finalMove = finalMove;
        this.startNs = startNs;
        this.intervalNs = intervalNs;
    }

    /** The same, a tick every {@link #INTERVAL_NS}. */
    static RandomWalk over(final Book book, final long ticks, final double finalMove, final long startNs) {
        return new RandomWalk(book, ticks, finalMove, startNs, INTERVAL_NS);
    }

    @Override
    public boolean next() {
        if (number == ticks) {
            return false;
        }
        current = (int) (number % priceIds.length);
        number++;
        wobble[current] += STEP * (2 * random.nextDouble() - 1);
        return true;
    }

    @Override
    public long eventNs() {
        return startNs + number * intervalNs;
    }

    @Override
    public int priceId() {
        return priceIds[current];
    }

    @Override
    public long value() {
        final double drift = finalMove * number / ticks;
        return Math.max(1, Math.round(first[current] * (1 + drift + wobble[current])));
    }

    @Override
    public long confidence() {
        return NO_CONFIDENCE;
    }

    @Override
    public long sequence() {
        return number;
    }
}
