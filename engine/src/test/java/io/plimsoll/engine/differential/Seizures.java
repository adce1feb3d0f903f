package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.SeizeInFlight;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.OrderId;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/** Seize orders that are filled: in part, in full, too much, below nothing, too late, or that never were. */
final class Seizures {
    private static final BigInteger A_LITTLE = BigInteger.valueOf(1_000_000);
    private static final long NO_ASSET = 55_555;

    private Seizures() {}

    /** An order in flight is filled, mostly as it should. */
    static void fill(final Script script) {
        final List<SeizeInFlight> orders = List.copyOf(script.state().seizures().values());
        if (orders.isEmpty()) {
            return;
        }
        final SeizeInFlight order = script.dice().pick(orders);
        final OptionalLong counterparty = counterparty(script, order.accountId());
        script.then(out -> {
            final BigInteger[] amounts = amounts(script, order);
            write(script, out, order, amounts[0], amounts[1], counterparty, 1);
        });
        if (script.dice().oneIn(6)) {
            // the same record again: the watermark drops it
            script.then(out -> write(script, out, order, BigInteger.TEN, BigInteger.ONE, counterparty, 0));
        }
    }

    private static BigInteger[] amounts(final Script script, final SeizeInFlight order) {
        final Dice dice = script.dice();
        final BigInteger repaid = dice.upTo(order.repayRemaining());
        final BigInteger seized = order.seizeRemaining().multiply(repaid).divide(order.repayRemaining());
        return switch (dice.below(19)) {
            case 0, 1, 2, 3 -> pair(repaid, seized);
            case 4, 5, 6, 7, 8 -> pair(order.repayRemaining(), order.seizeRemaining());
            case 9 -> pair(order.repayRemaining().add(repaid.min(A_LITTLE)), seized);
            case 10 -> pair(repaid, tooMuch(script, order));
            case 11 -> pair(repaid, BigInteger.ZERO);
            case 12 -> pair(BigInteger.ZERO, seized.max(BigInteger.ONE));
            case 13, 17 -> pair(BigInteger.ZERO, BigInteger.ZERO);
            case 16, 18 -> pair(repaid, tooMuch(script, order));
            case 14 -> pair(repaid.negate(), seized);
            default -> pair(repaid, dice.of(seized.negate(), BigInteger.ONE.negate()));
        };
    }

    // than was ordered, at times than there is
    private static BigInteger tooMuch(final Script script, final SeizeInFlight order) {
        final BigInteger more = script.dice().upTo(A_LITTLE);
        final BigInteger held =
                script.state().units().get(order.accountId()).legs().balance(order.collateralAssetId());
        return script.dice().oneIn(2)
                ? held.max(order.seizeRemaining()).add(more)
                : order.seizeRemaining().add(more);
    }

    private static BigInteger[] pair(final BigInteger repaid, final BigInteger seized) {
        return new BigInteger[] {repaid, seized};
    }

    /** More than a balance may hold: the order stays as it is. */
    static void fillRefused(final Script script) {
        final List<SeizeInFlight> orders = List.copyOf(script.state().seizures().values());
        if (orders.isEmpty()) {
            return;
        }
        final SeizeInFlight order = script.dice().pick(orders);
        final OptionalLong counterparty = counterparty(script, order.accountId());
        script.then(out -> {
            final boolean isDebt = script.dice().oneIn(2);
            final long assetId = isDebt ? order.debtAssetId() : order.collateralAssetId();
            final BigInteger beyond = script.state()
                    .definitions()
                    .assets()
                    .get(assetId)
                    .maxBalance()
                    .shiftLeft(2);
            final BigInteger some = BigInteger.valueOf(script.dice().between(0, 3));
            write(script, out, order, isDebt ? beyond : some, isDebt ? some : beyond, counterparty, 1);
        });
    }

