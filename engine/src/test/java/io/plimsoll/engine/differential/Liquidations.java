package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/** Liquidation orders that trade: in part, in full, too much, on the wrong side, too late, or that never were. */
final class Liquidations {
    // what is filled must fit an OrderState, which the page does not promise of more than the limit and then some
    private static final BigInteger A_LITTLE = BigInteger.valueOf(1_000_000);

    private Liquidations() {}

    /** An order in flight trades, mostly as it should. */
    static void trade(final Script script) {
        final List<InFlight> orders = List.copyOf(script.state().orders().values());
        if (orders.isEmpty()) {
            return;
        }
        trade(script, script.dice().pick(orders));
    }

    static void trade(final Script script, final InFlight order) {
        final OptionalLong counterparty = counterparty(script, order.accountId());
        script.then(out -> {
            final BigInteger size = size(script, order);
            write(script, out, order, order.id(), order.side() == Side.SELL ? size.negate() : size, counterparty, 1);
        });
        if (script.dice().oneIn(6)) {
            // the same record again: the watermark drops it
            script.then(out -> write(script, out, order, order.id(), BigInteger.TEN, counterparty, 0));
        }
    }

    /** What is ordered first of an account is traded as a whole. */
    static void tradeWhole(final Script script, final long accountId) {
        script.then(out -> script.state().orders().values().stream()
                .filter(order -> order.accountId() == accountId)
                .findFirst()
                .ifPresentOrElse(
                        order ->
                                write(script, out, order, order.id(), order.signedRemaining(), OptionalLong.empty(), 1),
                        () -> out.timer(out.eventNs())));
    }

    private static BigInteger size(final Script script, final InFlight order) {
        final BigInteger some = script.dice().upTo(order.remaining());
        return switch (script.dice().below(12)) {
            case 0, 1, 2, 3 -> some;
            case 4, 5, 6, 7, 8 -> order.remaining();
            case 9 -> order.remaining().add(some.min(A_LITTLE)); // too much
            case 10 -> some.negate(); // wrong side
            default -> BigInteger.ZERO;
        };
    }

    /** A fee beyond what the account could ever pay, or a price beyond the limit: the order stays as it is. */
    static void tradeRefused(final Script script) {
        final List<InFlight> orders = List.copyOf(script.state().orders().values());
        if (orders.isEmpty()) {
            return;
        }
        final InFlight order = script.dice().pick(orders);
        final OptionalLong counterparty = counterparty(script, order.accountId());
        script.then(out -> {
            final Instrument instrument =
                    script.state().definitions().instruments().get(order.instrumentId());
            final BigInteger maxBalance =
                    script.state().definitions().settlement(instrument).maxBalance();
            final boolean isFee = !script.dice().oneIn(4);
            final BigInteger fee = isFee ? maxBalance.shiftLeft(2) : BigInteger.ZERO;
            final BigInteger price = isFee
                    ? Trading.price(script, instrument)
                    : instrument.maxPrice().add(BigInteger.ONE);
            final BigInteger size = script.dice().upTo(order.remaining());
            final BigInteger quantity = order.side() == Side.SELL ? size.negate() : size;
            write(script, out, order, order.id(), quantity, price, fee, counterparty, 1);
        });
    }

    /** The order is no longer in flight. */
    static void tradeLate(final Script script) {
        if (!script.ended().isEmpty()) {
            final InFlight order = script.dice().pick(script.ended());
            final BigInteger size = script.dice().upTo(order.filled().max(BigInteger.TWO));
            script.then(out -> write(
                    script,
                    out,
                    order,
                    order.id(),
                    script.dice().signed(size),
                    counterparty(script, order.accountId()),
                    1));
        }
    }

    /** No such order was ever given. */
    static void tradeUnknown(final Script script) {
        final OrderId id = new OrderId(
                script.dice().between(0, 3),
                script.dice().between(1L, 10_000L),
                script.dice().below(3));
        script.unit(unit -> true).ifPresent(unit -> claim(script, id, unit.accountId(), script.instrument()));
    }

    /** The order is another account's, or in another instrument. */
    static void tradeForeign(final Script script) {
        final List<InFlight> orders = List.copyOf(script.state().orders().values());
        if (orders.isEmpty()) {
            return;
        }
        final InFlight order = script.dice().pick(orders);
        if (script.dice().oneIn(2)) {
            claim(script, order.id(), order.accountId(), script.instrument());
        } else {
            final Instrument instrument =
                    script.state().definitions().instruments().get(order.instrumentId());
            script.unit(unit -> true).ifPresent(unit -> claim(script, order.id(), unit.accountId(), instrument));
        }
    }

    private static void claim(
            final Script script, final OrderId id, final long accountId, final Instrument instrument) {
        final BigInteger most = instrument.maxQuantity().shiftRight(6).max(BigInteger.ONE);
        final BigInteger quantity = script.dice().signed(script.dice().magnitude(most));
        final InFlight claimed =
                new InFlight(id, accountId, instrument.id(), Side.SELL, BigInteger.ZERO, BigInteger.ONE);
        script.then(out -> write(script, out, claimed, id, quantity, counterparty(script, accountId), 1));
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

    /** An order trades so much, at about its price. */
    static void write(
            final Script script,
            final InputRecords out,
            final InFlight order,
            final BigInteger quantity,
            final OptionalLong counterparty) {
        write(script, out, order, order.id(), quantity, counterparty, 1);
    }

    private static void write(
            final Script script,
            final InputRecords out,
            final InFlight order,
            final OrderId id,
            final BigInteger quantity,
            final OptionalLong counterparty,
            final long sequenceStep) {
        final Instrument instrument = script.state().definitions().instruments().get(order.instrumentId());
        final BigInteger price = Trading.price(script, instrument);
        final BigInteger fee = Trading.fee(script, instrument);
        write(script, out, order, id, quantity, price, fee, counterparty, sequenceStep);
    }

    static void write(
            final Script script,
            final InputRecords out,
            final InFlight order,
            final OrderId id,
            final BigInteger quantity,
            final BigInteger price,
            final BigInteger fee,
            final OptionalLong counterparty,
            final long sequenceStep) {
        final int source = script.source(order.accountId());
        out.liquidationFill(
                order.accountId(),
                counterparty,
                id,
                order.instrumentId(),
                Script.clamp(quantity),
                Script.clamp(price),
                Script.clamp(fee),
                source,
                script.skip(source, sequenceStep));
    }
}
