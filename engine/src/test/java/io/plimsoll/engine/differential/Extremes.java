package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Unit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The largest numbers that the limits allow, and as many legs as a unit may have. */
final class Extremes {
    private static final int MAX_LEGS_PER_UNIT = 64;

    private Extremes() {}

    /** An account with everything at its limit; in a world that has so many things, 64 legs, at times 65. */
    static void snapshot(final Script script) {
        script.unit(unit -> unit.accountId() <= 2).ifPresent(unit -> {
            final List<SnapshotRecords.Line> lines = new ArrayList<>();
            // each on either side, or all of it on one: then nothing cancels out, and the sum is the largest there is
            final int side = script.dice().of(0, 0, 1, -1);
            for (final Asset asset : script.state().definitions().assets().values()) {
                lines.add(SnapshotRecords.balance(
                        unit.accountId(), asset.id(), extreme(script, asset.maxBalance(), side)));
            }
            for (final Instrument instrument :
                    script.state().definitions().instruments().values()) {
                lines.add(SnapshotRecords.position(
                        unit.accountId(),
                        instrument.id(),
                        extreme(script, instrument.maxQuantity(), instrument.isInverse() ? -side : side),
                        extreme(script, instrument.maxCost(), -side)));
            }
            shuffle(script, lines);
            final int most = script.dice().oneIn(4) ? MAX_LEGS_PER_UNIT + 1 : MAX_LEGS_PER_UNIT;
            SnapshotRecords.play(script, unit.accountId(), lines.subList(0, Math.min(most, lines.size())), true, true);
        });
    }

    /** The limit, or anything up to it; negative if {@code side} is, and either if {@code side} is 0. */
    private static BigInteger extreme(final Script script, final BigInteger limit, final int side) {
        final BigInteger size = script.dice().oneIn(4) ? script.dice().upTo(limit) : limit;
        if (side == 0) {
            return script.dice().signed(size);
        }
        return side > 0 ? size : size.negate();
    }

    private static void shuffle(final Script script, final List<SnapshotRecords.Line> lines) {
        for (int i = lines.size() - 1; i > 0; i--) {
            lines.add(lines.remove(script.dice().below(i + 1)));
        }
    }

    /** One leg more, or one less, where about 64 are held. */
    static void lastLeg(final Script script) {
        script.unit(unit -> unit.legs().count() >= MAX_LEGS_PER_UNIT - 4)
                .ifPresent(unit -> script.then(out -> lastLeg(script, out, unit)));
    }

    private static void lastLeg(final Script script, final InputRecords out, final Unit unit) {
        final boolean add = !script.dice().oneIn(4);
        if (script.dice().oneIn(2)) {
            final Asset asset = script.asset(found -> unit.legs().balances().containsKey(found.id()) != add);
            final BigInteger balance = unit.legs().balance(asset.id());
            script.transfer(
                    out, unit.accountId(), asset.id(), balance.signum() == 0 ? BigInteger.ONE : balance.negate());
        } else {
            final Instrument instrument =
                    script.instrument(found -> unit.legs().positions().containsKey(found.id()) != add);
            final BigInteger held = unit.legs().position(instrument.id()).quantity();
            script.fill(
                    out,
                    unit.accountId(),
                    instrument.id(),
                    held.signum() == 0 ? BigInteger.ONE : held.negate(),
                    Trading.price(script, instrument),
                    BigInteger.ZERO);
        }
    }

    /** A cost that a fill takes to its limit exactly, or one beyond. */
    static void cost(final Script script) {
        script.unit(Unit::isTrader).ifPresent(unit -> {
            final Instrument instrument = script.instrument();
            final BigInteger quantity =
                    script.dice().upTo(instrument.maxQuantity().shiftRight(1).max(BigInteger.ONE));
            final BigInteger price = Trading.price(script, instrument);
            final BigInteger sign = script.dice().signed(BigInteger.ONE);
            final BigInteger limit =
                    instrument.maxCost().add(BigInteger.valueOf(script.dice().between(0, 1)));
            final BigInteger end = instrument.isInverse() ? limit.negate() : limit;
            final BigInteger cost = end.subtract(quantity.multiply(instrument.mark(price)));
            SnapshotRecords.play(
                    script,
                    unit.accountId(),
                    List.of(SnapshotRecords.position(
                            unit.accountId(), instrument.id(), quantity.multiply(sign), cost.multiply(sign))),
                    true,
                    true);
            script.then(out -> script.fill(
                    out, unit.accountId(), instrument.id(), quantity.multiply(sign), price, BigInteger.ZERO));
            SnapshotScenarios.renew(script, unit);
        });
    }

    /** From one limit of a position to the other, at the limit of the price. */
    static void flip(final Script script) {
        script.unit(unit -> !unit.legs().positions().isEmpty())
                .ifPresent(unit -> script.then(out -> flip(script, out, unit)));
    }

    private static void flip(final Script script, final InputRecords out, final Unit unit) {
        final Instrument instrument = script.instrument();
        final BigInteger held = unit.legs().position(instrument.id()).quantity();
        final BigInteger target = held.signum() > 0 ? instrument.maxQuantity().negate() : instrument.maxQuantity();
        script.fill(
                out,
                unit.accountId(),
                instrument.id(),
                target.subtract(held),
                script.dice().of(instrument.maxPrice(), BigInteger.ONE),
                script.dice().of(BigInteger.ZERO, BigInteger.ONE));
    }
}
