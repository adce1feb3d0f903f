package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.protocol.codec.DegradedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;

/**
 * Guards drawn so that every path is taken often: a price id gets a tick every few seconds of event time, so ages and
 * dwells are of that size.
 */
final class GuardDraws {
    private static final long SECOND = 1_000_000_000L;

    private GuardDraws() {}

    /** For each price id as likely as not. */
    static List<Guard> some(final SortedSet<Long> priceIds, final Dice dice) {
        final List<Guard> guards = new ArrayList<>();
        for (final long priceId : priceIds) {
            if (dice.oneIn(2)) {
                guards.add(one(priceId, dice));
            }
        }
        return guards;
    }

    static Guard one(final long priceId, final Dice dice) {
        final long maxAgeNs = dice.oneIn(20) ? 1_000_000L : SECOND * dice.of(5, 10, 20, 30, 60, 60, 60);
        return new Guard(
                priceId,
                dice.of(1, 1, 2, 2, 3),
                maxAgeNs,
                perhaps(dice, 50_000, 200_000, 500_000, 1_000_000),
                perhaps(dice, 1, 2, 3, 5, 100),
                dice.of(0, 0, 1_000, 20_000),
                perhaps(dice, 1_000, 10_000, 100_000),
                perhaps(dice, 2, 2, 3, 10),
                dice.of(64L, SECOND, 10 * SECOND, 60 * SECOND, 600 * SECOND),
                dice.of(1, 1, 2, 3),
                perhaps(dice, 1_000, 20_000, 20_000, 100_000),
                dice.of(0L, maxAgeNs / 4, maxAgeNs / 2, maxAgeNs / 2, 20 * SECOND),
                dice.of(
                        DegradedAction.AT_BOUND,
                        DegradedAction.AT_BOUND,
                        DegradedAction.NEVER,
                        DegradedAction.AS_VALID,
                        DegradedAction.AS_VALID));
    }

    private static OptionalInt perhaps(final Dice dice, final Integer... values) {
        return dice.oneIn(2) ? OptionalInt.empty() : OptionalInt.of(dice.of(values));
    }

    /** At one of its bounds, or just beyond it. */
    static Guard atEdge(final long priceId, final Dice dice) {
        final Guard some = one(priceId, dice);
        final long most = 1L << 50;
        final int kind = dice.below(12);
        return new Guard(
                kind == 0 ? dice.of(0L, 77_777L) : priceId,
                kind == 1 ? dice.of(0, 1, 16, 17, 255) : some.quorum(),
                kind == 2 ? dice.of(0L, 1L, most, most + 1) : some.maxAgeNs(),
                kind == 3 ? edge(dice, 0, 1, 1_000_000, 1_000_001) : some.collarPpm(),
                kind == 4 ? edge(dice, 0, 1, 100, 101) : some.outlierMads(),
                kind == 5 ? dice.of(-1, 0, 1_000_000, 1_000_001) : some.outlierFloorPpm(),
                kind == 6 ? edge(dice, 0, 1, 1_000_000, 1_000_001) : some.maxConfidencePpm(),
                kind == 7 ? edge(dice, 1, 2, 100, 101) : some.haltFactor(),
                kind == 8 ? dice.of(63L, 64L, most, most + 1) : some.slowNs(),
                kind == 9 ? dice.of(0, 1, 100, 101) : some.resumeTicks(),
                kind == 11 ? edge(dice, 0, 1, 1_000_000, 1_000_001) : some.dwellPpm(),
                kind == 10 ? dice.of(-1L, 0L, most, most + 1) : some.dwellNs(),
                some.degraded());
    }

    private static OptionalInt edge(final Dice dice, final Integer... values) {
        return OptionalInt.of(dice.of(values));
    }
}
