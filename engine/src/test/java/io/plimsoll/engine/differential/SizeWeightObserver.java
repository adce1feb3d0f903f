package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.List;
import org.agrona.DirectBuffer;

/** Places that rates and weights by size reach. */
final class SizeWeightObserver implements Observer {
    private final NaiveMarginEngine engine;
    private final State state;
    private final Coverage coverage;

    SizeWeightObserver(final NaiveMarginEngine engine, final Coverage coverage) {
        this.engine = engine;
        this.state = engine.state();
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        // only what a record left counts
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        outputs.forEach(output -> {
            if (output instanceof Output.Order order) {
                final Instrument instrument = state.definitions().instruments().get(order.instrumentId());
                coverage.hitIf(
                        isOnTop() && instrument != null && instrument.terms().sizeFactor() != 0,
                        Place.ORDER_TO_A_STOP_RATE_ON_TOP);
            }
        });
        if (state.definitions().assets().values().stream().noneMatch(SizeWeightWorlds::isSized)) {
            return;
        }
        final Valuer valuer = Valuer.of(state);
        for (final long id : engine.touched()) {
            final Unit unit = state.units().get(id);
            if (unit != null && valuer.isPriced(unit.legs())) {
                touched(
                        unit,
                        valuer,
                        outputs.stream()
                                .anyMatch(output -> output instanceof Output.Order order && order.accountId() == id));
            }
        }
    }

    private boolean isOnTop() {
        return state.definitions().profileTerms().requirement().stopOnTop();
    }

    private void touched(final Unit unit, final Valuer valuer, final boolean isOrdered) {
        unit.legs().balances().forEach((id, balance) -> {
            final Asset asset = state.definitions().assets().get(id);
            if (SizeWeightWorlds.isSized(asset)) {
                final boolean isWorse = isWorse(asset, balance, valuer);
                coverage.hitIf(isWorse && balance.signum() > 0, Place.OWNED_WEIGHT_BY_SIZE);
                coverage.hitIf(isWorse && balance.signum() < 0, Place.OWED_WEIGHT_BY_SIZE);
                coverage.hitIf(isWorse && isOrdered, Place.ORDER_BESIDE_A_WEIGHT_BY_SIZE);
                coverage.hitIf(
                        isWorse && isOrdered && balance.signum() < 0 && isOnTop(),
                        Place.ORDER_BESIDE_A_STOP_WEIGHT_ON_TOP);
            }
        });
    }

    // Whether it counts less than by its definition's weight, whose caps may hide that.
    private boolean isWorse(final Asset asset, final BigInteger balance, final Valuer valuer) {
        final Legs alone = Legs.NONE.withBalance(asset.id(), balance);
        final BigInteger counted = valuer.balance(alone, Purpose.MAINTENANCE)
                .subtract(valuer.requirement(alone, Purpose.MAINTENANCE))
                .multiply(BigInteger.valueOf(1_000_000));
        final int ppm = balance.signum() > 0
                ? asset.maintenanceWeightPpm()
                : asset.terms().maintenanceLiabilityWeightPpm();
        return counted.compareTo(valuer.value(alone).netWorth().multiply(BigInteger.valueOf(ppm))) < 0;
    }
}
