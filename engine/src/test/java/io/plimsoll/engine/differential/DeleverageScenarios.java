package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Bankrupt accounts with others on the other side, alike or not, and what becomes of the counterparties that their orders are given. */
final class DeleverageScenarios {
    private static final int BANKRUPT_PPM = -2_000_000;
    private static final int WELL_PPM = 3_000_000;

    private DeleverageScenarios() {}

    /** Some accounts with a profit, of which two may be alike in all but their ids; then one on the other side that is bankrupt. */
    static void fall(final Script script) {
        final Dice dice = script.dice();
        final Instrument instrument = script.instrument();
        final BigInteger mark = script.mark(instrument);
        final BigInteger size =
                dice.magnitude(instrument.maxQuantity().shiftRight(4).max(BigInteger.ONE));
        final boolean isLong = dice.oneIn(2);
        final int winners = dice.between(1, 3);
        Legs legs = Legs.NONE;
        for (int i = 0; i < winners; i++) {
            if (i == 0 || !dice.oneIn(3)) {
                legs = well(script, instrument, isLong ? size.negate() : size, mark);
            }
            play(script, legs);
        }
        final BigInteger fallen = size.multiply(BigInteger.valueOf(dice.between(1, 3)));
        final BigInteger quantity = isLong ? fallen : fallen.negate();
        play(
                script,
                SnapshotScenarios.withCash(
                        script, position(instrument, quantity, quantity.multiply(mark)), BANKRUPT_PPM));
    }

    private static Legs well(
            final Script script, final Instrument instrument, final BigInteger quantity, final BigInteger mark) {
        final Dice dice = script.dice();
        // shorts gain where they sold for more, longs where they bought for less; one in six loses
        final boolean gains = !dice.oneIn(6);
        final boolean isDearer = (quantity.multiply(mark).signum() < 0) == gains;
        final BigInteger cost =
                dice.scaled(quantity.multiply(mark), isDearer ? 1_010_000 : 700_000, isDearer ? 1_300_000 : 990_000);
        return SnapshotScenarios.withCash(script, position(instrument, quantity, cost), WELL_PPM);
    }

    private static Legs position(final Instrument instrument, final BigInteger quantity, final BigInteger cost) {
        return Legs.NONE.withPosition(instrument.id(), new Position(quantity, cost, BigInteger.ZERO));
    }

    private static void play(final Script script, final Legs legs) {
        script.unit(Unit::isTrader)
                .ifPresent(unit -> SnapshotRecords.play(
                        script, unit.accountId(), SnapshotRecords.of(unit.accountId(), legs), true, true));
    }

    /** A counterparty takes its side, all of it or a part; before that, its position may have changed. */
    static void execute(final Script script) {
        final State state = script.state();
        final SortedMap<OrderId, SortedMap<Long, BigInteger>> all =
                state.assignments().all();
        final List<OrderId> orders =
                all.keySet().stream().filter(order -> !all.get(order).isEmpty()).toList();
        if (orders.isEmpty()) {
            return;
        }
        final Dice dice = script.dice();
        final InFlight order = state.orders().get(dice.pick(orders));
        final Map.Entry<Long, BigInteger> assigned =
                dice.pick(List.copyOf(all.get(order.id()).entrySet()));
        if (dice.oneIn(3)) {
            leave(script, assigned.getKey(), order.instrumentId());
        }
        script.then(out -> {
            final BigInteger some = dice.upTo(assigned.getValue());
            final BigInteger size = switch (dice.below(6)) {
                case 0, 1 -> some;
                case 2 -> assigned.getValue().add(some);
                case 3 -> some.negate();
                default -> assigned.getValue();
            };
            final BigInteger quantity = order.side() == Side.SELL ? size.negate() : size;
            Liquidations.write(script, out, order, quantity, OptionalLong.of(assigned.getKey()));
        });
    }

    // it closes its position, or turns it
    private static void leave(final Script script, final long accountId, final long instrumentId) {
        final Unit unit = script.state().units().get(accountId);
        final BigInteger held = unit.legs().position(instrumentId).quantity();
        final Optional<Instrument> instrument =
                Optional.ofNullable(script.state().definitions().instruments().get(instrumentId));
        if (held.signum() != 0 && instrument.isPresent()) {
            final BigInteger closed = script.dice().of(held, held.shiftLeft(1), held.subtract(held.shiftRight(2)));
            script.then(out -> script.fill(
                    out,
                    accountId,
                    instrumentId,
                    closed.negate(),
                    script.price(instrument.get().priceId(), instrument.get().maxPrice()),
                    BigInteger.ZERO));
        }
    }
}
