package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Status;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What several sources may do to a guarded price: agree, lie, fall silent, jump and return, jump and stay. */
final class GuardScenarios {
    private static final int SOURCES = 5;

    private GuardScenarios() {}

    private static void with(final Script script, final Consumer<GuardPick> scenario) {
        if (GuardPick.isPossible(script)) {
            scenario.accept(GuardPick.of(script));
        }
    }

    private static void with(
            final Script script, final Predicate<Guard> condition, final Consumer<GuardPick> scenario) {
        if (GuardPick.isPossible(script)) {
            scenario.accept(GuardPick.of(script, condition));
        }
    }

    /** Armed, with room for an order; with none in flight, if those there are stand in the way. */
    static void makeRoom(final Script script, final boolean isAnyFree) {
        final Status status = script.state().status();
        final int inFlight = script.state().orders().size();
        if (!isAnyFree || inFlight >= status.maxOrdersInFlight()) {
            script.then(out -> out.kill("operator", "no orders in flight leave room for others"));
        }
        if (inFlight >= status.maxOrdersInFlight()) {
            script.then(out -> out.ready(
                    EngineMode.LIVE,
                    status.maxAccounts(),
                    status.maxLegs(),
                    script.world().maxOrdersInFlight()));
        }
        if (!isAnyFree || inFlight >= status.maxOrdersInFlight() || status.current() != EngineStatus.ARMED) {
            OperatorScenarios.heal(script);
        }
    }

    /** Orders may be made by the price, and someone is there to make them for. */
    static void prepare(final GuardPick pick) {
        final Script script = pick.script();
        final Valuer valuer = Valuer.of(script.state());
        final boolean isAnyFree = script.state().units().values().stream()
                .anyMatch(unit -> isFree(script.state(), unit)
                        && valuer.priceIds(unit.legs()).contains(pick.priceId()));
        makeRoom(script, isAnyFree);
        if (pick.known().stand().state() == PriceState.HALTED || script.dice().oneIn(4)) {
            agree(pick, pick.enough());
        }
    }

    /** Several sources, one after the other, close to the price or to each other. */
    static void agree(final Script script) {
        with(script, pick -> agree(pick, pick.enough()));
    }

    static void agree(final GuardPick pick, final int ticks) {
        agreeAt(pick, pick.near(pick.price(), 10_000), ticks);
    }

    private static void agreeAt(final GuardPick pick, final BigInteger price, final int ticks) {
        final int first = pick.script().dice().below(SOURCES);
        for (int i = 0; i < ticks; i++) {
            final int source = 1 + (first + i) % SOURCES;
            final int ppm = pick.script().dice().of(0, 500, 3_000);
            pick.script().then(out -> pick.tick(out, pick.near(price, ppm), source));
        }
    }

    /** One source far from the others, for a while. */
    static void lie(final Script script) {
        with(script, pick -> {
            final Dice dice = script.dice();
            agree(pick, Math.max(3, pick.enough()));
            final int liar = dice.between(1, SOURCES);
            final BigInteger lie = dice.oneIn(2)
                    ? dice.scaled(pick.price(), 100_000, 950_000)
                    : dice.scaled(pick.price(), 1_050_000, 3_000_000);
            final int ticks = dice.between(1, 4);
            for (int i = 0; i < ticks; i++) {
                final int source = i % 2 == 0 ? liar : dice.between(1, SOURCES);
                script.then(out -> pick.tick(
                        out,
                        source == liar ? pick.near(pick.within(lie), 1_000) : pick.near(pick.price(), 1_000),
                        source));
            }
        });
    }

    /** No tick for longer than a source counts; then a Timer, a fact, or one source alone. */
    static void silence(final Script script) {
        with(script, pick -> {
            if (script.dice().oneIn(2)) {
                agree(pick, pick.enough());
            }
            final int kind = script.dice().below(4);
            script.then(out -> {
                out.eventNs(out.eventNs() + wait(pick, pick.guard().maxAgeNs()));
                switch (kind) {
                    case 0 -> out.timer(out.eventNs());
                    case 1 -> withdraw(script, out, pick);
                    default ->
                        pick.tick(
                                out,
                                pick.near(pick.price(), 50_000),
                                script.dice().between(1, SOURCES));
                }
            });
            if (script.dice().oneIn(2)) {
                script.then(out -> withdraw(script, out, pick));
            }
            script.then(out -> out.timer(out.eventNs()));
            if (!script.dice().oneIn(4)) {
                script.then(out -> pick.tick(out, pick.near(pick.price(), 100_000), 1));
                agree(pick, pick.enough());
            }
        });
    }

