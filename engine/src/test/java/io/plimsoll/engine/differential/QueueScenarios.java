package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.Queued;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** More units below at once than one record may order for, and what may happen to those that wait. */
final class QueueScenarios {
    private QueueScenarios() {}

    /** One of those that wait, or another that comes to be as short as one of them. */
    static void waiting(final Script script) {
        if (script.dice().below(5) < 2) {
            twin(script);
        } else {
            whileWaiting(script);
        }
    }

    /** Mostly a bound, then a price far beyond what many can bear; it may come back. */
    static void cascade(final Script script) {
        final Dice dice = script.dice();
        final State state = script.state();
        if (!dice.oneIn(4)) {
            script.then(out -> out.kill("operator", "no orders in flight leave room for others"));
        }
        OperatorScenarios.heal(script);
        if (dice.oneIn(2)) {
            final Profile old = state.definitions().profile().orElseThrow();
            DefinitionChanges.play(script, List.of(old.withMaxLiquidationsPerRecord(dice.of(0, 1, 1, 1, 2, 5))), 0);
        }
        final Instrument instrument = mostHeld(script);
        final BigInteger before = script.price(instrument.priceId(), instrument.maxPrice());
        final BigInteger gone =
                dice.oneIn(2) ? dice.scaled(before, 400_000, 800_000) : dice.scaled(before, 1_200_000, 1_800_000);
        final BigInteger there = gone.max(BigInteger.ONE).min(instrument.maxPrice());
        script.then(out -> script.tick(out, instrument.priceId(), there));
        final int steps = dice.between(2, 8);
        for (int i = 0; i < steps; i++) {
            whileWaiting(script);
        }
        if (dice.oneIn(3)) {
            script.then(out -> script.tick(out, instrument.priceId(), before));
        }
    }

    private static Instrument mostHeld(final Script script) {
        final State state = script.state();
        return state.definitions().instruments().values().stream()
                .filter(instrument -> state.prices().of(instrument.priceId()).isPresent())
                .filter(instrument -> !state.definitions().guards().containsKey(instrument.priceId()))
                .max(Comparator.comparingLong(instrument -> state.units().values().stream()
                        .filter(unit -> !unit.legs().position(instrument.id()).isFlat())
                        .count()))
                .filter(unused -> !script.dice().oneIn(3))
                .orElseGet(script::instrument);
    }

    /** One record; of one that waits, if one does. */
    private static void whileWaiting(final Script script) {
        final int kind = script.dice().below(29);
        script.then(out -> {
            final Optional<Unit> waiting = leastRisky(script.state());
            if (waiting.isEmpty()) {
                out.timer(out.eventNs());
            } else {
                happen(script, out, waiting.get(), kind);
            }
        });
    }

    /** Something happens to a unit that waits. */
    static void happen(final Script script, final Unit unit) {
        final int kind = script.dice().below(20);
        script.then(out -> happen(script, out, unit, kind));
    }

    // Who will wait for long, one that has something to lose if there is one.
    private static Optional<Unit> leastRisky(final State state) {
        return state.units().values().stream()
                .filter(unit -> unit.queued().isPresent())
                .min(Comparator.comparing((Unit unit) -> unit.verdict() == Verdict.BANKRUPT)
                        .thenComparing(
                                unit -> unit.queued().map(Queued::shortfall).orElseThrow()));
    }

    private static void happen(final Script script, final InputRecords out, final Unit unit, final int kind) {
        switch (kind) {
            case 0 -> cash(script, out, unit, 3_000_000); // it is rescued
            case 1, 2, 3, 4, 5, 6, 7, 8 -> {
                cash(script, out, unit, -10_000_000); // or loses all, which counts from the next commit on
                script.then(later -> later.definitionsCommit(0));
            }
            case 9, 10 -> {
                out.kill("operator", "a cascade");
                script.then(later -> later.timer(later.eventNs()));
                OperatorScenarios.arm(script);
            }
            case 11, 12, 13, 14 -> {
                role(script, out, unit, AccountRole.LIQUIDATOR);
                script.then(later -> role(script, later, unit, AccountRole.TRADER));
            }
            case 15, 16, 17 -> script.transfer(out, unit.accountId(), 66_666, BigInteger.ONE); // it is SUSPECT
            case 18 -> out.definitionsCommit(0);
            default -> out.timer(out.eventNs());
        }
    }

    private static void role(final Script script, final InputRecords out, final Unit unit, final AccountRole role) {
        final int source = script.source(unit.accountId());
        out.accountOpened(unit.accountId(), role, "again", source, script.next(source));
    }

    private static void cash(final Script script, final InputRecords out, final Unit unit, final int ratioPpm) {
        final BigInteger amount = SnapshotScenarios.withCash(script, unit.legs(), ratioPpm)
                .balance(World.CASH)
                .subtract(unit.legs().balance(World.CASH));
        script.transfer(out, unit.accountId(), World.CASH, amount);
    }

    /** Another account, of a smaller id, that comes to have the same shortfall as one that waits long enough. */
    private static void twin(final Script script) {
        final State state = script.state();
        final List<Unit> waiting = state.units().values().stream()
                .filter(unit -> unit.queued().isPresent())
                .sorted(Comparator.comparing(
                        unit -> unit.queued().map(Queued::shortfall).orElseThrow()))
                .toList();
        for (final Unit unit : waiting) {
            final List<SnapshotRecords.Line> lines = new ArrayList<>();
            final Optional<Unit> other = script.unit(some -> some.accountId() < unit.accountId()
                    && some.isTrader()
                    && some.queued().isEmpty()
                    && state.orders().values().stream().noneMatch(order -> order.accountId() == some.accountId()));
            if (other.isPresent() && isAsItWas(state, unit)) {
                lines.addAll(SnapshotRecords.of(other.get().accountId(), paidUp(state, unit.legs())));
                final int bound = state.definitions().profile().orElseThrow().maxLiquidationsPerRecord();
                if (waiting.size() > bound * lines.size()) {
                    SnapshotRecords.play(script, other.get().accountId(), lines, true, true);
                }
                return;
            }
        }
    }

    private static boolean isAsItWas(final State state, final Unit unit) {
        final Valuation now = Valuer.of(state).value(unit);
        return unit.queued().orElseThrow().shortfall().equals(now.slack().negate());
    }

    // Funding that is owed counts as cost, since a snapshot owes none.
    private static Legs paidUp(final State state, final Legs legs) {
        Legs paid = legs;
        for (final Map.Entry<Long, Position> entry : legs.positions().entrySet()) {
            final Position position = entry.getValue();
            final BigInteger index = state.fundingIndex(entry.getKey());
            final BigInteger owed = index.subtract(position.fundingIndex()).multiply(position.quantity());
            paid = paid.withPosition(
                    entry.getKey(),
                    new Position(position.quantity(), position.cost().add(owed), index));
        }
        return paid;
    }
}
