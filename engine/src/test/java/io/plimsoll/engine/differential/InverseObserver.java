package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Verdict;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Places that inverse contracts reach. */
final class InverseObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;
    private Optional<BigInteger> priceBefore = Optional.empty();

    InverseObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.state = engine.state();
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        priceBefore = isTick(buffer, offset) ? state.prices().of(tickId(buffer, offset)) : Optional.empty();
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                order(order);
            } else if (output instanceof Output.UnitStateChange change) {
                crossed(change, buffer, offset);
            }
        }
        if (isTick(buffer, offset)) {
            moved(tickId(buffer, offset));
        }
    }

    private void order(final Output.Order order) {
        if (instrument(order.instrumentId()).isInverse()) {
            coverage.hit(order.side() == Side.SELL ? Place.ORDER_OF_AN_INVERSE_LONG : Place.ORDER_OF_AN_INVERSE_SHORT);
            coverage.hitIf(
                    order.bankruptcyPrice().isEmpty(), Place.ORDER_OF_AN_INVERSE_CONTRACT_WITHOUT_BANKRUPTCY_PRICE);
        }
    }

    private void crossed(final Output.UnitStateChange change, final DirectBuffer buffer, final int offset) {
        if (change.current() != Verdict.LIQUIDATE) {
            return;
        }
        state.units().get(change.accountId()).legs().positions().forEach((id, position) -> {
            final Instrument instrument = instrument(id);
            if (!instrument.isInverse()) {
                return;
            }
            if (isTick(buffer, offset) && tickId(buffer, offset) == instrument.priceId()) {
                coverage.hit(
                        position.quantity().signum() > 0
                                ? Place.INVERSE_LONG_LIQUIDATED_BY_PRICE
                                : Place.INVERSE_SHORT_LIQUIDATED_BY_PRICE);
            }
            coverage.hitIf(isFunding(buffer, offset, id), Place.INVERSE_LIQUIDATED_BY_FUNDING);
        });
    }

    // Of a price that was taken: what of it holders see, and whose orders are in flight then.
    private void moved(final long priceId) {
        final Optional<BigInteger> price = state.prices().of(priceId);
        if (priceBefore.isEmpty() || price.isEmpty() || price.equals(priceBefore)) {
            return;
        }
        for (final long accountId : engine.touched()) {
            final Unit unit = state.units().get(accountId);
            unit.legs().positions().forEach((id, position) -> {
                final Instrument instrument = instrument(id);
                if (instrument.isInverse() && instrument.priceId() == priceId) {
                    coverage.hitIf(
                            instrument.mark(price.get()).equals(instrument.mark(priceBefore.get())),
                            Place.INVERSE_WORTH_UNMOVED_BY_PRICE);
                    coverage.hitIf(hasOrder(unit, position, id), Place.INVERSE_ORDER_IN_FLIGHT_WHEN_PRICE_MOVES);
                }
            });
        }
    }

    private boolean hasOrder(final Unit unit, final Position position, final long instrumentId) {
        final BigInteger ordered = state.signedRemaining(unit.accountId(), instrumentId);
        return ordered.signum() != 0 && ordered.signum() != position.quantity().signum();
    }

    private Instrument instrument(final long id) {
        return state.definitions().instruments().get(id);
    }

    private static boolean isTick(final DirectBuffer buffer, final int offset) {
        return Frame.templateId(buffer, offset) == PriceTickDecoder.TEMPLATE_ID;
    }

    private static long tickId(final DirectBuffer buffer, final int offset) {
        return new PriceTickDecoder()
                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder())
                .priceId();
    }

    private static boolean isFunding(final DirectBuffer buffer, final int offset, final long instrumentId) {
        return Frame.templateId(buffer, offset) == FundingDecoder.TEMPLATE_ID
                && new FundingDecoder()
                                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder())
                                .instrumentId()
                        == instrumentId;
    }
}
