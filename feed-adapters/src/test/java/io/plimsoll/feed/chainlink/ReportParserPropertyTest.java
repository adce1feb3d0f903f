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
import java.util.Set;
import java.util.TreeSet;
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

    private int read;
    private int refused;

    private void check(
            final BigInteger price, final BigInteger bid, final BigInteger ask, final long at, final int decimals) {
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
            refused++;
        }
    }

    @Test
    void shouldReadPricesExactly() {
        for (int round = 0; round < ROUNDS; round++) {
            final BigInteger bid = number();
            check(
                    number(),
                    bid,
                    bid.add(BigInteger.ONE).max(number()),
                    random.nextLong(LARGEST.longValue() / 1_000_000_000),
                    random.nextInt(19));
        }
        assertBothWays();
    }

    /** Powers of two and of ten with their neighbours, up to the 192 bits that a word's number has. */
    @Test
    void shouldReadTheEdgesAtAllDecimals() {
        final Set<BigInteger> edges = new TreeSet<>();
        for (int bits = 0; bits < 191; bits++) {
            edges.add(BigInteger.ONE.shiftLeft(bits));
        }
        for (int digits = 0; digits < 58; digits++) {
            edges.add(BigInteger.TEN.pow(digits));
            edges.add(BigInteger.TEN.pow(digits).multiply(BigInteger.valueOf(5)));
        }
        for (final BigInteger edge : edges) {
            for (final BigInteger near : List.of(edge.subtract(BigInteger.ONE), edge, edge.add(BigInteger.ONE))) {
                for (final BigInteger price : List.of(near, near.negate())) {
                    for (int decimals = 0; decimals <= 18; decimals += 3) {
                        check(price, price, price.add(BigInteger.TWO), 7, decimals);
                    }
                }
            }
        }
        assertBothWays();
    }

    private void assertBothWays() {
        System.out.println("ReportParserPropertyTest: " + read + " read, " + refused + " refused");
        assertEquals(true, read > refused / 10 && refused > read / 10, "both ways are tried");
    }
}
