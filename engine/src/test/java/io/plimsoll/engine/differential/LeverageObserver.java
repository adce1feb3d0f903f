package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.math.BigInteger;
import java.util.List;
import org.agrona.DirectBuffer;

/** Places that accounts' own leverages reach. */
final class LeverageObserver implements Observer {
    private final State state;
    private final Coverage coverage;
    private boolean hadOne;

    LeverageObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.state = engine.state();
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        hadOne = isOne(buffer, offset) && hasOne(fact(buffer, offset));
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        if (isOne(buffer, offset)) {
            coverage.hitIf(hadOne && !hasOne(fact(buffer, offset)), Place.LEVERAGE_GONE);
            coverage.hitIf(
                    outputs.stream()
                            .anyMatch(output -> output instanceof Output.InputFlagged flag
                                    && flag.reason() == FlagReason.OVER_LIMIT),
                    Place.LEVERAGE_REFUSED);
        }
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                order(state.units().get(order.accountId()));
            }
        }
    }

    private void order(final Unit unit) {
        if (unit.leverages().isEmpty()) {
            return;
        }
        final Valuer valuer = Valuer.of(state);
        for (final long id : unit.leverages().keySet()) {
            final Instrument instrument = state.definitions().instruments().get(id);
            final BigInteger quantity = unit.legs().position(id).quantity();
            if (quantity.signum() != 0 && valuer.buckets().isEmpty()) {
                final boolean asksForMore = valuer.requirement(unit, instrument, quantity, Purpose.INITIAL)
                                .compareTo(valuer.requirement(instrument, quantity, Purpose.INITIAL))
                        > 0;
                coverage.hit(asksForMore ? Place.ORDER_BY_OWN_LEVERAGE : Place.ORDER_BESIDE_OWN_LEVERAGE);
                coverage.hitIf(asksForMore && unit.openOrders().containsKey(id), Place.OPEN_ORDERS_BY_OWN_LEVERAGE);
            }
        }
    }

    private boolean hasOne(final AccountLeverageDecoder fact) {
        final Unit unit = state.units().get(fact.accountId());
        return unit != null && unit.leverages().containsKey(fact.instrumentId());
    }

    private static boolean isOne(final DirectBuffer buffer, final int offset) {
        return Frame.templateId(buffer, offset) == AccountLeverageDecoder.TEMPLATE_ID;
    }

    private static AccountLeverageDecoder fact(final DirectBuffer buffer, final int offset) {
        return new AccountLeverageDecoder()
                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder());
    }
}
