package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.WaterfallTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The section "Auto-deleveraging" of the page about who pays when a liquidation does not: every account is a candidate until it is found
 * to be none, and all of them are sorted. One use per record.
 */
final class Deleverager {
    private static final int MOST_ASSIGNMENTS_AN_ORDER = 8;

    private final State state;
    private final Valuer valuer;
    private final Draws draws;
    private final OrderWriter orderWriter;
    private final Formulas values;
    private final WaterfallFormulas formulas;
    private final Event event;

    Deleverager(
            final State state,
            final Valuer valuer,
            final Draws draws,
            final OrderWriter orderWriter,
            final Rulebook rules,
            final Event event) {
        this.state = state;
        this.valuer = valuer;
        this.draws = draws;
        this.orderWriter = orderWriter;
        this.values = rules.values();
        this.formulas = rules.waterfall();
        this.event = event;
    }

    void afterStepFour(final Unit unit, final Valuation valuation) {
        final boolean isDue = terms().fundDraws()
                && terms().deleverage() != Deleveraging.NONE
                && state.status.current() == EngineStatus.ARMED
                && unit.isTrader()
                && !state.sources.isSuspect(unit)
                && unit.verdict == Verdict.BANKRUPT
                && formulas.isDeleveraged(unit.expiries, terms().deleverageAfter());
        if (isDue && gap(unit, valuation).signum() > 0) {
            List.copyOf(state.orders.values()).stream()
                    .filter(order -> order.accountId() == unit.accountId())
                    .forEach(order -> deleverage(unit, valuation, order));
        }
    }

    private WaterfallTerms terms() {
        return state.definitions.profileTerms().waterfall();
    }

    private BigInteger gap(final Unit unit, final Valuation valuation) {
        final Set<Long> assets = new TreeSet<>();
        unit.legs.balances().forEach((id, balance) -> {
            if (balance.signum() < 0) {
                assets.add(id);
            }
        });
        unit.legs
                .positions()
                .keySet()
                .forEach(
                        id -> assets.add(state.definitions.instruments().get(id).settlementAssetId()));
        BigInteger covered = BigInteger.ZERO;
        for (final long assetId : assets) {
            final Asset asset = state.definitions.assets().get(assetId);
            for (final long fundId : Draws.fundsOf(unit)) {
                covered = covered.add(valuer.value(asset, draws.available(fundId, assetId)));
            }
        }
        return formulas.gap(valuation.netWorth(), covered);
    }

    private void deleverage(final Unit unit, final Valuation valuation, final InFlight order) {
        BigInteger left = order.remaining().subtract(state.assignments.ofOrder(order.id()));
        if (left.signum() <= 0) {
            return;
        }
        long rank = 0;
        for (final Winner winner : ranked(order)) {
            if (left.signum() <= 0 || isFull()) {
                return;
            }
            final BigInteger quantity = left.min(winner.left());
            rank++;
            left = left.subtract(quantity);
            state.assignments.add(order.id(), winner.accountId(), quantity);
            tell(unit, valuation, order, winner, quantity, rank);
        }
    }

    private boolean isFull() {
        return state.assignments.count() >= MOST_ASSIGNMENTS_AN_ORDER * state.status.maxOrdersInFlight();
    }

    // Who has a profit, then the others.
    private List<Winner> ranked(final InFlight order) {
        final List<Winner> winners = new ArrayList<>();
        final List<Winner> others = new ArrayList<>();
        for (final Unit unit : state.units.values()) {
            if (isCandidate(unit, order)) {
                final Winner winner = winner(unit, order);
                if (winner.left().signum() > 0) {
                    (winner.value().signum() > 0 ? winners : others).add(winner);
                }
            }
        }
        winners.sort(formulas::compareWinners);
        others.sort(formulas::compareOthers);
        winners.addAll(others);
        return winners;
    }

    private boolean isCandidate(final Unit unit, final InFlight order) {
        final BigInteger quantity = unit.legs.position(order.instrumentId()).quantity();
        final boolean isOpposite = quantity.signum() == order.signedRemaining().signum();
        return unit.isTrader()
                && isOpposite
                && formulas.isTrusted(state.sources.isSuspect(unit))
                && valuer.isPriced(unit.legs)
                && isWell(valuer.value(unit));
    }

    private boolean isWell(final Valuation valuation) {
        final int warningRatioPpm =
                state.definitions.profile().map(Profile::warningRatioPpm).orElseThrow();
        return Set.of(Verdict.HEALTHY, Verdict.WARNING)
                .contains(values.verdict(valuation, warningRatioPpm, state.definitions.profileTerms()));
    }

    private Winner winner(final Unit unit, final InFlight order) {
        final Instrument instrument = state.definitions.instruments().get(order.instrumentId());
        final Position position = unit.legs.position(instrument.id());
        final Valuation valuation = valuer.value(unit);
        final BigInteger value = valuer.positionValue(instrument, position);
        final BigInteger score = value.signum() <= 0
                ? BigInteger.ZERO
                : formulas.score(
                        terms().deleverage(),
                        value,
                        valuer.notional(instrument, position.quantity()),
                        valuer.worth(instrument, position.cost().abs()),
                        valuation);
        final BigInteger left = formulas.leftOf(
                position.quantity().abs(), state.assignments.ofCounterparty(unit.accountId(), instrument.id()));
        return new Winner(unit, value, score, left);
    }

    private void tell(
            final Unit unit,
            final Valuation valuation,
            final InFlight order,
            final Winner winner,
            final BigInteger quantity,
            final long rank) {
        final Instrument instrument = state.definitions.instruments().get(order.instrumentId());
        event.emit(new Output.Deleverage(
                event.cause(),
                unit.accountId(),
                winner.accountId(),
                winner.unit().version,
                order.id(),
                quantity.longValueExact(),
                orderWriter
                        .bankruptcyPrice(unit, instrument, valuation)
                        .map(price -> formulas.askedOfWinner(price, instrument.maxPrice()))
                        .orElse(valuer.price(instrument))
                        .longValueExact(),
                winner.score(),
                instrument.id(),
                rank,
                order.side(),
                state.status.mode(),
                instrument.priceDecimals(),
                instrument.quantityDecimals(),
                unit.name,
                winner.unit().name,
                instrument.symbol()));
    }
}
