package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/** Fills of orders that carry a penalty: about the bankruptcy price, and at prices and fees that leave less than the penalty, or more. */
final class PenaltyScenarios {
    private static final int MILLION = 1_000_000;

    private PenaltyScenarios() {}

    static void fill(final Script script) {
        final List<InFlight> orders = script.state().orders().values().stream()
                .filter(order -> order.penalty().isPresent())
                .toList();
        if (orders.isEmpty()) {
            QueueScenarios.cascade(script);
            return;
        }
        final Dice dice = script.dice();
        final InFlight order = dice.pick(orders);
        script.then(out -> {
            final Instrument instrument =
                    script.state().definitions().instruments().get(order.instrumentId());
            final BigInteger some = dice.upTo(order.remaining());
            final BigInteger size = dice.oneIn(3)
                    ? order.remaining()
                    : dice.oneIn(8) ? order.remaining().add(some) : some;
            final OptionalLong counterparty = dice.oneIn(2)
                    ? OptionalLong.empty()
                    : script.unit(unit -> !unit.isTrader())
                            .map(Unit::accountId)
                            .map(OptionalLong::of)
                            .orElse(OptionalLong.empty());
            final BigInteger fee = dice.oneIn(4) ? Trading.fee(script, instrument) : BigInteger.ZERO;
            Liquidations.write(
                    script,
                    out,
                    order,
                    order.id(),
                    order.side() == Side.SELL ? size.negate() : size,
                    price(script, order, instrument),
                    fee,
                    counterparty,
                    1);
        });
    }

    private static BigInteger price(final Script script, final InFlight order, final Instrument instrument) {
        final Dice dice = script.dice();
        final BigInteger mark = script.price(instrument.priceId(), instrument.maxPrice());
        final BigInteger bankruptcy =
                order.penalty().orElseThrow().bankruptcyPrice().orElse(mark);
        final BigInteger between = dice.scaled(mark.subtract(bankruptcy).abs(), 0, MILLION);
        final BigInteger price = switch (dice.below(8)) {
            case 0 -> bankruptcy;
            case 1 -> bankruptcy.add(BigInteger.valueOf(dice.between(-2, 2)));
            case 2, 3, 4 -> mark.compareTo(bankruptcy) > 0 ? bankruptcy.add(between) : bankruptcy.subtract(between);
            default -> mark;
        };
        return price.max(BigInteger.ONE).min(instrument.maxPrice());
    }
}
