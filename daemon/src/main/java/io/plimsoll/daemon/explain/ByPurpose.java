package io.plimsoll.daemon.explain;

import java.math.BigDecimal;

/** One value for each purpose of margin. Immutable. */
record ByPurpose(BigDecimal initial, BigDecimal stop, BigDecimal maintenance) {
    static final ByPurpose NOTHING = ofAll(BigDecimal.ZERO);

    static ByPurpose ofAll(final BigDecimal value) {
        return new ByPurpose(value, value, value);
    }

    ByPurpose plus(final ByPurpose other) {
        return new ByPurpose(initial.add(other.initial), stop.add(other.stop), maintenance.add(other.maintenance));
    }

    /** The same but nothing for initial. */
    ByPurpose inMaintenance() {
        return new ByPurpose(BigDecimal.ZERO, stop, maintenance);
    }

    /** The larger of the two for each. */
    ByPurpose max(final ByPurpose other) {
        return new ByPurpose(initial.max(other.initial), stop.max(other.stop), maintenance.max(other.maintenance));
    }

    ByPurpose times(final BigDecimal factor) {
        return new ByPurpose(initial.multiply(factor), stop.multiply(factor), maintenance.multiply(factor));
    }
}
