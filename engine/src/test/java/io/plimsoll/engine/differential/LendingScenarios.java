package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts that owe against collateral: how they come to be, how they come to be below, and profiles that just hold for one of them. */
final class LendingScenarios {
    private LendingScenarios() {}

    /** New legs: some assets owned, others owed, at some health; at times a position beside them. */
    static void borrow(final Script script) {
        script.unit(Unit::isTrader).ifPresent(unit -> {
            final Dice dice = script.dice();
            Legs legs = dice.oneIn(8) ? SnapshotScenarios.newLegs(script) : Legs.NONE;
            final int owned = dice.of(1, 1, 2, 3);
            for (int i = 0; i < owned; i++) {
                final Asset asset = script.asset(any -> any.id() != World.FINE && any.maintenanceWeightPpm() > 0);
                final BigInteger amount =
                        dice.magnitude(asset.maxBalance().shiftRight(4).max(BigInteger.ONE));
                legs = legs.withBalance(asset.id(), dice.oneIn(3) ? amount : inWholeMicros(asset, amount));
            }
            final int healthPpm = dice.oneIn(3) ? dice.between(300_000, 1_000_000) : dice.between(1_000_000, 1_300_000);
            legs = owe(script, legs, healthPpm);
            SnapshotRecords.play(script, unit.accountId(), SnapshotRecords.of(unit.accountId(), legs), true, true);
        });
    }

    // Whatever its price: a bound can then be just what it is worth.
    private static BigInteger inWholeMicros(final Asset asset, final BigInteger amount) {
        final BigInteger multiple =
                Numbers.tenTo(Math.max(0, asset.decimals() + asset.priceDecimals() - Numbers.RATE_DECIMALS));
        return Numbers.ceilTo(amount, multiple).min(Numbers.floorTo(asset.maxBalance(), multiple));
    }

    // One or two debts, which share what the health allows.
    private static Legs owe(final Script script, final Legs owned, final int healthPpm) {
        final Dice dice = script.dice();
        final int debts = dice.of(1, 1, 2);
        Legs legs = owned;
        for (int i = 0; i < debts; i++) {
            final Legs held = legs;
            final Asset asset = script.asset(
                    any -> any.id() != World.FINE && held.balance(any.id()).signum() == 0);
            if (legs.balance(asset.id()).signum() == 0) {
                final BigInteger amount =
                        allowed(script, owned, asset, healthPpm).divide(BigInteger.valueOf(debts));
                legs = legs.withBalance(
                        asset.id(),
                        amount.max(BigInteger.ONE).min(asset.maxBalance()).negate());
            }
        }
        return legs;
    }

    private static BigInteger allowed(final Script script, final Legs owned, final Asset debt, final int healthPpm) {
        final Valuer valuer = Valuer.of(script.state());
        final Legs one = Legs.NONE.withBalance(debt.id(), BigInteger.ONE.negate());
        if (!valuer.isPriced(owned) || !valuer.isPriced(one)) {
            return script.dice().magnitude(debt.maxBalance().shiftRight(2).max(BigInteger.ONE));
        }
        final BigInteger slack = valuer.value(owned).slack().max(BigInteger.ONE);
        final BigInteger perUnit =
                valuer.value(one).slack().negate().max(BigInteger.ONE); // it may be rounded to nothing
        return slack.multiply(Numbers.MILLION).divide(perUnit.multiply(BigInteger.valueOf(healthPpm)));
    }

    /** A debtor who just holds takes a little more than that. */
    static void sink(final Script script) {
        healthy(script).ifPresent(unit -> sink(script, unit));
    }

    private static void sink(final Script script, final Unit unit) {
        script.then(out -> {
            final long assetId =
                    debts(unit).isEmpty() ? World.CASH : script.dice().pick(debts(unit));
            final Legs one = Legs.NONE.withBalance(assetId, BigInteger.ONE.negate());
            final Valuer now = Valuer.of(script.state());
            if (!now.isPriced(unit.legs()) || !now.isPriced(one)) {
                out.timer(out.eventNs());
                return;
            }
            final BigInteger room = now.value(unit.legs())
                    .slack()
                    .max(BigInteger.ZERO)
                    .divide(now.value(one).slack().negate().max(BigInteger.ONE));
            final BigInteger owed = unit.legs().balance(assetId).abs().max(BigInteger.TEN);
            final Dice dice = script.dice();
            final BigInteger more = dice.of(
                    BigInteger.ZERO,
                    BigInteger.ONE,
                    dice.scaled(owed, 0, 20_000),
                    dice.scaled(owed, 0, 200_000),
                    dice.scaled(owed, 0, 1_000_000));
            final BigInteger most =
                    script.state().definitions().assets().get(assetId).maxBalance();
            script.transfer(
                    out, unit.accountId(), assetId, room.min(most).add(more).negate());
        });
    }

