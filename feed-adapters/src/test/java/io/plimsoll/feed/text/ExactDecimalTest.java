package io.plimsoll.feed.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.live.MalformedFrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ExactDecimalTest {
    private static long nearest(final String text, final int decimals) {
        final byte[] framed = ("7" + text + "7").getBytes(UTF_8); // nothing beside the text may be read
        return ExactDecimal.nearest(framed, 1, framed.length - 2, decimals);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 0",
        "-0, 2, 0",
        "0e999999999999, 2, 0",
        "12.5, 2, 1250",
        "-12.5, 0, -13",
        "12.5, 0, 13",
        "12.4999999999999999999999999, 0, 12",
        "0.05, 1, 1",
        "0.049, 1, 0",
        "0.5, 0, 1",
        "0.05, 0, 0",
        "5e-9, 8, 1",
        "4.9E-9, 8, 0",
        "1e-8, 8, 1",
        "1e8, 2, 10000000000",
        "1.25e+1, 1, 125",
        "1e-400, 18, 0",
        "9223372036854775807, 0, 9223372036854775807",
        "-9223372036854775808, 0, -9223372036854775808",
        "9223372036854775807.49, 0, 9223372036854775807",
        "9.2233720368547758071e18, 0, 9223372036854775807",
        "0.000000000000000000000000001e27, 0, 1",
        "9.223372036854775807, 18, 9223372036854775807"
    })
    void shouldRoundTextToTheNearest(final String text, final int decimals, final long expected) {
        assertEquals(expected, nearest(text, decimals));
    }

    @ParameterizedTest
    @CsvSource({
        "1.01, 1, 11, 10",
        "1.10, 1, 11, 11",
        "-1.01, 1, -11, -10",
        "1.1000000001, 1, 12, 11",
        "1e-400, 2, 1, 0",
        "0.000, 2, 0, 0",
        "0.99, 0, 1, 0"
    })
    void shouldRoundTextUpAndDown(final String text, final int decimals, final long up, final long down) {
        final byte[] bytes = text.getBytes(UTF_8);
        assertEquals(up, ExactDecimal.up(bytes, 0, bytes.length, decimals));
        assertEquals(down, ExactDecimal.down(bytes, 0, bytes.length, decimals));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                "01",
                "-01",
                ".5",
                "5.",
                "1.e5",
                "1e",
                "1e+",
                "1e5.5",
                "1 ",
                " 1",
                "1,5",
                "1.2.3",
                "--1",
                "NaN",
                "Infinity",
                "0x10",
                "1_000",
                "1f",
                "\u0661"
            })
    void shouldRefuseWhatIsNoNumber(final String text) {
        final MalformedFrameException e = assertThrows(MalformedFrameException.class, () -> nearest(text, 2));
        assertTrue(e.getMessage().contains("expected a decimal number such as -12.5"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808, 0",
        "-9223372036854775809, 0",
        "9223372036854775807.5, 0",
        "-9223372036854775808.5, 0",
        "92233720368547758070, 0",
        "1e19, 0",
        "1e999999999999999999999, 0",
        "10, 18"
    })
    void shouldRefuseWhatDoesNotFit(final String text, final int decimals) {
        final MalformedFrameException e = assertThrows(MalformedFrameException.class, () -> nearest(text, decimals));
        assertTrue(e.getMessage().contains("fits in 64 bits"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "6163260000000, -8, 8, 6163260000000",
        "6163260000000, -8, 2, 6163260",
        "61635, -3, 2, 6164",
        "-61635, -3, 2, -6164",
        "61634, -3, 2, 6163",
        "7, 2, 1, 7000",
        "0, 2000000000, 18, 0",
        "9223372036854775807, -19, 0, 1",
        "4999999999999999999, -19, 0, 0",
        "-5000000000000000000, -19, 0, -1",
        "9223372036854775807, -20, 0, 0",
        "9223372036854775807, -2147483648, 18, 0",
        "-9223372036854775808, 0, 0, -9223372036854775808",
        "-9223372036854775808, -1, 0, -922337203685477581"
    })
    void shouldRescaleToTheNearest(final long mantissa, final int exponent, final int decimals, final long expected) {
        assertEquals(expected, ExactDecimal.nearest(mantissa, exponent, decimals));
    }

    @ParameterizedTest
    @CsvSource({
        "61631, -3, 2, 6164",
        "61630, -3, 2, 6163",
        "1, -19, 0, 1",
        "1, -200, 0, 1",
        "0, -200, 0, 0",
        "-1, -2, 1, -1"
    })
    void shouldRescaleUp(final long mantissa, final int exponent, final int decimals, final long expected) {
        assertEquals(expected, ExactDecimal.up(mantissa, exponent, decimals));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 1, 0",
        "-9223372036854775808, 0, 1",
        "1, 19, 0",
        "1, 2147483647, 18",
        "922337203685477581, 0, 1",
        "-922337203685477581, 1, 0"
    })
    void shouldRefuseAScaleThatDoesNotFit(final long mantissa, final int exponent, final int decimals) {
        assertThrows(MalformedFrameException.class, () -> ExactDecimal.nearest(mantissa, exponent, decimals));
        assertThrows(MalformedFrameException.class, () -> ExactDecimal.up(mantissa, exponent, decimals));
    }

    @Test
    void shouldSayWhatItFound() {
        final MalformedFrameException e = assertThrows(MalformedFrameException.class, () -> nearest("4 2", 2));
        assertEquals("4 2; expected a decimal number such as -12.5", e.getMessage());
    }
}