    private static long wait(final GuardPick pick, final long ns) {
        final long most = Math.min(ns, 60_000_000_000L);
        return pick.script().dice().of(most, most + 1, most / 2, most * 2);
    }

    /** Takes cash from one that uses the price, down to less than it needs. */
    static void withdraw(final Script script, final InputRecords out, final GuardPick pick) {
        final Valuer valuer = Valuer.of(script.state());
        final Predicate<Unit> uses = unit -> unit.isTrader()
                && !unit.legs().positions().isEmpty()
                && valuer.priceIds(unit.legs()).contains(pick.priceId());
        final Predicate<Unit> isFree = uses.and(unit -> isFree(script.state(), unit));
        Optional<Unit> user = script.unit(isFree.and(unit -> BoundScenarios.isSpared(script.state(), unit)));
        for (final Predicate<Unit> next : List.of(isFree, uses)) {
            user = user.isPresent() ? user : script.unit(next);
        }
        if (user.isEmpty()) {
            out.timer(out.eventNs());
        } else {
            cash(script, out, user.get(), script.dice().between(800_000, 1_005_000));
        }
    }

    /** Nothing but a price stands between it and an order. */
    static boolean isFree(final State state, final Unit unit) {
        return !state.sources().isSuspect(unit)
                && state.orders().values().stream().noneMatch(order -> order.accountId() == unit.accountId());
    }

    /** A jump just large enough to dwell on, and back by less than that. */
    static void wick(final Script script) {
        with(script, guard -> guard.dwellPpm().isPresent() && guard.collarPpm().isEmpty(), pick -> {
            final int ppm = pick.guard().dwellPpm().orElse(20_000);
            final int sign = script.dice().of(-1, 1);
            final int far = sign * (int) (ppm * script.dice().between(110L, 150L) / 100);
            final int near = sign * (int) (ppm * script.dice().between(60L, 90L) / 100);
            prepare(pick);
            script.then(out -> {
                final BigInteger before = pick.price();
                final List<Integer> sources = fresh(pick, out.eventNs());
                final BigInteger there = pick.within(script.dice().scaled(before, 1_000_000 + far, 1_000_000 + far));
                pick.tick(out, there, sources.get(0));
                sources.forEach(source -> script.then(then -> pick.tick(then, there, source)));
                script.then(then -> withdraw(script, then, pick));
                final BigInteger back = pick.within(script.dice().scaled(before, 1_000_000 + near, 1_000_000 + near));
                sources.forEach(source -> script.then(then -> pick.tick(then, back, source)));
            });
        });
    }

    /** Brings equity to that ratio of the maintenance requirement. */
    static void cash(final Script script, final InputRecords out, final Unit unit, final int ratioPpm) {
        final BigInteger amount = SnapshotScenarios.withCash(script, unit.legs(), ratioPpm)
                .balance(World.CASH)
                .subtract(unit.legs().balance(World.CASH));
        script.transfer(out, unit.accountId(), World.CASH, amount);
    }

    // mostly one that a jump is let through by and dwelt on
    private static boolean isDwelling(final Script script, final Guard guard) {
        return (guard.dwellPpm().isPresent() && guard.collarPpm().isEmpty())
                || script.dice().oneIn(6);
    }

    /** Pays for one that is withheld for that reason. */
    static void spare(final Script script, final InputRecords out, final WithheldReason reason) {
        final Optional<Unit> waiting = script.unit(unit -> unit.withheld().equals(Optional.of(reason)));
        if (waiting.isPresent()) {
            cash(script, out, waiting.get(), script.dice().between(1_000_000, 1_500_000));
        } else {
            out.timer(out.eventNs());
        }
    }

