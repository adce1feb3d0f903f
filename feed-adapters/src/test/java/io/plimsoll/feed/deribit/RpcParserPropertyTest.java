package io.plimsoll.feed.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.TestFrames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a ticker says comes out as BigDecimal rounds it, however its numbers are written. */
@Timeout(30)
class RpcParserPropertyTest {
    private static final int ROUNDS = 5_000;

    private final Random random = Seeds.random(RpcParserPropertyTest.class);

    private BigDecimal number() {
        return BigDecimal.valueOf(1 + random.nextLong(1_000_000_000_000L), random.nextInt(12));
    }

    // As plain digits, or in the venue's way of writing what is small.
    private String text(final BigDecimal number) {
        return random.nextBoolean() ? number.toPlainString() : number.unscaledValue() + "e" + -number.scale();
    }

    @Test
    void shouldReadNumbersExactly() {
        for (int round = 0; round < ROUNDS; round++) {
            final int decimals = random.nextInt(7);
            final BigDecimal price = number();
            final BigDecimal bid = number();
            final BigDecimal ask = bid.add(number());
            final long timestamp = random.nextLong(4_000_000_000_000L);
            final FrameContent content = TestFrames.parse(
                    new DeribitVenue(DeribitVenue.DEFAULT_ADDRESS, TestFrames.symbols(decimals, "A-B")).parser(),
                    "{\"method\":\"subscription\",\"params\":{\"channel\":\"ticker.A-B.100ms\",\"data\":{\"mark_price\":"
                            + text(price) + ",\"best_bid_price\":" + text(bid) + ",\"best_ask_price\":" + text(ask)
                            + ",\"timestamp\":" + timestamp + "}}}");
            final BigDecimal width =
                    ask.setScale(decimals, RoundingMode.CEILING).subtract(bid.setScale(decimals, RoundingMode.FLOOR));
            final BigDecimal half = width.divide(BigDecimal.valueOf(2), decimals, RoundingMode.CEILING);
            assertEquals(
                    price.setScale(decimals, RoundingMode.HALF_UP)
                            .unscaledValue()
                            .longValueExact(),
                    content.quote(0).value());
            assertEquals(half.unscaledValue().longValueExact(), content.quote(0).confidence());
            assertEquals(timestamp * 1_000_000, content.quote(0).publishNs());
        }
    }
}
