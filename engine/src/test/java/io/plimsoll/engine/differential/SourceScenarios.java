package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Price sources that go down, one or several, and what is said after that: by them, by others, by an operator, or by nobody. */
final class SourceScenarios {
    private static final int MOST_SOURCES = 16;
    private static final int STRANGE_SOURCES = 50_000;

    private SourceScenarios() {}

    /** The source that gave an unguarded price goes down while somebody hangs on it. */
    static void orphan(final Script script) {
        final State state = script.state();
        final Dice dice = script.dice();
        script.unit(unit -> unit.isTrader()
                        && !unit.legs().positions().isEmpty()
                        && GuardScenarios.isFree(state, unit)
                        && !sourced(state, unit).isEmpty())
                .ifPresent(unit -> {
                    GuardScenarios.makeRoom(script, true);
                    final long priceId = dice.pick(List.copyOf(sourced(state, unit)));
                    down(script, priceId);
                    if (dice.oneIn(3)) {
                        down(script, priceId); // once more, which says nothing
                    }
                    script.then(out -> sink(script, out, unit));
                    meanwhile(script, priceId);
                    if (!dice.oneIn(5)) {
                        script.then(out -> {
                            adopt(script, out, priceId);
                            orphans(state, unit).forEach(other -> script.then(then -> adopt(script, then, other)));
                        });
                    }
                });
    }

    private static void down(final Script script, final long priceId) {
        script.then(out -> SourceRecords.down(
                out,
                script.state()
                        .prices()
                        .lastAccepted(priceId)
                        .map(last -> last.source())
                        .orElse(STRANGE_SOURCES)));
    }

    // What a source was the last to say, and neither a guard nor an operator has in hand.
    private static SortedSet<Long> sourced(final State state, final Unit unit) {
        final SortedSet<Long> ids = Valuer.of(state).priceIds(unit.legs());
        ids.removeIf(id -> state.prices().lastAccepted(id).isEmpty()
                || state.prices().guarded(id).isPresent()
                || state.prices().isManual(id));
        return ids;
    }

    private static SortedSet<Long> orphans(final State state, final Unit unit) {
        final SortedSet<Long> ids = new TreeSet<>(state.prices().orphans());
        ids.retainAll(Valuer.of(state).priceIds(unit.legs()));
        return ids;
    }

    // Below what it needs, mostly.
    private static void sink(final Script script, final InputRecords out, final Unit unit) {
        if (unit.legs().positions().isEmpty()) {
            out.timer(out.eventNs());
        } else {
            GuardScenarios.cash(script, out, unit, script.dice().between(800_000, 1_005_000));
        }
    }

    private static void meanwhile(final Script script, final long priceId) {
        switch (script.dice().below(8)) {
            case 0, 1 -> OperatorScenarios.timer(script);
            case 4 -> PriceMoves.gap(script);
            case 2, 3 -> {
                script.then(out -> ActRecords.setPrice(out, priceId, Script.clamp(price(script, priceId))));
                if (script.dice().oneIn(2)) {
                    down(script, priceId);
                }
                script.then(out -> ActRecords.releasePrice(out, priceId));
            }
            default -> {} // at once
        }
    }

    private static BigInteger price(final Script script, final long priceId) {
        return script.price(
                priceId, script.state().definitions().maxPrice(priceId).orElseThrow());
    }

    // As it was, or elsewhere; by the one that is back, or by another.
    private static void adopt(final Script script, final InputRecords out, final long priceId) {
        final BigInteger price = price(script, priceId);
        script.tick(
                out,
                priceId,
                script.dice().oneIn(3)
                        ? script.dice().scaled(price, 950_000, 1_050_000).max(BigInteger.ONE)
                        : price);
    }

    /** Sources of a guarded price go down one after the other, and are back one after the other, or not. */
    static void guarded(final Script script) {
        final Dice dice = script.dice();
        final GuardPick pick = GuardPick.of(script);
        GuardScenarios.prepare(pick);
        GuardScenarios.agree(pick, pick.enough());
        final boolean areAll = dice.oneIn(2);
        script.then(out -> {
            oneDown(pick, out);
            final int more = areAll ? fresh(pick, out.eventNs()).size() - 1 : dice.below(3);
            for (int i = 0; i < more; i++) {
                script.then(then -> oneDown(pick, then));
            }
            if (dice.oneIn(2)) {
                script.then(then -> GuardScenarios.withdraw(script, then, pick));
            }
            if (dice.oneIn(3)) {
                script.then(then -> then.timer(then.eventNs()));
            }
            if (!dice.oneIn(5)) {
                GuardScenarios.agree(pick, pick.enough());
            }
        });
    }

    private static SortedSet<Integer> fresh(final GuardPick pick, final long nowNs) {
        final SortedSet<Integer> fresh = new TreeSet<>(pick.known().ticks().keySet());
        fresh.removeIf(source -> pick.known().down().contains(source)
                || nowNs - pick.known().ticks().get(source).publishNs()
                        > pick.guard().maxAgeNs());
        return fresh;
    }

    // One that counts, if there is one.
    private static void oneDown(final GuardPick pick, final InputRecords out) {
        final SortedSet<Integer> fresh = fresh(pick, out.eventNs());
        final Dice dice = pick.script().dice();
        SourceRecords.down(out, fresh.isEmpty() || dice.oneIn(16) ? dice.between(1, 5) : dice.pick(List.copyOf(fresh)));
    }

    /** One of as many sources as there is room for makes room by going down. */
    static void crowd(final Script script) {
        final Dice dice = script.dice();
        final GuardPick pick = GuardPick.of(
                script,
                guard -> script.state()
                        .prices()
                        .guarded(guard.priceId())
                        .filter(known -> known.ticks().size() == MOST_SOURCES)
                        .isPresent());
        if (pick.known().ticks().size() < MOST_SOURCES) {
            for (int source = 1; source <= MOST_SOURCES; source++) {
                final int from = source;
                script.then(out -> pick.tick(out, pick.near(pick.price(), 5_000), from));
            }
        }
        script.then(out -> oneDown(pick, out));
        final int newcomer = dice.between(17, 25);
        script.then(out -> pick.tick(out, pick.near(pick.price(), 5_000), newcomer));
    }

    /** One that nobody knows. */
    static void strange(final Script script) {
        final int source = STRANGE_SOURCES + script.dice().below(100);
        script.then(out -> SourceRecords.down(out, source));
    }
}
