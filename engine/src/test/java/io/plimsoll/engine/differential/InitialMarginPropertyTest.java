package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.Int128;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.engine.naive.InitialFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both sides of initial margin, of every unit: what is counted for it is in no output, and what is asked only in some. */
class InitialMarginPropertyTest {
    private static final EngineCapacity CAPACITY = new EngineCapacity(
            World.MAX_ACCOUNTS,
            World.MAX_LEGS,
            World.MAX_ORDERS_IN_FLIGHT,
            World.MAX_DEFINITIONS,
            World.MAX_DEFINITIONS);
    private static final int WORLDS = 4;
    private static final int MOST_WORLDS = 30; // until each planted bug is seen
    private static final int EVENTS = 800;
    private static final int EACH = 25;

    /** What no output tells of, wrong: the comparison must see it. */
    private static final Map<String, InitialFormulas> BUGS = Map.of(
            "initial weights whatever is deposited",
            new InitialFormulas() {
                @Override
                protected int scaled(
                        final int weightPpm,
                        final long capMicros,
                        final BigInteger depositMicros,
                        final int precisionPpm) {
                    return weightPpm;
                }
            },
            "an initial weight shrunk by what is too much",
            new InitialFormulas() {
                @Override
                protected int scaled(
                        final int weightPpm,
                        final long capMicros,
                        final BigInteger depositMicros,
                        final int precisionPpm) {
                    return Math.max(0, 2 * super.scaled(weightPpm, capMicros, depositMicros, precisionPpm) - weightPpm);
                }
            },
            "an initial weight shrunk to the ppm at any precision",
            new InitialFormulas() {
                @Override
                protected int scaled(
                        final int weightPpm,
                        final long capMicros,
                        final BigInteger depositMicros,
                        final int precisionPpm) {
                    return super.scaled(weightPpm, capMicros, depositMicros, 1);
                }
            });

    private final Set<String> unseen = new TreeSet<>(BUGS.keySet());
    private long compared;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void shouldCountAndAskAsTheNaiveEngineDoes() {
        int worlds = 0;
        for (long seed = 1; worlds < WORLDS || (!unseen.isEmpty() && worlds < MOST_WORLDS); seed++) {
            if (StableWorlds.isOneOf(seed)) {
                worlds++;
                play(seed);
            }
        }
        assertTrue(compared > 300, () -> "compared only " + compared);
        assertEquals(Set.of(), unseen, "planted bugs that the comparison does not see");
    }

    private void play(final long seed) {
        final NaiveMarginEngine naive = new NaiveMarginEngine();
        final EventGenerator generator = new EventGenerator(seed, naive.state());
        final MarginEngine fast = new MarginEngine(CAPACITY);
        final CapturingSink sink = new CapturingSink();
        final InputRecords records = new InputRecords();
        for (int event = 1; event <= EVENTS; event++) {
            generator.next(records);
            generator.observe(naive.onEvent(records.buffer(), records.offset(), records.length()));
            fast.onEvent(records.buffer(), records.offset(), records.length(), sink);
            sink.takeOutputs();
            if (event % EACH == 0) {
                compare(naive, fast.view(), "seed " + seed + ", event " + event);
            }
        }
    }

    private void compare(final NaiveMarginEngine naive, final MarginView view, final String where) {
        final UnitMargin margin = new UnitMargin();
        for (int unit = 0; unit < view.unitCount(); unit++) {
            final Unit other = naive.state().units().get(view.accountId(unit));
            final Valuer valuer = Valuer.of(naive.state());
            view.compute(unit, margin);
            if (margin.isPriced()) {
                compared++;
                assertEquals(
                        valuer.balance(other.legs(), Purpose.INITIAL),
                        value(margin.initialEquity()),
                        () -> where + ", B of " + other);
                assertEquals(
                        valuer.requirement(other, Purpose.INITIAL).add(valuer.openOrderMargin(other)),
                        value(margin.initialMargin()),
                        () -> where + ", R of " + other);
                unseen.removeIf(bug -> !valuer.balance(other.legs(), Purpose.INITIAL)
                        .equals(Valuer.of(naive.state(), Rulebook.page().with(BUGS.get(bug)))
                                .balance(other.legs(), Purpose.INITIAL)));
            }
        }
    }

    private static BigInteger value(final Int128 value) {
        return BigInteger.valueOf(value.high())
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(value.low())));
    }
}
