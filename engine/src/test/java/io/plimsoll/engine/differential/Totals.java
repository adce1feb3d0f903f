package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums over all accounts and insurance funds, exact; what is zero is left out.
 *
 * @param quantities signed quantities, by instrument
 * @param money by asset: balances, less the costs and the unsettled funding of all positions that settle in it, plus
 *     what rounding left over and what insurance funds hold
 */
record Totals(SortedMap<Long, BigDecimal> quantities, SortedMap<Long, BigDecimal> money) {
    static Totals of(final State state) {
        Totals totals = new Totals(new TreeMap<>(), new TreeMap<>());
        for (final Unit unit : state.units().values()) {
            for (final var balance : unit.legs().balances().entrySet()) {
                final Asset asset = state.definitions().assets().get(balance.getKey());
                totals = totals.plusMoney(asset.id(), new BigDecimal(balance.getValue(), asset.decimals()));
            }
            for (final var position : unit.legs().positions().entrySet()) {
                totals = totals.plusPosition(
                        state.definitions().instruments().get(position.getKey()), position.getValue(), state);
            }
        }
        for (final Instrument instrument : state.definitions().instruments().values()) {
            totals = totals.plusMoney(
                    instrument.settlementAssetId(),
                    new BigDecimal(state.residue(instrument.id()), instrument.costDecimals()));
        }
        for (final var fund : state.funds().balances().values()) {
            for (final var balance : fund.entrySet()) {
                final Asset asset = state.definitions().assets().get(balance.getKey());
                totals = totals.plusMoney(asset.id(), new BigDecimal(balance.getValue(), asset.decimals()));
            }
        }
        return totals;
    }

    private Totals plusPosition(final Instrument instrument, final Position position, final State state) {
        final BigInteger unsettled = state.fundingIndex(instrument.id())
                .subtract(position.fundingIndex())
                .multiply(position.quantity());
        return plusQuantity(instrument.id(), new BigDecimal(position.quantity(), instrument.quantityDecimals()))
                .plusMoney(
                        instrument.settlementAssetId(),
                        new BigDecimal(position.cost().add(unsettled).negate(), instrument.costDecimals()));
    }

    Totals plusQuantity(final long instrumentId, final BigDecimal quantity) {
        return new Totals(plus(quantities, instrumentId, quantity), money);
    }

    Totals plusMoney(final long assetId, final BigDecimal amount) {
        return new Totals(quantities, plus(money, assetId, amount));
    }

    /** What one account's fill moves: it gets the quantity, pays for it, and pays the fee. */
    Totals plusFill(
            final Instrument instrument,
            final Asset settlement,
            final long quantity,
            final long price,
            final long fee) {
        final BigDecimal bought = BigDecimal.valueOf(quantity, instrument.quantityDecimals());
        return plusQuantity(instrument.id(), bought)
                .plusMoney(
                        settlement.id(),
                        bought.multiply(new BigDecimal(
                                        instrument.mark(BigInteger.valueOf(price)), instrument.markDecimals()))
                                .negate())
                .plusMoney(
                        settlement.id(),
                        BigDecimal.valueOf(fee, settlement.decimals()).negate());
    }

    BigDecimal quantity(final long instrumentId) {
        return quantities.getOrDefault(instrumentId, BigDecimal.ZERO);
    }

    private static SortedMap<Long, BigDecimal> plus(
            final SortedMap<Long, BigDecimal> sums, final long id, final BigDecimal amount) {
        final SortedMap<Long, BigDecimal> changed = new TreeMap<>(sums);
        final BigDecimal sum = changed.getOrDefault(id, BigDecimal.ZERO).add(amount);
        if (sum.signum() == 0) {
            changed.remove(id);
        } else {
            changed.put(id, sum.stripTrailingZeros()); // so that equal sums are equal
        }
        return changed;
    }
}
