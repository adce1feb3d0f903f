package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.FlagReason;
import java.math.BigInteger;
import java.util.Optional;

/** The formulas of docs/internals/initial-margin.md about stable prices and deposits, each by itself. */
public class InitialFormulas {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /** The price that counts initially, for what is owned or held long, or for what is owed or held short. */
    protected BigInteger worse(final BigInteger price, final BigInteger stable, final boolean isOwned) {
        return isOwned ? price.min(stable) : price.max(stable);
    }

    /** What a position is asked for with what the worse price takes from it. */
    protected BigInteger askedWithMove(final BigInteger asked, final BigInteger taken) {
        return asked.add(taken);
    }

    /** What all deposits are worth, in whole millionths. */
    protected BigInteger depositMicros(final BigInteger deposits, final BigInteger price, final int decimals) {
        return Numbers.floorDiv(deposits.multiply(price).multiply(Numbers.MILLION), Numbers.tenTo(decimals))
                .min(MOST);
    }

    /** The share of what is owned that counts, ppm, where deposits are worth so much: a multiple of the precision where they pass the cap. */
    protected int scaled(
            final int weightPpm, final long capMicros, final BigInteger depositMicros, final int precisionPpm) {
        final BigInteger cap = BigInteger.valueOf(capMicros);
        return depositMicros.compareTo(cap) <= 0
                ? weightPpm
                : Numbers.floorDiv(
                                BigInteger.valueOf(weightPpm).multiply(cap),
                                depositMicros.multiply(BigInteger.valueOf(precisionPpm)))
                        .multiply(BigInteger.valueOf(precisionPpm))
                        .intValueExact();
    }

    /** What a bucket counts before its weight, at another price than that in force. */
    protected BigInteger ofBucket(final BigInteger sum, final BigInteger worsePrice, final BigInteger price) {
        return Numbers.floorDiv(sum.multiply(worsePrice), price);
    }

    /** Why a stable price of a known price id is refused. */
    protected Optional<FlagReason> stableRefusal(final BigInteger price, final BigInteger maxPrice) {
        return price.signum() < 0 || price.compareTo(maxPrice) > 0
                ? Optional.of(FlagReason.OVER_LIMIT)
                : Optional.empty();
    }

    /** Why the deposits of a known asset are refused. */
    protected Optional<FlagReason> depositRefusal(final BigInteger amount) {
        return amount.signum() < 0 || amount.bitLength() > 62 ? Optional.of(FlagReason.OVER_LIMIT) : Optional.empty();
    }
}
