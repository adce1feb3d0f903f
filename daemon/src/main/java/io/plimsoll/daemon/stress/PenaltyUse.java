package io.plimsoll.daemon.stress;

import java.math.BigDecimal;

/**
 * What accounts were to pay for their liquidations, by who gets it. Values exact, in the valuation currency, at the prices of the decision. Immutable.
 *
 * @param fills that cost a penalty
 * @param liquidators what liquidators get
 * @param funds what insurance funds get
 * @param protocol what the protocol gets
 */
record PenaltyUse(long fills, BigDecimal liquidators, BigDecimal funds, BigDecimal protocol) {
    static final PenaltyUse NONE = new PenaltyUse(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** With one fill more. */
    PenaltyUse plus(final BigDecimal toLiquidator, final BigDecimal toFund, final BigDecimal toProtocol) {
        return new PenaltyUse(fills + 1, liquidators.add(toLiquidator), funds.add(toFund), protocol.add(toProtocol));
    }

    /** All of it. */
    BigDecimal sum() {
        return liquidators.add(funds).add(protocol);
    }
}
