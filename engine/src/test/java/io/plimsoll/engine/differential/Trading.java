package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.Unit;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;

/** Fills and transfers that are as they should be: opening, adding, reducing, closing, flipping. */
final class Trading {
    private Trading() {}

    static void open(final Script script) {
        script.unit(unit -> true).ifPresent(unit -> {
            final Instrument instrument = script.instrument();
            final BigInteger quantity = script.dice()
                    .signed(script.dice().magnitude(instrument.maxQuantity().shiftRight(3)));
            script.then(out -> fill(script, out, unit, instrument, quantity));
        });
    }

    /** Part of a position, all of it, or more than all of it: then it changes sides. */
    static void reduce(final Script script) {
        script.unit(unit -> !unit.legs().positions().isEmpty())
                .ifPresent(unit -> script.then(
                        out -> reduce(script, out, unit, script.dice().below(3))));
    }

    /** The same while orders are in flight for it, so that they no longer fit. */
    static void reduceUnderOrders(final Script script) {
        final List<InFlight> orders = List.copyOf(script.state().orders().values());
        if (!orders.isEmpty()) {
            reduceUnder(script, script.dice().pick(orders));
        }
    }

    static void reduceUnder(final Script script, final InFlight order) {
        final Unit unit = script.state().units().get(order.accountId());
        script.then(out -> {
            final Instrument instrument =
                    script.state().definitions().instruments().get(order.instrumentId());
            final BigInteger held = unit.legs().position(instrument.id()).quantity();
            fill(script, out, unit, instrument, part(script, held, script.dice().below(4)));
        });
    }

    private static void reduce(final Script script, final InputRecords out, final Unit unit, final int kind) {
        final List<Long> held = List.copyOf(unit.legs().positions().keySet());
        if (held.isEmpty()) {
            out.timer(out.eventNs());
            return;
        }
        final Instrument instrument =
                script.state().definitions().instruments().get(script.dice().pick(held));
        final BigInteger quantity = unit.legs().position(instrument.id()).quantity();
        fill(script, out, unit, instrument, part(script, quantity, kind));
    }

    private static BigInteger part(final Script script, final BigInteger held, final int kind) {
        if (held.signum() == 0) {
            return BigInteger.ONE;
        }
        final BigInteger some = script.dice().upTo(held.abs());
        final BigInteger size = switch (kind) {
            case 0 -> some;
            case 1 -> held.abs();
            case 2 -> held.abs().add(some);
            default -> some.negate(); // adds to it
        };
        return held.signum() > 0 ? size.negate() : size;
    }

    private static void fill(
            final Script script,
            final InputRecords out,
            final Unit unit,
            final Instrument instrument,
            final BigInteger quantity) {
        script.fill(
                out, unit.accountId(), instrument.id(), quantity, price(script, instrument), fee(script, instrument));
    }

    /** Near the mark, at times far from it. */
    static BigInteger price(final Script script, final Instrument instrument) {
        final BigInteger mark = script.price(instrument.priceId(), instrument.maxPrice());
        final int spread = script.dice().oneIn(10) ? 500_000 : 10_000;
        return script.dice()
                .scaled(mark, 1_000_000 - spread, 1_000_000 + spread)
                .max(BigInteger.ONE)
                .min(instrument.maxPrice());
    }

    static BigInteger fee(final Script script, final Instrument instrument) {
        final Asset settlement = script.state().definitions().settlement(instrument);
        final BigInteger most = settlement.maxBalance().shiftRight(20).max(BigInteger.ONE);
        return script.dice().of(BigInteger.ZERO, script.dice().magnitude(most), BigInteger.ONE.negate());
    }

    /** Fee only. */
    static void nothingFilled(final Script script) {
        script.unit(unit -> true).ifPresent(unit -> {
            final Instrument instrument = script.instrument();
            script.then(out -> fill(script, out, unit, instrument, BigInteger.ZERO));
        });
    }

    /** Some in, some out, at times all of what is there, and then more. */
    static void transfer(final Script script) {
        script.unit(unit -> true).ifPresent(unit -> {
            final SortedMap<Long, Asset> assets = script.state().definitions().assets();
            final List<Long> held = unit.legs().balances().keySet().stream()
                    .filter(id -> id != World.FINE)
                    .toList();
            final long assetId = held.isEmpty() || script.dice().oneIn(2)
                    ? World.CASH
                    : script.dice().pick(held);
            final Asset asset = assets.get(assetId);
            script.then(out -> {
                final BigInteger balance = unit.legs().balance(asset.id());
                final BigInteger amount = script.dice()
                        .of(
                                script.dice()
                                        .magnitude(
                                                asset.maxBalance().shiftRight(4).max(BigInteger.ONE)),
                                balance.negate(),
                                script.dice().scaled(balance, -1_500_000, 200_000));
                script.transfer(out, unit.accountId(), asset.id(), amount);
            });
        });
    }
}