    /** More than the balance of an account that owns the asset may hold; the other side may give as much. */
    static void fillBeyondOwn(final Script script) {
        final Asset debt = script.asset(any -> any.id() != World.FINE);
        final Asset collateral = script.asset(any -> any.id() != debt.id());
        script.unit(unit -> unit.legs().balance(debt.id()).signum() > 0).ifPresent(unit -> {
            final OptionalLong counterparty = counterparty(script, unit.accountId());
            final OrderId id = new OrderId(1, script.dice().between(1L, 10_000L), 0);
            script.then(out -> {
                final BigInteger room = debt.maxBalance().subtract(unit.legs().balance(debt.id()));
                final SeizeInFlight claimed = new SeizeInFlight(
                        id,
                        unit.accountId(),
                        debt.id(),
                        collateral.id(),
                        BigInteger.ZERO,
                        room,
                        BigInteger.ZERO,
                        BigInteger.ZERO);
                final BigInteger repaid =
                        room.add(BigInteger.valueOf(script.dice().between(0, 1)));
                write(
                        script,
                        out,
                        claimed,
                        repaid,
                        BigInteger.valueOf(script.dice().between(0, 2)),
                        counterparty,
                        1);
            });
        });
    }

    /** The order is no longer in flight. */
    static void fillLate(final Script script) {
        if (!script.endedSeizures().isEmpty()) {
            final SeizeInFlight order = script.dice().pick(script.endedSeizures());
            final OptionalLong counterparty = counterparty(script, order.accountId());
            script.then(out -> write(
                    script,
                    out,
                    order,
                    script.dice().upTo(order.repaid().max(BigInteger.TWO)),
                    script.dice().upTo(order.seized().max(BigInteger.TWO)),
                    counterparty,
                    1));
        }
    }

    /** No such order was ever given, or it is another account's, or for other assets. */
    static void fillForeign(final Script script) {
        final Dice dice = script.dice();
        final List<SeizeInFlight> orders = List.copyOf(script.state().seizures().values());
        final OrderId unknown = new OrderId(dice.between(0, 3), dice.between(1L, 10_000L), dice.below(3));
        final OrderId id =
                orders.isEmpty() || dice.oneIn(3) ? unknown : dice.pick(orders).id();
        final SeizeInFlight order = script.state().seizures().get(id);
        script.unit(any -> order == null || dice.oneIn(2) || any.accountId() == order.accountId())
                .ifPresent(unit -> {
                    final Asset debt = script.asset();
                    final Asset collateral = script.asset();
                    final long debtId = order != null && dice.oneIn(2) ? order.debtAssetId() : id(dice, debt);
                    final long collateralId =
                            order != null && dice.oneIn(2) ? order.collateralAssetId() : id(dice, collateral);
                    final SeizeInFlight claimed = new SeizeInFlight(
                            id,
                            unit.accountId(),
                            debtId,
                            collateralId,
                            BigInteger.ZERO,
                            dice.magnitude(debt.maxBalance().shiftRight(8).max(BigInteger.ONE)),
                            BigInteger.ZERO,
                            dice.magnitude(collateral.maxBalance().shiftRight(8).max(BigInteger.ONE)));
                    final OptionalLong counterparty = counterparty(script, unit.accountId());
                    script.then(out -> write(
                            script, out, claimed, claimed.repayRemaining(), claimed.seizeRemaining(), counterparty, 1));
                });
    }

    private static long id(final Dice dice, final Asset asset) {
        return dice.oneIn(12) ? NO_ASSET : asset.id();
    }

    private static OptionalLong counterparty(final Script script, final long accountId) {
        final Dice dice = script.dice();
        if (dice.oneIn(60)) {
            return OptionalLong.of(dice.of(accountId, World.STRANGERS + dice.below(1_000_000)));
        }
        return dice.oneIn(3)
                ? OptionalLong.empty()
                : script.unit(unit -> dice.oneIn(3) || !unit.isTrader())
                        .map(Unit::accountId)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty());
    }

    private static void write(
            final Script script,
            final InputRecords out,
            final SeizeInFlight order,
            final BigInteger repaid,
            final BigInteger seized,
            final OptionalLong counterparty,
            final long sequenceStep) {
        final int source = script.source(order.accountId());
        out.seizeFill(
                order.accountId(),
                counterparty,
                order.id(),
                order.debtAssetId(),
                order.collateralAssetId(),
                Script.clamp(repaid),
                Script.clamp(seized),
                source,
                script.skip(source, sequenceStep));
    }
}