    /** All sources jump, and are back soon, or late, or never. */
    static void jump(final Script script) {
        with(script, guard -> isDwelling(script, guard), pick -> {
            final Dice dice = script.dice();
            prepare(pick);
            script.then(out -> {
                final BigInteger before = pick.price();
                final int size = dice.of(20_000, 110_000, 250_000, 600_000);
                final BigInteger there = pick.within(
                        dice.oneIn(2)
                                ? dice.scaled(before, 1_000_000 - size, 1_000_000 - size / 2)
                                : dice.scaled(before, 1_000_000 + size / 2, 1_000_000 + 2 * size));
                final List<Integer> sources = fresh(pick, out.eventNs());
                pick.tick(out, there, dice.pick(sources));
                allAt(pick, sources, there);
                for (int i = dice.between(1, 2); i > 0; i--) {
                    script.then(then -> withdraw(script, then, pick));
                }
                if (!dice.oneIn(3)) {
                    script.then(then -> spare(script, then, WithheldReason.PRICE_DWELL));
                }
                if (dice.oneIn(6)) {
                    BoundScenarios.inDoubt(script);
                }
                if (dice.oneIn(2)) {
                    allAt(pick, sources, before);
                } else {
                    stay(pick, sources, there);
                }
            });
        });
    }

    private static void stay(final GuardPick pick, final List<Integer> sources, final BigInteger there) {
        final Script script = pick.script();
        final boolean isTimer = script.dice().oneIn(2);
        script.then(out -> {
            final long untilNs = pick.known()
                    .stand()
                    .dwell()
                    .map(dwell -> dwell.untilNs() + script.dice().of(-1L, 0L, 0L, 1L))
                    .orElse(0L);
            out.eventNs(Math.max(out.eventNs(), untilNs));
            if (isTimer) {
                out.timer(out.eventNs());
            } else {
                pick.tick(out, pick.near(there, 1_000), script.dice().pick(sources));
            }
        });
        allAt(pick, sources.subList(0, 1), there);
    }

    /** Those that count by now; one if none does. */
    private static List<Integer> fresh(final GuardPick pick, final long nowNs) {
        final List<Integer> sources = pick.known().ticks().entrySet().stream()
                .filter(entry ->
                        nowNs - entry.getValue().publishNs() <= pick.guard().maxAgeNs())
                .map(entry -> entry.getKey())
                .toList();
        return sources.isEmpty() ? List.of(1) : sources;
    }

    private static void allAt(final GuardPick pick, final List<Integer> sources, final BigInteger price) {
        for (final int source : sources) {
            final int ppm = pick.script().dice().of(0, 200, 500);
            pick.script().then(out -> pick.tick(out, pick.near(price, ppm), source));
        }
    }

    /** Out of all proportion, then back, or until the slow price has followed. */
    static void outOfProportion(final Script script) {
        with(
                script,
                guard -> guard.haltFactor().isPresent() && guard.collarPpm().isEmpty(),
                pick -> {
                    if (pick.guard().haltFactor().isEmpty()) {
                        return;
                    }
                    final int factor = pick.guard().haltFactor().getAsInt();
                    final Dice dice = script.dice();
                    prepare(pick);
                    script.then(out -> {
                        final BigInteger before = pick.price();
                        final BigInteger slow = pick.known()
                                .slow()
                                .map(slowPrice -> slowPrice.value())
                                .orElse(before);
                        final BigInteger times = slow.multiply(BigInteger.valueOf(factor));
                        final BigInteger more = dice.of(BigInteger.ONE, slow, BigInteger.ZERO);
                        final BigInteger there = times.compareTo(pick.limit()) < 0 && dice.oneIn(2)
                                ? times.add(more)
                                : slow.divide(BigInteger.valueOf(factor + dice.of(0L, 1L)));
                        final List<Integer> sources = fresh(pick, out.eventNs());
                        pick.tick(out, pick.within(there), dice.pick(sources));
                        sources.forEach(source -> script.then(then -> pick.tick(then, pick.within(there), source)));
                        if (dice.oneIn(2)) {
                            script.then(then -> withdraw(script, then, pick));
                        }
                        if (dice.oneIn(2)) {
                            agreeAt(pick, before, SOURCES);
                        } else {
                            for (int i = 0; i < 3; i++) {
                                script.then(then -> {
                                    then.eventNs(then.eventNs()
                                            + wait(pick, pick.guard().slowNs() / 64 + 1));
                                    pick.tick(then, pick.near(pick.within(there), 1_000), dice.between(1, SOURCES));
                                });
                            }
                            agreeAt(pick, there, pick.enough());
                        }
                    });
                });
    }

