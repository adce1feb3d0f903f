package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.terms.PenaltyTerms;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** The section "The penalty" of the page about who pays. */
final class Penalties {
    private final State state;
    private final WaterfallFormulas formulas;
    private final InverseFormulas inverse;

    Penalties(final State state, final Rulebook rules) {
        this.state = state;
        this.formulas = rules.waterfall();
        this.inverse = rules.inverse();
    }

    /** Of a fill on the order's side, which the order has not counted yet. */
    void take(
            final InFlight order,
            final Unit unit,
            final LiquidationFillDecoder record,
            final boolean isAssigned,
            final Event event) {
        final PenaltyTerms split = state.definitions.profileTerms().waterfall().penalty();
        if (order.penalty().isEmpty() || !split.isSplit() || !formulas.isPenaltyDue(unit.verdict(), isAssigned)) {
            return;
        }
        final Instrument instrument = state.definitions.instruments().get(order.instrumentId());
        final Asset asset = state.definitions.settlement(instrument);
        final BigInteger amount = due(order, order.penalty().get(), instrument, asset, record);
        if (amount.signum() > 0) {
            final BigInteger liquidators = formulas.liquidatorPart(amount, split);
            final BigInteger protocols = formulas.protocolPart(amount, split);
            event.emit(new Output.Penalty(
                    event.cause(),
                    unit.accountId(),
                    record.counterpartyId() == LiquidationFillDecoder.counterpartyIdNullValue()
                            ? OptionalLong.empty()
                            : OptionalLong.of(record.counterpartyId()),
                    order.id(),
                    amount.longValueExact(),
                    liquidators.longValueExact(),
                    amount.subtract(liquidators).subtract(protocols).longValueExact(),
                    protocols.longValueExact(),
                    instrument.id(),
                    asset.id(),
                    Integer.toUnsignedLong(instrument.terms().fundId()),
                    state.status.mode(),
                    asset.decimals(),
                    unit.name,
                    asset.symbol()));
        }
    }

    private BigInteger due(
            final InFlight order,
            final InFlight.Penalty penalty,
            final Instrument instrument,
            final Asset asset,
            final LiquidationFillDecoder record) {
        final BigInteger mark = inverse.mark(instrument, BigInteger.valueOf(record.price()));
        final Optional<BigInteger> bankruptcy = penalty.bankruptcyPrice().map(price -> inverse.mark(instrument, price));
        final BigInteger better = bankruptcy
                .map(value -> order.side() == Side.SELL ? mark.subtract(value) : value.subtract(mark))
                .orElse(mark.abs())
                .min(mark.abs());
        final BigInteger quantity =
                formulas.penalised(BigInteger.valueOf(record.quantity()).abs(), order.remaining());
        final BigInteger surplus = formulas.inAsset(
                quantity.multiply(better), Numbers.MILLION, instrument.costDecimals(), asset.decimals());
        final BigInteger most = formulas.inAsset(
                quantity.multiply(mark.abs()),
                BigInteger.valueOf(penalty.ppm()),
                instrument.costDecimals(),
                asset.decimals());
        return formulas.due(formulas.afterFee(surplus, BigInteger.valueOf(record.fee())), most)
                .min(asset.maxBalance());
    }
}
