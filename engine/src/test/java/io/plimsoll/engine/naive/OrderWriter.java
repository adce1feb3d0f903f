package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Turns one line of a plan into a LiquidationOrder or a SeizeOrder in flight. */
final class OrderWriter {
    private static final long SECOND_NS = 1_000_000_000L;

    private final State state;
    private final Valuer valuer;
    private final PriceFormulas formulas;
    private final LifecycleFormulas lifecycle;
    private final ActFormulas acts;
    private final WaterfallFormulas waterfall;
    private final OpenOrderFormulas openOrders;
    private final Cancelling cancelling;
    private final Event event;

    OrderWriter(
            final State state,
            final Valuer valuer,
            final Rulebook rules,
            final Cancelling cancelling,
            final Event event) {
        this.state = state;
        this.valuer = valuer;
        this.formulas = rules.prices();
        this.lifecycle = rules.lifecycle();
        this.acts = rules.acts();
        this.waterfall = rules.waterfall();
        this.openOrders = rules.openOrders();
        this.cancelling = cancelling;
        this.event = event;
    }

    void issue(final Unit unit, final Valuation valuation, final PlannedOrder planned, final OrderReason reason) {
        final Instrument instrument = planned.instrument();
        final Profile profile = state.definitions.profile().orElseThrow();
        final Closing closing =
                closing(instrument, unit.legs.position(instrument.id()).quantity());
        final BigInteger price = closing.price();
        final Side side = closing.isLong() ? Side.SELL : Side.BUY;
        final Valuation byMargin = valuation.byMargin();
        final Optional<BigInteger> bankruptcyPrice = formulas.bankruptcyPrice(closing, byMargin);
        final PlanTerms plan = profile.terms().plan();
        final BigInteger limitPrice = plan.fillableSpreadPpm() == 0
                ? formulas.limitPrice(closing, profile.limitSpreadPpm(), byMargin, bankruptcyPrice)
                : formulas.fillablePrice(
                        closing,
                        valuer.roundedNotional(
                                instrument, unit.legs.position(instrument.id()).quantity()),
                        plan,
                        byMargin);
        final OrderId id = new OrderId(state.status.epoch(), event.cause().sequence(), event.takeOrdinal());

        final InFlight order = new InFlight(
                id,
                unit.accountId(),
                instrument.id(),
                side,
                BigInteger.ZERO,
                planned.quantity(),
                lifecycle.expiryNs(event.cause().eventNs(), profile.terms().orders()),
                penalty(instrument, reason, valuation, bankruptcyPrice));
        state.orders.put(id, order);
        event.emit(new Output.Order(
                event.cause(),
                id,
                unit.accountId(),
                unit.version,
                planned.quantity().longValueExact(),
                limitPrice.longValueExact(),
                price.longValueExact(),
                bankruptcyPrice
                        .map(value -> OptionalLong.of(value.longValueExact()))
                        .orElse(OptionalLong.empty()),
                order.expiryNs(),
                valuation.equity(),
                valuation.netWorth(),
                valuer.requirement(unit, Purpose.INITIAL).add(valuer.openOrderMargin(unit)),
                valuer.requirement(unit, Purpose.STOP).add(cancelling.ordered(unit, Purpose.STOP)),
                valuation.maintenanceMargin(),
                valuation.maintenanceMargin().subtract(valuation.equity()),
                instrument.id(),
                profile.version(),
                side,
                reason,
                state.status.mode(),
                PriceCurve.FIXED,
                instrument.priceDecimals(),
                instrument.quantityDecimals(),
                state.definitions.valueDecimals(),
                terms(instrument, reason)
                        .cancelling(openOrders.isCancelling(reason, cancelling.hasOrders(unit)))
                        .replacing(lifecycle.replaced(event.takeExpired(order.aim())))
                        .of(unit.parent),
                pricesUsed(unit),
                unit.name,
                instrument.symbol()));
    }

    /** Price at which closing a position uses up its share of net worth; empty where there is none. */
    Optional<BigInteger> bankruptcyPrice(final Unit unit, final Instrument instrument, final Valuation valuation) {
        return formulas.bankruptcyPrice(
                closing(instrument, unit.legs.position(instrument.id()).quantity()), valuation.byMargin());
    }

    private Closing closing(final Instrument instrument, final BigInteger quantity) {
        return new Closing(
                instrument,
                quantity.signum() > 0,
                valuer.price(instrument),
                valuer.isLinear(instrument),
                valuer.requirement(instrument, quantity, Purpose.MAINTENANCE),
                valuer.worthOfOne(instrument, quantity));
    }

    private static Output.OrderTerms terms(final Instrument instrument, final OrderReason reason) {
        final int penaltyPpm =
                reason == OrderReason.REBALANCE ? 0 : instrument.terms().penaltyPpm();
        return penaltyPpm == 0 ? Output.OrderTerms.NONE : Output.OrderTerms.NONE.withPenalty(penaltyPpm);
    }

