package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.PriceSource;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Puts a position on the edge of a tier, and a millionth to either side of it, while its unit is on a boundary. It is the edge that is
 * brought to the position, by a margin table that is redefined: a notional moves by whole quantities or prices only.
 */
final class TierBoundaries {
    private TierBoundaries() {}

    /** A unit on a boundary with a position on an edge, by a transfer or by a price. */
    static void edge(final Script script) {
        script.unit(Boundaries.isTarget(script)
                        .and(unit -> tiered(script.state(), unit.legs()).isPresent()))
                .ifPresent(unit -> {
                    final Instrument instrument =
                            tiered(script.state(), unit.legs()).orElseThrow();
                    if (script.dice().oneIn(2)) {
                        byTransfer(script, unit, instrument);
                    } else {
                        byPrice(script, unit, instrument);
                    }
                });
    }

    private static Optional<Instrument> tiered(final State state, final Legs legs) {
        return legs.positions().keySet().stream()
                .map(id -> state.definitions().instruments().get(id))
                .filter(Instrument::hasTable)
                .findFirst();
    }

    private static void byTransfer(final Script script, final Unit unit, final Instrument instrument) {
        final BigInteger price =
                script.state().prices().of(instrument.priceId()).orElseThrow();
        bring(script, instrument, unit.legs().position(instrument.id()).quantity(), price);
        final int offset = script.dice().between(-1, 1);
        Boundaries.approach(script, unit, level(script), offset, () -> Valuer.of(script.state()));
        final BigInteger step = script.dice().signed(BigInteger.ONE);
        for (final BigInteger amount : List.of(step, step.negate(), step.negate())) {
            script.then(out -> script.transfer(out, unit.accountId(), World.FINE, amount));
        }
    }

    private static void byPrice(final Script script, final Unit unit, final Instrument instrument) {
        final State state = script.state();
        final long priceId = instrument.priceId();
        final BigInteger price = script.dice()
                .scaled(state.prices().of(priceId).orElseThrow(), 950_000, 1_050_000)
                .max(BigInteger.TWO)
                .min(instrument.maxPrice().subtract(BigInteger.ONE));
        if (price.signum() <= 0) {
            return;
        }
        bring(script, instrument, unit.legs().position(instrument.id()).quantity(), price);
        final PriceSource then =
                id -> id == priceId ? Optional.of(price) : state.prices().of(id);
        Boundaries.approach(script, unit, level(script), 0, () -> Valuer.of(state, then, state::fundingIndex));
        final BigInteger step = script.dice().signed(BigInteger.ONE);
        for (final BigInteger value : List.of(price.add(step), price, price.subtract(step), price)) {
            script.then(out -> script.tick(out, priceId, value));
        }
    }

    private static Level level(final Script script) {
        return script.dice().of(Level.MAINTENANCE, Level.MAINTENANCE, Level.WARNING);
    }

    /** A plan that ends where an edge is, with a shortfall of whole steps to the last digit or one more. */
    static void plan(final Script script) {
        final State state = script.state();
        final Instrument instrument = script.instrument(some -> some.hasTable() && some.maintenancePpm() > 0);
        if (script.world().isLarge()
                || !instrument.hasTable()
                || state.prices().of(instrument.priceId()).isEmpty()) {
            return;
        }
        script.unit(unit -> unit.isTrader()
                        && state.orders().values().stream().noneMatch(order -> order.accountId() == unit.accountId()))
                .ifPresent(unit -> {
                    PlanBoundaries.renew(script, unit, instrument);
                    script.then(out -> {
                        out.timer(out.eventNs()); // the rest is solved for with the snapshot in force
                        if (Valuer.of(state).isPriced(unit.legs())
                                && !unit.legs().position(instrument.id()).isFlat()) {
                            fall(script, unit, instrument);
                        }
                    });
                });
    }

    private static void fall(final Script script, final Unit unit, final Instrument instrument) {
        final BigInteger size = unit.legs().position(instrument.id()).quantity().abs();
        final BigInteger steps = size.divide(instrument.step());
        final BigInteger closed = steps.shiftRight(1)
                .add(script.dice().upTo(steps.max(BigInteger.TWO).shiftRight(1)))
                .multiply(instrument.step())
                .min(size);
        final BigInteger price =
                script.state().prices().of(instrument.priceId()).orElseThrow();
        bring(script, instrument, size.subtract(closed), price);
        Boundaries.approach(
                script,
                unit,
                (state, valuer, of, valuation) -> valuer.requirement(of.legs(), Purpose.STOP)
                        .add(valuer.openOrders(of, Purpose.STOP))
                        .subtract(freed(valuer, instrument, size, closed))
                        .subtract(valuer.balance(of.legs(), Purpose.STOP))
                        .add(valuation.equity()),
                script.dice().of(0, 0, 1),
                () -> Valuer.of(script.state()));
    }

    /** What closing some of a position frees. */
    static BigInteger freed(
            final Valuer valuer, final Instrument instrument, final BigInteger size, final BigInteger closed) {
        return valuer.requirement(instrument, size, Purpose.STOP)
                .subtract(valuer.requirement(instrument, size.subtract(closed), Purpose.STOP))
                .subtract(cost(valuer, instrument, closed));
    }

    /** What closing a quantity costs the account. */
    static BigInteger cost(final Valuer valuer, final Instrument instrument, final BigInteger quantity) {
        return cost(
                valuer,
                instrument,
                quantity,
                instrument.terms().penaltyPpm() + instrument.terms().costPpm());
    }

    /** The same at another rate. */
    static BigInteger cost(
            final Valuer valuer, final Instrument instrument, final BigInteger quantity, final int costPpm) {
        return valuer.notional(instrument, quantity)
                .multiply(BigInteger.valueOf(costPpm))
                .divide(Numbers.MILLION);
    }

    private static void bring(
            final Script script, final Instrument instrument, final BigInteger quantity, final BigInteger price) {
        final BigInteger floor = TierTables.micros(
                        instrument,
                        quantity.abs().multiply(instrument.mark(price).abs()))
                .add(BigInteger.valueOf(script.dice().of(-1, 0, 0, 1)));
        final MarginTable table = script.state().stated().tables().get(instrument.tableId());
        DefinitionChanges.play(script, List.of(TierTables.withEdge(table, floor, script.dice())), 0);
    }
}
