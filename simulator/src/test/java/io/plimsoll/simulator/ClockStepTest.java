package io.plimsoll.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.journal.Durability;
import io.plimsoll.journal.LogName;
import io.plimsoll.simulator.world.Bot;
import io.plimsoll.simulator.world.Feed;
import io.plimsoll.simulator.world.Operator;
import io.plimsoll.simulator.world.SimulatedClock;
import io.plimsoll.simulator.world.Venue;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same days, once with a clock that is right and once with one that is not: whatever it does, it makes no order that the right one does
 * not make, and a replay gives what was recorded (promise P19).
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ClockStepTest {
    private static final int SEEDS = 20;
    private static final int TURNS = 150;
    private static final int WRONG_FROM = 50;
    private static final int RESTART_AT = 75;
    private static final int WRONG_UNTIL = 100;
    private static final long TURN_NS = 20_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long START_NS = 1_700_000_000_000_000_000L;

    /** How a clock is wrong: by so much at once, and by so much more with time. */
    enum Wrong {
        HOUR_AHEAD(HOUR, 0, false),
        HOUR_BEHIND(-HOUR, 0, false),
        SECOND_AHEAD(SECOND, 0, false),
        SECOND_BEHIND(-SECOND, 0, false),
        FROZEN(0, -100, false),
        SMEARED(0, 10, false),
        HOUR_AHEAD_OVER_A_RESTART(HOUR, 0, true),
        HOUR_BEHIND_OVER_A_RESTART(-HOUR, 0, true),
        SECOND_AHEAD_OVER_A_RESTART(SECOND, 0, true),
        SECOND_BEHIND_OVER_A_RESTART(-SECOND, 0, true),
        FROZEN_OVER_A_RESTART(0, -100, true),
        SMEARED_OVER_A_RESTART(0, -10, true);

        private final long stepNs;
        private final int driftPercent;
        private final boolean hasRestart;

        Wrong(final long stepNs, final int driftPercent, final boolean hasRestart) {
            this.stepNs = stepNs;
            this.driftPercent = driftPercent;
            this.hasRestart = hasRestart;
        }

        long errorNs(final long sinceNs) {
            return stepNs + sinceNs / 100 * driftPercent;
        }
    }

    /** An order without the times in it. */
    private record Essence(
            Object id, long accountId, long instrumentId, Object side, long quantity, long limitPrice, long markPrice) {
        static Essence of(final Output.Order order) {
            return new Essence(
                    order.id(),
                    order.accountId(),
                    order.instrumentId(),
                    order.side(),
                    order.quantity(),
                    order.limitPrice(),
                    order.markPrice());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldMakeNoOrderForATimeThatIsWrong(final Wrong wrong) {
        int orders = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            final Set<Essence> right = orders(day(seed, wrong.hasRestart, since -> 0));
            final Host host = day(seed, wrong.hasRestart, wrong::errorNs);
            final Set<Essence> made = new HashSet<>(orders(host));
            orders += made.size();
            made.removeAll(right);
            assertEquals(Set.of(), made, "orders of a wrong time, seed " + seed);
            assertEquals(
                    Undying.decisions(host.history().of(LogName.INPUTS)),
                    host.history().of(LogName.ORDERS),
                    "replay, seed " + seed);
        }
        assertTrue(orders > SEEDS, "orders made: " + orders);
    }

    private static Set<Essence> orders(final Host host) {
        return host.history().of(LogName.ORDERS).stream()
                .map(host.history()::output)
                .filter(Output.Order.class::isInstance)
                .map(order -> Essence.of((Output.Order) order))
                .collect(Collectors.toSet());
    }

    private static Host day(final long seed, final boolean hasRestart, final LongUnaryOperator errorNs) {
        final Dice dice = new Dice(seed);
        final SimulatedClock clock = new SimulatedClock(START_NS);
        final Host host = new Host(Durability.PAGE_CACHE, Wiring.HEALTHY, step -> {}, clock);
        final Venue venue = new Venue(dice);
        final People people = new People(host, venue, new Feed(dice, clock), new Bot(venue, step -> {}));
        people.start();
        for (int turn = 0; turn < TURNS; turn++) {
            clock.advance(TURN_NS);
            final boolean isWrong = turn >= WRONG_FROM && turn < WRONG_UNTIL;
            clock.setError(isWrong ? errorNs.applyAsLong((turn - WRONG_FROM) * TURN_NS) : 0);
            if (hasRestart && turn == RESTART_AT) {
                host.die();
                people.start();
            }
            people.act(dice);
        }
        return host;
    }

    /** Everybody around the daemon, none of whom looks at its clock. */
    private record People(Host host, Venue venue, Feed feed, Bot bot) {
        void start() {
            host.start();
            final Operator operator = new Operator();
            operator.connect(host.machine().port(), host.machine().engine());
            venue.connect(host.machine().port(), host.machine().engine().view());
            feed.connect(host.machine().port());
            bot.start(host.journal());
            venue.deliver(Integer.MAX_VALUE);
            feed.refresh();
            operator.arm();
            host.machine().decide();
        }

        void act(final Dice dice) {
            feed.walk();
            if (dice.oneIn(4)) {
                venue.trade();
            }
            if (dice.oneIn(3)) {
                venue.fillOne();
            }
            venue.deliver(Integer.MAX_VALUE);
            host.machine().decide();
            bot.work(Integer.MAX_VALUE);
        }
    }
}