    /** Every refusal that only a guard knows, by several sources in turn. */
    static void refused(final Script script) {
        with(script, pick -> {
            final Dice dice = script.dice();
            final int ticks = dice.between(1, 5);
            for (int i = 0; i < ticks; i++) {
                final int kind = dice.below(6);
                final int source = dice.between(1, SOURCES);
                script.then(out -> refuse(pick, out, kind, source));
            }
        });
    }

    private static void refuse(final GuardPick pick, final InputRecords out, final int kind, final int source) {
        final Script script = pick.script();
        final Dice dice = script.dice();
        final BigInteger price = pick.near(pick.price(), 1_000);
        final var last = pick.known().ticks().get(source);
        switch (kind) {
            case 0, 1 ->
                script.tick(
                        out,
                        pick.priceId(),
                        price,
                        OptionalLong.empty(),
                        out.eventNs() + 2_000_000_000L + dice.of(0L, 1L, 1_000_000_000L),
                        source,
                        true);
            case 2 -> {
                final long at = last == null ? out.eventNs() : last.publishNs() - dice.of(0L, 1L);
                final long sequence = last == null ? 0 : last.sequence() + dice.of(-1L, 0L, 1L);
                out.priceTick(pick.priceId(), price.longValueExact(), at, source, sequence);
            }
            case 3, 4 -> {
                final int ppm = pick.guard().collarPpm().orElse(100_000);
                final BigInteger edge =
                        pick.price().multiply(BigInteger.valueOf(ppm)).divide(BigInteger.valueOf(1_000_000));
                final BigInteger off = edge.add(BigInteger.valueOf(dice.of(0L, 1L)));
                pick.tick(out, pick.within(pick.price().add(dice.signed(off))), source);
            }
            default -> pick.tick(out, dice.of(BigInteger.ZERO, pick.limit().add(BigInteger.ONE), price), source);
        }
    }

    /** More sources than an id has room for. */
    static void crowd(final Script script) {
        with(script, pick -> {
            final int known = pick.known().ticks().size();
            if (known < 16) {
                if (!script.dice().oneIn(4)) {
                    return;
                }
                for (int i = 1; i <= 17; i++) {
                    final int source = i;
                    script.then(out -> pick.tick(out, pick.near(pick.price(), 5_000), source));
                }
            }
            final int ticks = script.dice().between(1, 3);
            for (int i = 0; i < ticks; i++) {
                final int source = script.dice().between(17, 19);
                script.then(out -> pick.tick(out, pick.near(pick.price(), 5_000), source));
            }
            script.then(out -> pick.tick(out, pick.near(pick.price(), 5_000), 1));
        });
    }

    /** Time passes. */
    static void timers(final Script script) {
        final int timers = script.dice().between(1, 3);
        for (int i = 0; i < timers; i++) {
            script.then(out -> {
                out.eventNs(out.eventNs() + script.dice().of(0L, 1_000_000L, 5_000_000_000L));
                out.timer(out.eventNs());
            });
        }
    }

    /** Another guard for an id, or its first one; at times one that may not be. */
    static void redefine(final Script script) {
        final Dice dice = script.dice();
        final long priceId = dice.pick(script.world().guards()).priceId();
        final boolean isAtEdge = !dice.oneIn(3);
        final Guard guard = isAtEdge ? GuardDraws.atEdge(priceId, dice) : GuardDraws.one(priceId, dice);
        final List<Definition> staged =
                dice.oneIn(4) ? List.of(GuardDraws.atEdge(priceId, dice), guard) : List.of(guard);
        DefinitionChanges.play(script, staged, 0);
        if (isAtEdge) { // which would make a dull stream of it
            DefinitionChanges.play(script, List.of(GuardDraws.one(priceId, dice)), 0);
        }
        for (int i = 1; i <= 4; i++) {
            final int source = i;
            script.then(out -> {
                if (script.state().definitions().guards().containsKey(priceId)) {
                    final GuardPick pick = new GuardPick(script, priceId);
                    pick.tick(out, pick.near(pick.price(), 2_000), source);
                } else {
                    out.timer(out.eventNs());
                }
            });
        }
    }
}
