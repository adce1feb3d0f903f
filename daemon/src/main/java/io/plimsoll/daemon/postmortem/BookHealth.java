package io.plimsoll.daemon.postmortem;

import io.plimsoll.daemon.postmortem.PostMortem.Health;
import io.plimsoll.engine.Int128;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.protocol.Decimals;
import java.math.BigDecimal;
import java.util.Arrays;

/** Counts how the checked accounts of a book stand. Engine thread. */
public final class BookHealth {
    private final MarginView view;
    private final UnitMargin margin = new UnitMargin();
    private final Long[] byRatio = new Long[HealthScale.size()];
    private long withoutRequirement;
    private long unpriced;
    private long accounts;
    private long deficits;
    private BigDecimal deficit = BigDecimal.ZERO;

    public BookHealth(final MarginView view) {
        this.view = view;
        Arrays.fill(byRatio, 0L);
        for (int unit = 0; unit < view.unitCount(); unit++) {
            if (view.isChecked(unit)) {
                count(unit);
            }
        }
    }

    private void count(final int unit) {
        accounts++;
        view.compute(unit, margin);
        if (!margin.isPriced()) {
            unpriced++;
            return;
        }
        if (margin.netWorth().isNegative()) {
            deficits++;
            deficit = deficit.subtract(decimal(margin.netWorth()));
        }
        if (margin.maintenanceMargin().signum() == 0) {
            withoutRequirement++;
        } else {
            byRatio[HealthScale.piece(decimal(margin.equity()), decimal(margin.maintenanceMargin()))]++;
        }
    }

    private BigDecimal decimal(final Int128 value) {
        return Decimals.toBigDecimal(value.high(), value.low(), view.valueDecimals());
    }

    /** Accounts that are checked. */
    public long accounts() {
        return accounts;
    }

    /** Accounts with a negative net worth. */
    public long deficits() {
        return deficits;
    }

    /** What they lack. */
    public BigDecimal deficit() {
        return deficit;
    }

    Health at(final long sequence, final long eventNs) {
        return new Health(sequence, eventNs, Arrays.asList(byRatio), withoutRequirement, unpriced);
    }
}
