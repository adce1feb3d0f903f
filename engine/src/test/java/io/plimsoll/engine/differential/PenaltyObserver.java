package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Verdict;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Places that penalties reach; holds that a fill costs at most one, no more than it gained, and that all of it goes to somebody. */
final class PenaltyObserver implements Observer {
    private final State state;
    private final Coverage coverage;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private Optional<InFlight> filled = Optional.empty();
    private boolean wasBankrupt;

    PenaltyObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.coverage = coverage;
        state = engine.state();
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        filled = Optional.empty();
        if (Frame.templateId(buffer, offset) == LiquidationFillDecoder.TEMPLATE_ID) {
            final LiquidationFillDecoder fill = fill(buffer, offset);
            final Unit unit = state.units().get(fill.accountId());
            filled = Optional.ofNullable(state.orders()
                            .get(new OrderId(fill.orderEpoch(), fill.orderSequence(), fill.orderOrdinal())))
                    .filter(order -> order.accountId() == fill.accountId())
                    .filter(order -> order.instrumentId() == fill.instrumentId())
                    .filter(order -> order.isOnSide(BigInteger.valueOf(fill.quantity())))
                    .filter(order -> order.penalty().isPresent());
            wasBankrupt = unit != null && unit.verdict() == Verdict.BANKRUPT;
        }
    }

    private LiquidationFillDecoder fill(final DirectBuffer buffer, final int offset) {
        return new LiquidationFillDecoder().wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        int told = 0;
        for (final Output output : outputs) {
            if (output instanceof Output.Penalty penalty) {
                told++;
                told(penalty, fill(buffer, offset));
            }
        }
        if (told > 1) {
            throw new IllegalStateException("a penalty is taken twice: " + outputs);
        }
        if (told == 0 && filled.isPresent()) {
            coverage.hitIf(wasBankrupt, Place.PENALTY_NOT_OF_THE_BANKRUPT);
            coverage.hitIf(
                    !wasBankrupt
                            && gain(filled.get(), fill(buffer, offset)).signum() <= 0
                            && state.units()
                                            .get(fill(buffer, offset).accountId())
                                            .version()
                                    == Frame.sequence(buffer, offset),
                    Place.PENALTY_NOT_BEYOND_BANKRUPTCY);
        }
    }

    private void told(final Output.Penalty penalty, final LiquidationFillDecoder fill) {
        final InFlight order = filled.orElseThrow();
        final BigDecimal amount = BigDecimal.valueOf(penalty.amount(), penalty.unitDecimals());
        final BigDecimal gain = gain(order, fill);
        final long sum = penalty.liquidatorAmount() + penalty.fundAmount() + penalty.protocolAmount();
        if (wasBankrupt
                || penalty.amount() <= 0
                || Math.min(penalty.liquidatorAmount(), Math.min(penalty.fundAmount(), penalty.protocolAmount())) < 0
                || sum != penalty.amount()
                || (order.penalty().orElseThrow().bankruptcyPrice().isPresent() && amount.compareTo(gain) > 0)) {
            throw new IllegalStateException(penalty + " where " + gain + " was gained by " + fill);
        }
        final BigDecimal whole = notional(fill)
                .multiply(BigDecimal.valueOf(order.penalty().orElseThrow().ppm(), Rates.DECIMALS));
        final BigDecimal last = BigDecimal.valueOf(1, penalty.unitDecimals());
        coverage.hitIf(amount.compareTo(whole) <= 0 && amount.add(last).compareTo(whole) > 0, Place.PENALTY_WHOLE);
        coverage.hitIf(amount.add(last).compareTo(whole) <= 0, Place.PENALTY_CUT);
        coverage.hitIf(penalty.counterpartyId().isPresent(), Place.PENALTY_TO_A_COUNTERPARTY);
        coverage.hitIf(instrument(fill).isInverse(), Place.PENALTY_OF_AN_INVERSE_CONTRACT);
        final var split = state.definitions().profileTerms().waterfall().penalty();
        final BigInteger exact = BigInteger.valueOf(penalty.amount()).multiply(BigInteger.valueOf(split.fundPpm()));
        coverage.hitIf(
                BigInteger.valueOf(penalty.fundAmount())
                                .multiply(BigInteger.valueOf(Rates.ONE))
                                .compareTo(exact)
                        > 0,
                Place.PENALTY_REST_TO_THE_FUND);
    }

    private Instrument instrument(final LiquidationFillDecoder fill) {
        return state.definitions().instruments().get(fill.instrumentId());
    }

    private BigDecimal notional(final LiquidationFillDecoder fill) {
        final Instrument instrument = instrument(fill);
        return new BigDecimal(
                BigInteger.valueOf(fill.quantity())
                        .abs()
                        .multiply(instrument
                                .mark(BigInteger.valueOf(fill.price()))
                                .abs()),
                instrument.costDecimals());
    }

    // What the fill brought beyond what its bankruptcy price would have, in the settlement asset; all of it where it
    // has no such price.
    private BigDecimal gain(final InFlight order, final LiquidationFillDecoder fill) {
        final Optional<BigInteger> bankruptcy = order.penalty().orElseThrow().bankruptcyPrice();
        if (bankruptcy.isEmpty()) {
            return notional(fill);
        }
        final Instrument instrument = instrument(fill);
        final BigInteger better = instrument
                .mark(BigInteger.valueOf(fill.price()))
                .subtract(instrument.mark(bankruptcy.get()))
                .multiply(BigInteger.valueOf(order.side() == Side.SELL ? 1 : -1));
        return new BigDecimal(BigInteger.valueOf(fill.quantity()).abs().multiply(better), instrument.costDecimals());
    }
}
