package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Places that the values of the units tell which the record had evaluated. */
final class ValueObserver implements Observer {
    private static final int MAX_LEGS_PER_UNIT = 64;

    private final NaiveMarginEngine engine;
    private final Coverage coverage;

    ValueObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {}

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final int templateId = Frame.templateId(buffer, offset);
        engine.touchedValuations().forEach((accountId, valuation) -> {
            final Legs legs = engine.state().units().get(accountId).legs();
            if (valuation.maintenanceMargin().signum() > 0) {
                boundaries(valuation, templateId);
            }
            limits(legs, valuation);
            assertTrue(valuation.slack().compareTo(valuation.netWorth()) <= 0, "B - R is above net worth");
            tiers(legs, valuation);
            if (valuation.slack().signum() < 0) {
                projected(engine.state().units().get(accountId), valuation);
            }
        });
        for (final long accountId : engine.touched()) {
            coverage.hitIf(!engine.state().units().get(accountId).isTrader(), Place.LIQUIDATOR_TOUCHED);
        }
    }

    private void boundaries(final Valuation valuation, final int templateId) {
        final BigInteger slack = valuation.slack();
        coverage.hitIf(slack.signum() == 0, Place.MAINTENANCE_EXACT);
        final ProfileTerms terms = engine.state().definitions().profileTerms();
        coverage.hitIf(
                slack.signum() == 0 && terms.boundary() == Boundary.INCLUSIVE, Place.MAINTENANCE_EXACT_INCLUSIVE);
        coverage.hitIf(valuation.owedMaintenance().signum() > 0 && slack.signum() < 0, Place.DEBT_IN_REQUIREMENT_BELOW);
        coverage.hitIf(slack.equals(BigInteger.ONE.negate()), Place.MAINTENANCE_ONE_BELOW);
        coverage.hitIf(slack.equals(BigInteger.ONE), Place.MAINTENANCE_ONE_ABOVE);
        coverage.hitIf(
                slack.signum() == 0 && templateId == PriceTickDecoder.TEMPLATE_ID, Place.MAINTENANCE_EXACT_BY_PRICE);
        coverage.hitIf(
                slack.signum() == 0 && templateId == FundingDecoder.TEMPLATE_ID, Place.MAINTENANCE_EXACT_BY_FUNDING);
        coverage.hitIf(valuation.netWorth().signum() == 0, Place.NET_WORTH_ZERO);

        // in millionths of a unit of value, since the ratio is in ppm
        final int ratioPpm =
                engine.state().definitions().profile().orElseThrow().warningRatioPpm();
        final BigInteger warning = valuation
                .equity()
                .multiply(Numbers.MILLION)
                .subtract(valuation.maintenanceMargin().multiply(BigInteger.valueOf(ratioPpm)));
        final boolean isNear = warning.abs().compareTo(Numbers.MILLION) <= 0;
        coverage.hitIf(warning.signum() == 0, Place.WARNING_EXACT);
        coverage.hitIf(isNear && warning.signum() < 0, Place.WARNING_ONE_BELOW);
        coverage.hitIf(isNear && warning.signum() > 0, Place.WARNING_ONE_ABOVE);
    }

    private void tiers(final Legs legs, final Valuation valuation) {
        legs.positions().forEach((id, position) -> {
            final Instrument instrument =
                    engine.state().definitions().instruments().get(id);
            edge(instrument, position.quantity()).ifPresent(beyond -> {
                coverage.hitIf(beyond.signum() == 0, Place.TIER_EDGE_EXACT);
                coverage.hitIf(beyond.signum() < 0, Place.TIER_EDGE_ONE_BELOW);
                coverage.hitIf(beyond.signum() > 0, Place.TIER_EDGE_ONE_ABOVE);
                coverage.hitIf(valuation.slack().signum() == 0, Place.TIER_EDGE_AT_MAINTENANCE);
            });
        });
    }

    /** How far a notional is beyond the edge of a tier, where it is no farther from one than a millionth; at P + Q and 6. */
    private Optional<BigInteger> edge(final Instrument instrument, final BigInteger quantity) {
        final State state = engine.state();
        return state.definitions().table(instrument).flatMap(table -> {
            final BigInteger mark =
                    instrument.mark(state.prices().of(instrument.priceId()).orElseThrow());
            final BigInteger notional = quantity.multiply(mark).abs().multiply(Numbers.tenTo(Numbers.RATE_DECIMALS));
            final BigInteger micro = Numbers.tenTo(instrument.costDecimals());
            return table.tiers().stream()
                    .map(tier -> notional.subtract(tier.floorMicros().multiply(micro)))
                    .filter(beyond -> quantity.signum() != 0 && beyond.abs().compareTo(micro) <= 0)
                    .findFirst();
        });
    }

    private void projected(final Unit unit, final Valuation valuation) {
        final State state = engine.state();
        final boolean hasOrders =
                state.orders().values().stream().anyMatch(order -> order.accountId() == unit.accountId());
        if (!hasOrders) {
            return;
        }
        final Valuer valuer = Valuer.of(state);
        final BigInteger spare =
                valuation.equity().subtract(Level.projectedRequirement(state, valuer, unit, Purpose.MAINTENANCE));
        final boolean isNew = !engine.issued().isEmpty();
        coverage.hitIf(!isNew && spare.signum() < 0 && isAllOrdered(unit), Place.ALL_ORDERED);
        coverage.hitIf(!isNew && spare.signum() == 0, Place.COVERED_EXACT);
        coverage.hitIf(
                isNew
                        && valuer.balance(unit.legs(), Purpose.STOP)
                                        .subtract(Level.projectedRequirement(state, valuer, unit, Purpose.STOP))
                                        .signum()
                                == 0,
                Place.PLAN_ENDS_EXACTLY_AT_STOP);
        coverage.hitIf(
                isNew
                        && unit.legs().positions().entrySet().stream()
                                .anyMatch(leg -> edge(
                                                state.definitions()
                                                        .instruments()
                                                        .get(leg.getKey()),
                                                leg.getValue()
                                                        .quantity()
                                                        .add(state.signedRemaining(unit.accountId(), leg.getKey())))
                                        .isPresent()),
                Place.PLAN_ENDS_AT_TIER_EDGE);
    }

    private boolean isAllOrdered(final Unit unit) {
        return unit.legs().positions().entrySet().stream()
                .allMatch(leg -> leg.getValue()
                                .quantity()
                                .add(engine.state().signedRemaining(unit.accountId(), leg.getKey()))
                                .signum()
                        == 0);
    }

    private void limits(final Legs legs, final Valuation valuation) {
        final Definitions definitions = engine.state().definitions();
        legs.balances().forEach((id, balance) -> {
            coverage.hitIf(balance.signum() < 0, Place.NEGATIVE_BALANCE);
            coverage.hitIf(balance.abs().equals(definitions.assets().get(id).maxBalance()), Place.BALANCE_AT_LIMIT);
        });
        legs.positions().forEach((id, position) -> {
            final var instrument = definitions.instruments().get(id);
            coverage.hitIf(position.quantity().abs().equals(instrument.maxQuantity()), Place.QUANTITY_AT_LIMIT);
            coverage.hitIf(position.cost().abs().equals(instrument.maxCost()), Place.COST_AT_LIMIT);
        });
        coverage.hitIf(legs.count() == MAX_LEGS_PER_UNIT, Place.LEGS_AT_LIMIT);
        coverage.hitIf(valuation.netWorth().bitLength() > 120, Place.VALUE_ABOVE_120_BITS);
    }
}
