package io.plimsoll.feed.pyth;

import static io.plimsoll.feed.live.JsonTree.require;

import io.plimsoll.feed.live.FrameOracle;
import io.plimsoll.feed.live.JsonTree;
import io.plimsoll.feed.live.Quote;
import io.plimsoll.feed.live.Said;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Hermes' events, read slowly. */
final class PythOracle implements FrameOracle {
    private final List<String> ids;
    private final int[] decimals;

    PythOracle(final List<String> ids, final int... decimals) {
        this.ids = ids;
        this.decimals = decimals;
    }

    /** That of {@link PythMessages#parser}. */
    PythOracle() {
        this(List.of(PythMessages.ETH, PythMessages.BTC), 8, 2);
    }

    @Override
    public Said read(final byte[] frame) {
        if (new String(frame, StandardCharsets.ISO_8859_1).startsWith("Connection timeout")) {
            return Said.closing();
        }
        final List<Said.Price> prices = new ArrayList<>();
        int unknown = 0;
        for (final JsonTree feed : JsonTree.of(frame).need("parsed").elements()) {
            final String id = feed.need("id").string();
            final JsonTree price = feed.need("price");
            final long mantissa = JsonTree.integer(price.need("price").string());
            final long confidence = JsonTree.integer(price.need("conf").string());
            final long exponent = JsonTree.integer(price.need("expo").number());
            final long seconds = JsonTree.integer(price.need("publish_time").number());
            final JsonTree metadata = feed.get("metadata");
            final JsonTree slot = metadata == null || metadata.isNull() ? null : metadata.get("slot");
            final long sequence = slot == null || slot.isNull() ? 0 : JsonTree.integer(slot.number());
            final JsonTree previous = metadata == null || metadata.isNull() ? null : metadata.get("prev_publish_time");
            final boolean tells = previous != null && !previous.isNull();
            final long previousSeconds = tells ? JsonTree.integer(previous.number()) : 0;
            require(confidence >= 0 && sequence >= 0, "no negative confidence or slot");
            require(exponent == (int) exponent, "an exponent of 32 bits");
            requireTime(seconds);
            requireTime(previousSeconds);
            final int symbol = ids.indexOf(id);
            if (symbol < 0) {
                unknown++;
            } else {
                prices.add(new Said.Price(
                        symbol,
                        rescaled(mantissa, exponent, decimals[symbol], RoundingMode.HALF_UP),
                        rescaled(confidence, exponent, decimals[symbol], RoundingMode.UP),
                        seconds * 1_000_000_000,
                        sequence,
                        tells ? previousSeconds * 1_000_000_000 : Quote.UNTOLD));
            }
        }
        return Said.priced(prices, unknown);
    }

    private static void requireTime(final long seconds) {
        require(seconds >= 0 && seconds <= Long.MAX_VALUE / 1_000_000_000, "a time up to 2262");
    }

    private static long rescaled(
            final long mantissa, final long exponent, final int decimals, final RoundingMode rounding) {
        return JsonTree.mantissa(BigDecimal.valueOf(mantissa), BigInteger.valueOf(exponent), decimals, rounding);
    }
}
