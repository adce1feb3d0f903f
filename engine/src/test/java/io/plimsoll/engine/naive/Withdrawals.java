package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.codec.ArmDecoder;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;

/** The paragraph "Withdrawals" of the page about who pays when a liquidation does not. One use per record, at its end. */
final class Withdrawals {
    private final State state;
    private final Valuer valuer;
    private final Draws draws;
    private final WaterfallFormulas formulas;
    private final Event event;

    Withdrawals(
            final State state,
            final Valuer valuer,
            final Draws draws,
            final WaterfallFormulas formulas,
            final Event event) {
        this.state = state;
        this.valuer = valuer;
        this.draws = draws;
        this.formulas = formulas;
        this.event = event;
    }

    void tell(final int templateId) {
        final BigInteger owed = owed();
        final BigInteger held = held();
        final boolean isBlocked = formulas.isBlocked(owed, held);
        final boolean isChanged = isBlocked != state.areWithdrawalsBlocked;
        state.areWithdrawalsBlocked = isBlocked;
        if (isChanged || (isBlocked && templateId == ArmDecoder.TEMPLATE_ID)) {
            event.emit(new Output.WithdrawalsBlocked(
                    event.cause(),
                    formulas.told(owed),
                    formulas.told(held),
                    isBlocked,
                    state.definitions.valueDecimals()));
        }
    }

    // D
    private BigInteger owed() {
        if (!state.definitions.profileTerms().waterfall().fundDraws()) {
            return BigInteger.ZERO;
        }
        return state.units.values().stream()
                .filter(unit -> valuer.isPriced(unit.legs) && draws.hasNothingLeft(unit))
                .map(unit -> valuer.value(unit.legs).netWorth().negate())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    // F
    private BigInteger held() {
        BigInteger sum = BigInteger.ZERO;
        for (final SortedMap<Long, BigInteger> fund : state.funds.balances().values()) {
            for (final Map.Entry<Long, BigInteger> balance : fund.entrySet()) {
                final Asset asset = state.definitions.assets().get(balance.getKey());
                if (state.prices.of(asset.priceId()).isPresent()) {
                    sum = sum.add(valuer.value(asset, balance.getValue()));
                }
            }
        }
        return sum;
    }
}
