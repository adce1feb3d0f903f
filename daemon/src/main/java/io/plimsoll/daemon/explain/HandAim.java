package io.plimsoll.daemon.explain;

import io.plimsoll.engine.UnitSheet.Position;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Sizing;
import java.math.BigDecimal;

/**
 * What a plan is for: a liquidation, or a rebalancing, which costs no penalty and leaves some positions alone
 * (docs/internals/rebalancing.md). Immutable.
 *
 * @param sizing how much is closed
 * @param to whose requirement is covered by a rebalancing; NONE: a liquidation
 */
record HandAim(Sizing sizing, Rebalancing to) {
    /** @param closesAll whether everything is closed, whatever the profile's sizing */
    static HandAim liquidation(final HandRules rules, final boolean closesAll) {
        return new HandAim(closesAll ? Sizing.FULL : rules.terms().plan().sizing(), Rebalancing.NONE);
    }

    static HandAim rebalancing(final HandRules rules) {
        return new HandAim(Sizing.STOP_MARGIN, rules.terms().rebalance().to());
    }

    boolean isLiquidation() {
        return to == Rebalancing.NONE;
    }

    /** The value of the purpose that is to be covered. */
    BigDecimal of(final ByPurpose values) {
        return to == Rebalancing.INITIAL ? values.initial() : values.stop();
    }

    boolean isClosable(final Position position) {
        return !position.isHalted() && (isLiquidation() || !position.terms().notRebalanced());
    }

    int costPpm(final Position position) {
        return position.terms().costPpm() + (isLiquidation() ? position.terms().penaltyPpm() : 0);
    }
}
