package io.plimsoll.feed.pyth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.Symbols;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A price that our decimals can hold is read as it was written, whatever its mantissa and exponent. */
@Timeout(60)
class PythPropertyTest {
    private static final int ROUNDS = 20_000;

    private final Random random = Seeds.random(PythPropertyTest.class);

    @Test
    void shouldReadBackEveryMantissaAndExponent() {
        final FrameParser[] parsers = new FrameParser[19];
        for (int decimals = 0; decimals < parsers.length; decimals++) {
            parsers[decimals] = new PythHermes(
                            PythHermes.DEFAULT_BASE, Symbols.of(PythMessages.ETH + "/" + decimals), null)
                    .parser();
        }
        for (int round = 0; round < ROUNDS; round++) {
            final long mantissa = random.nextLong() >> random.nextInt(64);
            final long confidence = random.nextLong() >>> (1 + random.nextInt(63));
            final long seconds = random.nextInt();
            final long slot = random.nextLong() >>> (1 + random.nextInt(63));
            final int decimals = random.nextInt(parsers.length);
            final String price = PythMessages.ETH_PRICE
                    .replace("\"184136023127\"", "\"" + mantissa + "\"")
                    .replace("\"177166324\"", "\"" + confidence + "\"")
                    .replace("\"expo\":-8", "\"expo\":" + -decimals)
                    .replace("\"publish_time\":1692110601", "\"publish_time\":" + Math.abs(seconds))
                    .replace("\"slot\":88123456", "\"slot\":" + slot);
            assertEquals(
                    Said.priced(new Said.Price(0, mantissa, confidence, Math.abs(seconds) * 1_000_000_000, slot)),
                    Said.by(parsers[decimals], PythMessages.event(price)));
        }
    }
}
