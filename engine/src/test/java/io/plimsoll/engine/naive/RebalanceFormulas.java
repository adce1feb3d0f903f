package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.terms.RebalanceTerms;
import java.math.BigInteger;
import java.util.Optional;

/** The formulas of docs/internals/rebalancing.md, each by itself, so that a test can plant a mistake in one of them. */
public class RebalanceFormulas {
    private static final long SECOND_NS = 1_000_000_000;

    /** The purpose whose requirement is to be covered again; empty: nothing is rebalanced. */
    protected Optional<Purpose> purpose(final RebalanceTerms terms) {
        return switch (terms.to()) {
            case STOP -> Optional.of(Purpose.STOP);
            case INITIAL -> Optional.of(Purpose.INITIAL);
            default -> Optional.empty();
        };
    }

    /** Whether the time between two of one account has passed. */
    protected boolean hasRested(final Optional<Long> lastNs, final long nowNs, final RebalanceTerms terms) {
        return lastNs.map(last -> Math.floorDiv(nowNs, SECOND_NS) - Math.floorDiv(last, SECOND_NS) >= terms.seconds())
                .orElse(true);
    }

    /** Whether one more unit may be in this record. */
    protected boolean hasRoom(final int rebalanced, final int maxLiquidationsPerRecord) {
        return maxLiquidationsPerRecord == 0 || rebalanced < maxLiquidationsPerRecord;
    }

    /** Whether its positions may be reduced. */
    protected boolean isAllowed(final Instrument instrument) {
        return !instrument.terms().notRebalanced();
    }

    /** c: no penalty. */
    protected int costPpm(final Instrument instrument) {
        return instrument.terms().costPpm();
    }

    /** What is missing at first. */
    protected BigInteger missing(final BigInteger requirement, final BigInteger balance, final boolean isInclusive) {
        return requirement.subtract(balance).add(isInclusive ? BigInteger.ONE : BigInteger.ZERO);
    }
}
