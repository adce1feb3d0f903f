package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 2, 0",
        "-0, 2, 0",
        "12.5, 2, 1250",
        "-12.5, 2, -1250",
        "1.2300, 2, 123",
        "007.10, 2, 710",
        "5, 0, 5",
        "5.0, 0, 5",
        "0.000000000000000001, 18, 1",
        "9223372036854775807, 0, 9223372036854775807",
        "-9223372036854775808, 0, -9223372036854775808",
        "92233720368547758.07, 2, 9223372036854775807"
    })
    void shouldParseExactly(final String text, final int decimals, final long mantissa) {
        assertEquals(mantissa, Decimals.parse(text, decimals));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                ".5",
                "5.",
                "+5",
                "1e5",
                "1E5",
                "NaN",
                "Infinity",
                "1,000",
                " 1",
                "1 ",
                "1.2.3",
                "0x1",
                "--1",
                "١"
            })
    void shouldRefuseWhatIsNoPlainDecimal(final String text) {
        assertThrows(NumberFormatException.class, () -> Decimals.parse(text, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "1.001, 2",
        "0.1, 0",
        "9223372036854775808, 0",
        "-9223372036854775809, 0",
        "92233720368547758.08, 2",
        "1, 19"
    })
    void shouldRefuseWhatDoesNotFit(final String text, final int decimals) {
        assertThrows(NumberFormatException.class, () -> Decimals.parse(text, decimals));
    }

    @Test
    void shouldSayWhatIsWrong() {
        final NumberFormatException e = assertThrows(NumberFormatException.class, () -> Decimals.parse("1.001", 2));
        assertTrue(e.getMessage().contains("'1.001' has more than 2 decimals"), e.getMessage());
    }

    @Test
    void shouldReturnEveryMantissaThatItFormatted() {
        final long seed = Long.getLong("plimsoll.seed", 4711);
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            final long mantissa = random.nextLong() >> random.nextInt(64);
            final int decimals = random.nextInt(19);
            final String text = Decimals.format(mantissa, decimals);
            assertEquals(mantissa, Decimals.parse(text, decimals), text);
            assertEquals(0, new BigDecimal(text).compareTo(BigDecimal.valueOf(mantissa, decimals)), text);
        }
    }

    @Test
    void shouldShow128BitMantissas() {
        assertEquals("0", Decimals.format(0, 0, 22));
        assertEquals("-0.0000000001", Decimals.format(-1, -1, 10));
        final BigInteger value = new BigInteger("-123456789012345678901234567890");
        final long high = value.shiftRight(64).longValue();
        assertEquals(value, Decimals.toBigInteger(high, value.longValue()));
        assertEquals("-12345678901234567890.123456789", Decimals.format(high, value.longValue(), 10));
    }

    @Test
    void shouldReadAnOrderIdThatItWrote() {
        final OrderId id = new OrderId(1, 4711, 3);
        assertEquals(id, OrderId.parse(id.toString()));
        assertThrows(IllegalArgumentException.class, () -> OrderId.parse("1-4711"));
        assertThrows(IllegalArgumentException.class, () -> OrderId.parse("1-x-0"));
    }
}
