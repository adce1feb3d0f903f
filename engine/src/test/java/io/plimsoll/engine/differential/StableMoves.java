package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.protocol.codec.AssetDepositsEncoder;
import io.plimsoll.protocol.codec.StablePriceEncoder;
import java.math.BigInteger;
import java.util.List;

/** Stable prices above and below those in force, deposits around their caps, and what of both must be refused. */
final class StableMoves {
    private static final int SOURCE = 1;
    private static final long UNKNOWN = 99_999;

    private StableMoves() {}

    static void write(final Script script, final InputRecords out, final long priceId, final BigInteger value) {
        final long sequence = script.next(SOURCE);
        out.record((buffer, at, header) -> new StablePriceEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .value(Script.clamp(value))
                .sourceSequence(sequence)
                .priceId(priceId)
                .source(SOURCE)
                .encodedLength());
    }

    static void writeDeposits(final Script script, final InputRecords out, final long assetId, final BigInteger value) {
        final long sequence = script.next(SOURCE);
        out.record((buffer, at, header) -> new AssetDepositsEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .amount(Script.clamp(value))
                .sourceSequence(sequence)
                .assetId(assetId)
                .source(SOURCE)
                .encodedLength());
    }

    /** Around the price in force, on it, at the limit, or none any more. */
    static void price(final Script script) {
        final Dice dice = script.dice();
        final long priceId = dice.pick(List.copyOf(script.priceLimits().keySet()));
        final BigInteger limit = script.priceLimits().get(priceId);
        final BigInteger price = script.price(priceId, limit);
        final BigInteger stable = switch (dice.below(8)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> price;
            case 2 -> dice.of(BigInteger.ONE, limit);
            default -> dice.scaled(price, 500_000, 1_500_000);
        };
        script.then(out -> write(script, out, priceId, stable.min(limit)));
    }

    static void refusedPrice(final Script script) {
        final Dice dice = script.dice();
        final long known = dice.pick(List.copyOf(script.priceLimits().keySet()));
        final BigInteger beyond =
                dice.of(BigInteger.ONE.negate(), script.priceLimits().get(known).add(BigInteger.ONE));
        final long priceId = dice.of(known, known, 0L, UNKNOWN);
        script.then(out -> write(script, out, priceId, beyond));
    }

    /** Just as much as its cap, one more, or many times that. */
    static void deposits(final Script script) {
        final Dice dice = script.dice();
        final Asset asset = script.asset(StableWorlds::isCapped);
        final BigInteger price = script.price(asset.priceId(), asset.maxPrice());
        final BigInteger cap = BigInteger.valueOf(
                        StableWorlds.isCapped(asset) ? asset.terms().depositCapMicros() : 1)
                .max(BigInteger.ONE);
        final BigInteger atCap = cap.multiply(Numbers.tenTo(asset.decimals() + asset.priceDecimals()))
                .divide(price.multiply(Numbers.MILLION));
        final BigInteger amount = switch (dice.below(5)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> atCap.add(BigInteger.valueOf(dice.between(-1, 2)));
            default -> dice.scaled(atCap.max(BigInteger.valueOf(1_000)), 900_000, 5_000_000);
        };
        script.then(out -> writeDeposits(
                script,
                out,
                asset.id(),
                amount.max(BigInteger.ZERO).min(BigInteger.ONE.shiftLeft(62).subtract(BigInteger.ONE))));
    }

    static void refusedDeposits(final Script script) {
        final BigInteger beyond = script.dice().of(BigInteger.ONE.negate(), BigInteger.ONE.shiftLeft(62));
        final long assetId = script.dice().oneIn(4) ? UNKNOWN : script.asset().id();
        script.then(out -> writeDeposits(script, out, assetId, beyond));
    }
}
