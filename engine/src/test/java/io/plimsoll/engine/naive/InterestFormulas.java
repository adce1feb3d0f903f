package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.terms.AssetTerms;
import java.math.BigInteger;
import java.util.Optional;

/** The formulas of the page about interest, each by itself. */
public class InterestFormulas {
    private static final BigInteger AMOUNTS_BELOW = BigInteger.ONE.shiftLeft(59);
    private static final long MOST_PPM = 1_000_000_000_000L;

    /** The amount of a balance: rounded against the account. */
    protected BigInteger amount(final Asset asset, final BigInteger balance, final InterestIndexes indexes) {
        if (!asset.terms().indexed()) {
            return balance;
        }
        return balance.signum() < 0 ? owed(balance, indexes) : owned(balance, indexes);
    }

    /** What is owed, a negative balance: not less of it than it is. */
    protected BigInteger owed(final BigInteger balance, final InterestIndexes indexes) {
        return Numbers.floorDiv(balance.multiply(indexes.borrow()), InterestIndexes.ONE);
    }

    /** What is owned: no more of it than it is. */
    protected BigInteger owned(final BigInteger balance, final InterestIndexes indexes) {
        return Numbers.floorDiv(balance.multiply(indexes.supply()), InterestIndexes.ONE);
    }

    /** Why indexes of a known asset are refused. */
    protected Optional<FlagReason> refusal(final InterestIndexes indexes, final AssetTerms asset) {
        if (!asset.indexed()) {
            return Optional.of(FlagReason.INDEX_NOT_DUE);
        }
        return isIndex(indexes.supply(), asset.maxIndexPpm()) && isIndex(indexes.borrow(), asset.maxIndexPpm())
                ? Optional.empty()
                : Optional.of(FlagReason.OVER_LIMIT);
    }

    /** Whether an index is positive and within its bound. */
    protected boolean isIndex(final BigInteger index, final long maxIndexPpm) {
        return index.signum() > 0
                && index.compareTo(BigInteger.valueOf(maxIndexPpm).multiply(Numbers.tenTo(21))) <= 0;
    }

    /** What a fill has an order's amount fall by, the ledger's balance being one and then another. */
    protected BigInteger moved(final BigInteger amountBefore, final BigInteger amountAfter) {
        return amountAfter.subtract(amountBefore).abs();
    }

    /** The size that an amount may come to. */
    protected BigInteger largestAmount(final BigInteger maxBalance, final AssetTerms asset) {
        return asset.indexed()
                ? maxBalance
                        .multiply(BigInteger.valueOf(asset.maxIndexPpm()))
                        .add(Numbers.MILLION.subtract(BigInteger.ONE))
                        .divide(Numbers.MILLION)
                : maxBalance;
    }

    /** Whether an asset's bound of its indexes may stand: small enough to be multiplied, and none where there is no index. */
    protected boolean isBound(final BigInteger maxBalance, final AssetTerms asset) {
        return asset.indexed()
                ? asset.maxIndexPpm() >= Rates.ONE
                        && asset.maxIndexPpm() <= MOST_PPM
                        && largestAmount(maxBalance, asset).compareTo(AMOUNTS_BELOW) < 0
                : asset.maxIndexPpm() == 0;
    }
}
