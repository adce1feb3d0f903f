package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OpenInterestDecoder;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Places that initial margin reaches which rises with open interest, or is of the whole at a tier's rate. */
final class OpenInterestObserver implements Observer {
    private final State state;
    private final Coverage coverage;

    OpenInterestObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.state = engine.state();
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {}

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final boolean isOne = Frame.templateId(buffer, offset) == OpenInterestDecoder.TEMPLATE_ID;
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                order(order);
            } else if (isOne && output instanceof Output.InputFlagged flag) {
                coverage.hitIf(flag.reason() == FlagReason.OVER_LIMIT, Place.OPEN_INTEREST_REFUSED);
            }
        }
    }

    // Of a position that is beyond a floor, or just on it.
    private void ofWhole(final Output.Order order, final Instrument instrument, final BigInteger price) {
        if (!state.definitions().profileTerms().requirement().initialOfWhole()) {
            return;
        }
        final BigInteger held = state.units()
                .get(order.accountId())
                .legs()
                .position(instrument.id())
                .quantity();
        final BigInteger notional = held.multiply(instrument.mark(price)).abs().multiply(Numbers.MILLION);
        final List<BigInteger> floors =
                state.definitions().table(instrument).map(MarginTable::tiers).orElse(List.of()).stream()
                        .skip(1)
                        .map(tier -> tier.floorMicros().multiply(Numbers.tenTo(instrument.costDecimals())))
                        .toList();
        coverage.hitIf(
                floors.stream().anyMatch(floor -> floor.compareTo(notional) < 0),
                Place.ORDER_ASKED_INITIALLY_OF_THE_WHOLE);
        coverage.hitIf(floors.contains(notional), Place.ORDER_ASKED_INITIALLY_AT_A_FLOOR);
    }

    private void order(final Output.Order order) {
        final Instrument instrument = state.definitions().instruments().get(order.instrumentId());
        final Optional<BigInteger> price = state.prices().of(instrument.priceId());
        price.ifPresent(value -> ofWhole(order, instrument, value));
        if (!OpenInterestWorlds.isBounded(instrument) || price.isEmpty()) {
            return;
        }
        final BigInteger micros = state.openInterest(instrument.id())
                .multiply(instrument.mark(price.get()).abs())
                .multiply(Numbers.MILLION)
                .divide(Numbers.tenTo(instrument.costDecimals()));
        final BigInteger lower = BigInteger.valueOf(instrument.terms().openInterestLowerMicros());
        final BigInteger upper = BigInteger.valueOf(instrument.terms().openInterestUpperMicros());
        final boolean isAbove = micros.compareTo(lower) > 0;
        final boolean isBelow = micros.compareTo(upper) < 0;
        coverage.hitIf(!isAbove, Place.ORDER_AT_BASE_INITIAL_RATE);
        coverage.hitIf(isAbove && isBelow, Place.ORDER_BETWEEN_BOUNDS_OF_OPEN_INTEREST);
        coverage.hitIf(!isBelow, Place.ORDER_AT_WHOLE_INITIAL_RATE);
    }
}