    private static Optional<Unit> healthy(final Script script) {
        final Valuer valuer = Valuer.of(script.state());
        return script.unit(unit -> isDebtor(unit)
                && valuer.isPriced(unit.legs())
                && valuer.value(unit.legs()).slack().signum() >= 0);
    }

    /** A profile whose bounds in value are just what some debtor owes or owns, or a part of it; then that debtor takes too much. */
    static void aim(final Script script) {
        final ProfileTerms terms = script.state().definitions().profileTerms();
        if (LendingWorlds.seizes(terms)) {
            healthy(script).ifPresent(unit -> {
                aim(script, unit, terms);
                sink(script, unit);
            });
        }
    }

    private static void aim(final Script script, final Unit unit, final ProfileTerms terms) {
        final Dice dice = script.dice();
        final Definitions definitions = script.state().definitions();
        final long assetId = dice.pick(List.copyOf(unit.legs().balances().keySet()));
        final Legs alone =
                Legs.NONE.withBalance(assetId, unit.legs().balance(assetId).abs());
        final BigInteger value = Valuer.of(script.state()).value(alone).netWorth();
        final BigInteger micro = definitions.align(BigInteger.ONE, Numbers.RATE_DECIMALS);
        final BigInteger part = dice.of(value, dice.scaled(value, 480_000, 1_000_000), dice.scaled(value, 0, 520_000));
        final long micros = Script.clamp(part.divide(micro).add(BigInteger.valueOf(dice.between(0, 1))));
        final boolean isCloseFactor = dice.oneIn(6) || terms.plan().sizing() == Sizing.CLOSE_FACTOR;
        final boolean isFullBelow = isCloseFactor && dice.oneIn(4);
        final PlanTerms aimed = LendingWorlds.plan(
                isCloseFactor ? Sizing.CLOSE_FACTOR : terms.plan().sizing(),
                isCloseFactor ? dice.of(500_000, 500_000, 100_000, 900_000) : 0,
                dice.of(0, 500_000),
                isFullBelow ? micros : 0,
                isFullBelow ? terms.plan().leftoverMicros() : micros,
                terms.plan().targetHealthPpm());
        DefinitionChanges.play(
                script,
                List.of(definitions
                        .profile()
                        .orElseThrow()
                        .withTerms(LendingWorlds.with(terms, aimed, terms.bonus(), terms.auction()))),
                0);
    }

    /** Another way to seize. */
    static void change(final Script script) {
        final Definitions definitions = script.state().definitions();
        definitions
                .profile()
                .ifPresent(profile -> DefinitionChanges.play(
                        script, List.of(LendingWorlds.seizingOrAuctioning(profile, script.dice())), 0));
    }

    /** Pays its debt back, or takes its collateral out, under a seize order that is in flight for both. */
    static void moveUnderOrders(final Script script) {
        script.unit(unit -> script.state().seizures().values().stream()
                        .anyMatch(order -> order.accountId() == unit.accountId()))
                .ifPresent(unit -> script.then(out -> {
                    final List<Long> held = List.copyOf(unit.legs().balances().keySet());
                    if (held.isEmpty()) {
                        out.timer(out.eventNs());
                        return;
                    }
                    final long assetId = script.dice().pick(held);
                    final BigInteger balance = unit.legs().balance(assetId);
                    final BigInteger amount = script.dice()
                            .of(balance.negate(), script.dice().scaled(balance.negate(), 0, 1_000_000), BigInteger.ONE);
                    script.transfer(out, unit.accountId(), assetId, amount);
                }));
    }

    private static boolean isDebtor(final Unit unit) {
        return unit.isTrader()
                && !debts(unit).isEmpty()
                && unit.legs().balances().values().stream().anyMatch(balance -> balance.signum() > 0);
    }

    private static List<Long> debts(final Unit unit) {
        return unit.legs().balances().entrySet().stream()
                .filter(balance -> balance.getValue().signum() < 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