    private Optional<InFlight.Penalty> penalty(
            final Instrument instrument,
            final OrderReason reason,
            final Valuation valuation,
            final Optional<BigInteger> bankruptcyPrice) {
        final int ppm = terms(instrument, reason).penaltyPpm().orElse(0);
        return ppm != 0
                        && waterfall.owesPenalty(valuation.netWorth())
                        && state.definitions
                                .profileTerms()
                                .waterfall()
                                .penalty()
                                .isSplit()
                ? Optional.of(new InFlight.Penalty(ppm, bankruptcyPrice))
                : Optional.empty();
    }

    void issue(final Unit unit, final Valuation valuation, final PlannedSeizure planned) {
        final Asset debt = planned.debt();
        final Asset collateral = planned.collateral();
        final OrderId id = new OrderId(state.status.epoch(), event.cause().sequence(), event.takeOrdinal());
        final SeizeInFlight order = new SeizeInFlight(
                id,
                unit.accountId(),
                debt.id(),
                collateral.id(),
                BigInteger.ZERO,
                planned.repay().add(planned.reserve()),
                BigInteger.ZERO,
                planned.seize(),
                expiryNs(planned));
        state.seizures.put(id, order);
        event.emit(new Output.SeizeOrder(
                event.cause(),
                id,
                unit.accountId(),
                unit.version,
                planned.repay().longValueExact(),
                planned.reserve().longValueExact(),
                planned.seize().longValueExact(),
                planned.protocolFee().longValueExact(),
                planned.bonus().longValueExact(),
                valuer.price(debt).longValueExact(),
                valuer.price(collateral).longValueExact(),
                order.expiryNs(),
                valuation.equity(),
                valuation.netWorth(),
                valuer.requirement(unit, Purpose.INITIAL).add(valuer.openOrderMargin(unit)),
                valuer.requirement(unit, Purpose.STOP).add(cancelling.ordered(unit, Purpose.STOP)),
                valuation.maintenanceMargin(),
                valuation.maintenanceMargin().subtract(valuation.equity()),
                debt.id(),
                collateral.id(),
                state.definitions.profile().orElseThrow().version(),
                reason(unit, valuation),
                state.status.mode(),
                state.definitions.profileTerms().auction().curve(),
                debt.decimals(),
                collateral.decimals(),
                debt.priceDecimals(),
                collateral.priceDecimals(),
                state.definitions.valueDecimals(),
                terms(planned)
                        .replacing(lifecycle.replaced(event.takeExpired(order.aim())))
                        .of(unit.parent),
                pricesUsed(unit),
                unit.name,
                debt.symbol(),
                collateral.symbol()));
    }

    // the earlier of the two ends
    private OptionalLong expiryNs(final PlannedSeizure planned) {
        final long causeNs = event.cause().eventNs();
        return LongStream.concat(
                        lifecycle
                                .expiryNs(
                                        causeNs,
                                        state.definitions.profileTerms().orders())
                                .stream(),
                        planned.resetSeconds().stream().map(seconds -> causeNs + SECOND_NS * seconds))
                .min();
    }

    private Output.OrderTerms terms(final PlannedSeizure planned) {
        final AuctionTerms auction = state.definitions.profileTerms().auction();
        final int seconds = auction.curve() == PriceCurve.LINEAR ? auction.tauSeconds() : auction.stepSeconds();
        return planned.startPrice()
                .map(top -> Output.OrderTerms.NONE.withCurve(
                        top.longValueExact(),
                        auction.curve() == PriceCurve.EXPONENTIAL ? OptionalLong.empty() : OptionalLong.of(seconds),
                        auction.curve() == PriceCurve.LINEAR ? OptionalLong.empty() : OptionalLong.of(auction.cut())))
                .orElse(Output.OrderTerms.NONE);
    }

    /** Of a liquidation's order. */
    OrderReason reason(final Unit unit, final Valuation valuation) {
        return acts.reason(
                unit.isForced, valuation.netWorth().signum() < 0 ? OrderReason.BANKRUPT : OrderReason.MAINTENANCE);
    }

    private List<Output.PriceUsed> pricesUsed(final Unit unit) {
        final List<Output.PriceUsed> used = new ArrayList<>();
        for (final long priceId : valuer.priceIds(unit.legs)) {
            used.add(new Output.PriceUsed(
                    priceId,
                    state.prices.of(priceId).orElseThrow().longValueExact(),
                    event.cause().eventNs() - state.prices.publishNs(priceId),
                    state.prices.stateOf(priceId),
                    state.definitions.priceDecimals(priceId)));
        }
        return List.copyOf(used);
    }
}
