package io.plimsoll.daemon.report;

import io.plimsoll.engine.Int128;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.Plan;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.Verdict;
import java.math.BigDecimal;

/**
 * How one unit stands, in exact decimals of the valuation currency. Immutable.
 *
 * @param verdict by the engine
 * @param netWorth unweighted
 * @param equity B for maintenance
 * @param maintenanceMargin R
 * @param shortfall R - B, at least 0
 * @param repays value of the debts that it would order to repay now, seizing collateral for them
 * @param closes notional of the positions that an armed engine would order for now, at the mark
 */
public record UnitReading(
        Verdict verdict,
        BigDecimal netWorth,
        BigDecimal equity,
        BigDecimal maintenanceMargin,
        BigDecimal shortfall,
        BigDecimal repays,
        BigDecimal closes) {
    /** Whether it would be liquidated. */
    public boolean isBelow() {
        return verdict == Verdict.LIQUIDATE || verdict == Verdict.BANKRUPT;
    }

    /** Reads the units of one engine. The engine's thread. */
    public static final class Reader {
        private final MarginView view;
        private final UnitMargin margin = new UnitMargin();
        private final Plan plan = new Plan();

        public Reader(final MarginView view) {
            this.view = view;
        }

        /** The unit as it stands; null while one of its prices is not there. */
        public UnitReading read(final int unit) {
            view.compute(unit, margin);
            if (!margin.isPriced()) {
                return null;
            }
            final Verdict verdict = view.verdict(margin);
            final BigDecimal equity = decimal(margin.equity());
            final BigDecimal maintenance = decimal(margin.maintenanceMargin());
            final boolean isBelow = verdict == Verdict.LIQUIDATE || verdict == Verdict.BANKRUPT;
            return new UnitReading(
                    verdict,
                    decimal(margin.netWorth()),
                    equity,
                    maintenance,
                    maintenance.subtract(equity).max(BigDecimal.ZERO),
                    isBelow ? repays(unit) : BigDecimal.ZERO,
                    isBelow ? closes(unit) : BigDecimal.ZERO);
        }

        private BigDecimal repays(final int unit) {
            final BigDecimal[] sum = {BigDecimal.ZERO};
            view.forEachSeizure(unit, margin, 0, seizure -> sum[0] = sum[0].add(decimal(seizure.repaidValue())));
            return sum[0];
        }

        private BigDecimal closes(final int unit) {
            final BigDecimal[] sum = {BigDecimal.ZERO};
            view.forEachPlanned(unit, margin, plan, order -> sum[0] = sum[0].add(decimal(order.notional())));
            return sum[0];
        }

        private BigDecimal decimal(final Int128 value) {
            return Decimals.toBigDecimal(value.high(), value.low(), view.valueDecimals());
        }
    }
}
