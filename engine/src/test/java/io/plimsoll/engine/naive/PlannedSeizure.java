package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One line of a seizure plan. Amounts are balance mantissas.
 *
 * @param repay r, of the debt asset
 * @param reserve what the venue's reserves repay beside it
 * @param seize s, of the collateral
 * @param protocolFee the protocol's part of s
 * @param bonus b, at 10^18
 * @param startPrice top of an auction; none of a seizure at a fixed price
 * @param resetSeconds after which an auction must start again; empty: never
 * @param ways how the amounts came about
 */
public record PlannedSeizure(
        Asset debt,
        Asset collateral,
        BigInteger repay,
        BigInteger reserve,
        BigInteger seize,
        BigInteger protocolFee,
        BigInteger bonus,
        Optional<BigInteger> startPrice,
        OptionalLong resetSeconds,
        Set<Way> ways) {
    /** How amounts come about; no rule reads it. */
    public enum Way {
        /** CLOSE_FACTOR: health or a value is so low that all may be repaid. */
        WHOLE,
        /** CLOSE_FACTOR: the close factor bounds it. */
        CLOSE_FACTOR,
        /** TARGET_HEALTH: the target bounds it. */
        TARGET,
        /** TARGET_HEALTH: no amount reaches the target. */
        UNREACHABLE,
        /** HEALTH_YIELD. */
        YIELD,
        /** FULL. */
        FULL,
        /** A falling price raises what is owed and the bonus. */
        AUCTION,
        /** All the collateral is not enough for what was to be repaid. */
        CAPPED,
        /** A partial was made smaller, so that no leftover is too small. */
        SHRUNK,
        /** All was to be repaid in place of a partial that leaves too little. */
        ALL_FOR_LEFTOVER,
        /** All was to be repaid in place of a partial that lowers health. */
        ALL_FOR_HEALTH
    }

    boolean isEmpty() {
        return repay.add(reserve).signum() == 0 || seize.signum() == 0;
    }
}
