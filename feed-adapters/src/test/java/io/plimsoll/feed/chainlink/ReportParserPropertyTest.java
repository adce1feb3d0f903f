package io.plimsoll.feed.chainlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.MalformedFrameException;
import io.plimsoll.feed.live.TestFrames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stands in a report comes out as BigDecimal rounds it, or is refused where it does not fit in 64 bits. */
@Timeout(30)
class ReportParserPropertyTest {
    private static final int ROUNDS = 3_000;
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final Random random = Seeds.random(ReportParserPropertyTest.class);

    private BigInteger number() {
        final BigInteger number = new BigInteger(random.nextInt(100), random);
        return random.nextInt(4) == 0 ? number.negate() : number;
    }

    private static BigInteger scaled(final BigDecimal number, final int decimals, final RoundingMode rounding) {
        return number.setScale(decimals, rounding).unscaledValue();
    }

    private static boolean fits(final BigInteger value) {
        return value.bitLength() < 64;
    }

    @Test
    void shouldReadPricesExactly() {
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final int decimals = random.nextInt(19);
            final BigInteger price = number();
            final BigInteger bid = number();
            final BigInteger ask = bid.add(BigInteger.ONE).max(number());
            final long at = random.nextLong(LARGEST.longValue() / 1_000_000_000);
            final List<String> report = TestReports.crypto(at, price, bid, ask);
            final FrameParser parser = new ReportParser(TestFrames.symbols(decimals, TestReports.CRYPTO));
            final BigInteger value = scaled(new BigDecimal(price, 18), decimals, RoundingMode.HALF_UP);
            final BigInteger half = scaled(
                    new BigDecimal(ask.subtract(bid).abs(), 18).divide(BigDecimal.valueOf(2)),
                    decimals,
                    RoundingMode.CEILING);
            try {
                final FrameContent content = TestFrames.parse(parser, TestReports.message(report));
                assertEquals(value, BigInteger.valueOf(content.quote(0).value()));
                assertEquals(half, BigInteger.valueOf(content.quote(0).confidence()));
                assertEquals(at * 1_000_000_000, content.quote(0).publishNs());
                read++;
            } catch (final MalformedFrameException e) {
                assertEquals(false, fits(value) && fits(half), e.getMessage());
            }
        }
        System.out.println("ReportParserPropertyTest: " + read + " of " + ROUNDS + " read");
        assertEquals(true, read > ROUNDS / 4 && read < ROUNDS, "both ways are tried");
    }
}
