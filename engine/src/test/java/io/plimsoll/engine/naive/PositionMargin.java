package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import java.math.BigInteger;
import java.util.Optional;

/** What is asked of a position in R, at V: by the instrument's rates, or by its margin table. */
final class PositionMargin {
    private final Definitions definitions;
    private final RequirementFormulas formulas;

    PositionMargin(final Definitions definitions, final RequirementFormulas formulas) {
        this.definitions = definitions;
        this.formulas = formulas;
    }

    BigInteger of(
            final Instrument instrument,
            final BigInteger quantity,
            final BigInteger price,
            final BigInteger settlementPrice,
            final Purpose purpose) {
        final Optional<MarginTable> table = definitions.table(instrument);
        if (table.isEmpty()) {
            return definitions.align(
                    formulas.ofPosition(quantity, price, settlementPrice, purpose.ratePpm(instrument)),
                    definitions.worthDecimals(instrument) + Numbers.RATE_DECIMALS);
        }
        final int decimals = RequirementFormulas.tierDecimals(instrument);
        final BigInteger notional =
                quantity.abs().multiply(price).multiply(Numbers.tenTo(decimals - instrument.costDecimals()));
        return definitions.align(
                formulas.ofTiers(notional, decimals, table.get(), purpose).multiply(settlementPrice),
                decimals
                        + Numbers.RATE_DECIMALS
                        + definitions.settlement(instrument).priceDecimals());
    }

    /** Whether twice the quantity is asked for twice as much, to the last digit. */
    boolean isLinear(final Instrument instrument) {
        return definitions.table(instrument).isEmpty();
    }
}
