package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.Terms;
import io.plimsoll.protocol.terms.WaterfallTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows step 4 for a unit that owes and has nothing left: draws on insurance funds, and what these do not cover. One use per
 * record.
 */
final class Draws {
    private final State state;
    private final Valuer valuer;
    private final SeizurePlanner seizures;
    private final WaterfallFormulas formulas;
    private final Event event;

    Draws(final State state, final Valuer valuer, final Rulebook rules, final Event event) {
        this.state = state;
        this.valuer = valuer;
        this.seizures = new SeizurePlanner(state, valuer, rules);
        this.formulas = rules.waterfall();
        this.event = event;
    }

    /** Nothing is uncovered of what is owed no more. */
    void beforeStepOne(final Unit unit) {
        unit.uncovered.keySet().removeIf(id -> unit.legs.balance(id).signum() >= 0);
    }

    /** Its draws end, and nothing of it is uncovered, where it is no longer BANKRUPT. */
    void afterVerdict(final Unit unit) {
        if (unit.verdict != Verdict.BANKRUPT) {
            state.funds.draws.values().removeIf(draw -> draw.accountId() == unit.accountId());
            unit.uncovered.clear();
        }
    }

    void afterStepFour(final Unit unit, final Valuation valuation) {
        if (terms().fundDraws()
                && state.status.current() == EngineStatus.ARMED
                && !state.sources.isSuspect(unit)
                && hasNothingLeft(unit)) {
            new Unitwise(unit, valuation).draw();
        }
    }

    /** Bankrupt and checked, without a position, and not to be seized. */
    boolean hasNothingLeft(final Unit unit) {
        return unit.isTrader()
                && unit.verdict == Verdict.BANKRUPT
                && unit.legs.positions().isEmpty()
                && !(seizures.seizes() && seizures.canBeSeized(unit));
    }

    private WaterfallTerms terms() {
        return state.definitions.profileTerms().waterfall();
    }

    /** The funds that answer for a unit, in the order in which they are asked. */
    static List<Long> fundsOf(final Unit unit) {
        return unit.fundId == Funds.SHARED ? List.of(Funds.SHARED) : List.of(unit.fundId, Funds.SHARED);
    }

    /** What a fund has to give of an asset. */
    BigInteger available(final long fundId, final long assetId) {
        return formulas.available(state.funds.balance(fundId, assetId), state.funds.drawnOn(fundId, assetId));
    }

    /** The draws for one unit. */
    private final class Unitwise {
        private final Unit unit;
        private final Valuation valuation;
        private Optional<BigInteger> cap;
        private BigInteger lost;

        Unitwise(final Unit unit, final Valuation valuation) {
            this.unit = unit;
            this.valuation = valuation;
            lost = formulas.lost(
                    valuation.netWorth(),
                    unit.legs.balances().entrySet().stream()
                            .filter(balance -> balance.getValue().signum() < 0)
                            .map(balance -> valuer.value(
                                    state.definitions.assets().get(balance.getKey()),
                                    state.funds.drawnFor(unit.accountId(), balance.getKey())))
                            .reduce(BigInteger.ZERO, BigInteger::add));
            cap = terms().maxDrawMicros() == Terms.UNBOUNDED
                    ? Optional.empty()
                    : Optional.of(state.definitions.align(
                            BigInteger.valueOf(terms().maxDrawMicros()), Numbers.RATE_DECIMALS));
        }

        void draw() {
            for (final Map.Entry<Long, BigInteger> balance :
                    unit.legs.balances().entrySet()) {
                if (balance.getValue().signum() < 0) {
                    draw(
                            state.definitions.assets().get(balance.getKey()),
                            balance.getValue().negate());
                }
            }
        }

        private void draw(final Asset asset, final BigInteger owed) {
            final BigInteger missingOfIt = formulas.deficit(owed, state.funds.drawnFor(unit.accountId(), asset.id()));
            final BigInteger deficit = formulas.withinLoss(missingOfIt, lost, valuer.value(asset, BigInteger.ONE));
            lost = lost.subtract(valuer.value(asset, deficit));
            final BigInteger available = fundsOf(unit).stream()
                    .map(fundId -> available(fundId, asset.id()))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            BigInteger missing = deficit;
            for (final long fundId : fundsOf(unit)) {
                final BigInteger amount = formulas.drawn(
                        missing,
                        available(fundId, asset.id()),
                        cap.map(left -> formulas.capped(left, valuer.value(asset, BigInteger.ONE))));
                if (amount.signum() > 0 && state.funds.draws.size() < state.status.maxOrdersInFlight()) {
                    issue(fundId, asset, amount);
                    missing = missing.subtract(amount);
                    cap = cap.map(left -> formulas.capLeft(left, valuer.value(asset, amount)));
                }
            }
            tellUncovered(asset, formulas.uncovered(deficit, available));
        }

        private void issue(final long fundId, final Asset asset, final BigInteger amount) {
            final OrderId id = new OrderId(state.status.epoch(), event.cause().sequence(), event.takeOrdinal());
            state.funds.draws.put(id, new DrawInFlight(id, fundId, unit.accountId(), asset.id(), amount));
            event.emit(new Output.FundDraw(
                    event.cause(),
                    id,
                    unit.accountId(),
                    amount.longValueExact(),
                    state.funds.balance(fundId, asset.id()).longValueExact(),
                    valuation.netWorth(),
                    fundId,
                    asset.id(),
                    state.status.mode(),
                    asset.decimals(),
                    state.definitions.valueDecimals(),
                    unit.name,
                    asset.symbol()));
        }

        private void tellUncovered(final Asset asset, final BigInteger amount) {
            final Optional<BigInteger> told = Optional.ofNullable(unit.uncovered.get(asset.id()));
            if (amount.signum() == 0) {
                unit.uncovered.remove(asset.id());
                return;
            }
            unit.uncovered.put(asset.id(), amount);
            if (!formulas.isToldAlready(told, amount)) {
                event.emit(new Output.Uncovered(
                        event.cause(),
                        unit.accountId(),
                        amount.longValueExact(),
                        terms().socialise() ? owned(asset) : BigInteger.ZERO,
                        unit.fundId,
                        asset.id(),
                        terms().socialise(),
                        state.status.mode(),
                        asset.decimals(),
                        unit.name,
                        asset.symbol()));
            }
        }

        private BigInteger owned(final Asset asset) {
            return state.units.values().stream()
                    .filter(Unit::isTrader)
                    .map(other -> other.legs.balance(asset.id()).max(BigInteger.ZERO))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }
    }
}
