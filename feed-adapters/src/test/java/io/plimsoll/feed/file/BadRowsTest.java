package io.plimsoll.feed.file;

import static io.plimsoll.feed.file.TestFiles.gzip;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.FormatException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not get past the reader, each at its exact line, with what was found and what was expected. */
@Timeout(20)
class BadRowsTest {
    private static final String ROWS = "ts,instrument,price\n1,BTC,100\n";
    private static final String CONFIDENCE = "ts,instrument,price,confidence\n";
    private static final String BARS = "ts,symbol,open,high,low,close,volume\n1,BTC,1,2,1,2,0\n";
    private static final String TRADES = "timestamp,price,amount\n1,5,1\n";
    private static final String NOT_PLAIN = "is not a plain decimal number";
    private static final String TIME = "expected a whole number of milliseconds since 1970";

    static Stream<Arguments> badFiles() {
        return Stream.of(
                bad(ROWS + "2,BTC,1e-7\n", 3, "price '1e-7' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,NaN\n", 3, "price 'NaN' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,\n", 3, "price '' " + NOT_PLAIN),
                bad(ROWS + "2,BTC, 5\n", 3, "price ' 5' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,+5\n", 3, "price '+5' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,1.2.3\n", 3, "price '1.2.3' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,5.\n", 3, "price '5.' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,.5\n", 3, "price '.5' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,-\n", 3, "price '-' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,0x10\n", 3, "price '0x10' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,Infinity\n", 3, "price 'Infinity' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,\"5\"\n", 3, "price '\"5\"' " + NOT_PLAIN),
                bad(ROWS + "2,BTC,100.001\n", 3, "price '100.001' has more than 2 decimals; expected a plain decimal"),
                bad(ROWS + "2,BTC,100.001\n", 3, "of at most 2 decimals (those of BTC), within 64 bits"),
                bad(ROWS + "2,BTC,92233720368547758.08\n", 3, "price '92233720368547758.08' is too large"),
                bad(ROWS + "2,BTC," + "9".repeat(400) + "\n", 3, "price '9999"),
                bad(ROWS + "2,DOGE,1e5\n", 3, "price '1e5'; expected a plain decimal number"),
                bad(ROWS + "2,BTC\n", 3, "2 fields; expected 3 fields: ts,instrument,price"),
                bad(ROWS + "2,BTC,1,0.5\n", 3, "4 fields; expected 3 fields"),
                bad(ROWS + "2,BTC,1," + ",".repeat(1000) + "\n", 3, "1004 fields; expected 3 fields"),
                bad(ROWS + "\n2,BTC,1\n", 3, "an empty line; expected 3 fields"),
                bad(ROWS + "2;BTC;1\n", 3, "1 fields; expected 3 fields"),
                bad(ROWS + "x,BTC,1\n", 3, "ts 'x'; " + TIME),
                bad(ROWS + ",BTC,1\n", 3, "ts ''; " + TIME),
                bad(ROWS + "-2,BTC,1\n", 3, "ts '-2'; " + TIME),
                bad(ROWS + "2.5,BTC,1\n", 3, "ts '2.5'; " + TIME),
                bad(ROWS + "1738368000000000,BTC,1\n", 3, "ts '1738368000000000'; " + TIME),
                bad(ROWS + "99999999999999999999,BTC,1\n", 3, "ts '99999999999999999999'; " + TIME),
                bad(ROWS + "2024-01-01,BTC,1\n", 3, "ts '2024-01-01'; " + TIME),
                bad(ROWS + "2,,1\n", 3, "instrument ''; expected a symbol"),
                bad(ROWS + "2,BTC,1\n".repeat(7) + "2,B", 10, "2 fields; expected 3 fields"),
                bad(ROWS + "2," + "B".repeat(5000) + ",1\n", 3, "a line longer than 4096 bytes"),
                bad(ROWS + "2,BTC,\u0007\u001b[31m5\n", 3, "price '??[31m5' " + NOT_PLAIN),
                bad(CONFIDENCE + "1,BTC,5,NaN\n", 2, "confidence 'NaN' " + NOT_PLAIN),
                bad(CONFIDENCE + "1,BTC,5,-0.1\n", 2, "confidence '-0.1'; expected a confidence of 0 or more"),
                bad(CONFIDENCE + "1,BTC,5,0.125\n", 2, "confidence '0.125' has more than 2 decimals"),
                bad(CONFIDENCE + "1,BTC,5\n", 2, "3 fields; expected 4 fields"),
                bad(BARS + "2,BTC,1,2,1\n", 3, "5 fields; expected 7 fields"),
                bad(BARS + "2,BTC,1,x,1,2,0\n", 3, "high 'x' " + NOT_PLAIN),
                bad(BARS + "2,BTC,1,2,,2,0\n", 3, "low '' " + NOT_PLAIN),
                bad(BARS + "2,BTC,1,2,1,2.123,0\n", 3, "close '2.123' has more than 2 decimals"),
                bad(TRADES + "1.5,5,1\n", 3, "timestamp '1.5'; expected a whole number of seconds", "BTC"),
                bad(TRADES + "2,5e3,1\n", 3, "price '5e3' " + NOT_PLAIN, "BTC"),
                bad(TRADES + "2,5.12345,1\n", 3, "(those of ETH)", "ETH"),
                bad(TRADES, 1, "a trade file, which names no instrument"),
                bad(ROWS, 1, "a file that names its instruments, while [BTC] was named for it", "BTC"),
                bad("", 1, "an empty file; expected a header line"),
                bad("\n", 1, "unrecognised header ''; expected one of: ts,instrument,price | "),
                bad("time,instrument,price\n", 1, "unrecognised header 'time,instrument,price'"),
                bad("ts,instrument,price,confidance\n", 1, "unrecognised header"),
                bad("ts,ts_s,instrument,price\n", 1, "unrecognised header"),
                bad("ts,instrument,instrument,price\n", 1, "unrecognised header"),
                bad("ts,symbol,open,high,low\n", 1, "unrecognised header"),
                bad("ts;instrument;price\n", 1, "| timestamp,price,amount; ts is in milliseconds"),
                bad("a,".repeat(300) + "\n", 1, "more than 256 columns"),
                bad("x".repeat(5000) + "\n", 1, "a line longer than 4096 bytes"));
    }

    private static Arguments bad(final String content, final long line, final String says, final String... feeds) {
        return Arguments.of(content, line, says, List.of(feeds));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void shouldRefuseWithFileAndLine(
            final String content, final long line, final String says, final List<String> feeds) {
        assertRefused(content.getBytes(UTF_8), line, says, feeds);
        assertRefused(gzip(content.getBytes(UTF_8)), line, says, feeds);
    }

    private static void assertRefused(
            final byte[] content, final long line, final String says, final List<String> feeds) {
        final FormatException e = assertThrows(FormatException.class, () -> TestFiles.read(content, feeds));
        assertEquals("t.csv", e.source());
        assertEquals(line, e.line(), e.getMessage());
        assertTrue(e.getMessage().startsWith("t.csv:" + line + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(says), e.getMessage());
        assertTrue(e.getMessage().contains("; expected "), e.getMessage());
        assertTrue(e.getMessage().length() < 700, e.getMessage());
    }

    static Stream<Arguments> badBytes() {
        final byte[] zipped = gzip((ROWS + "2,BTC,1\n".repeat(20_000)).getBytes(UTF_8));
        final byte[] flipped = zipped.clone();
        flipped[flipped.length - 6] ^= 1; // in the gzip's own checksum
        return Stream.of(
                Arguments.of(Arrays.copyOf(zipped, 12), 1, "damaged gzip"),
                Arguments.of(Arrays.copyOf(zipped, 2), 1, "damaged gzip"),
                Arguments.of(Arrays.copyOf(zipped, zipped.length - 4), 20_003, "damaged gzip"),
                Arguments.of(flipped, 20_003, "damaged gzip"),
                Arguments.of((ROWS + "2,B\u00ff,1\n").getBytes(ISO_8859_1), 3, "expected a symbol in UTF-8"),
                Arguments.of(new byte[] {0}, 1, "unrecognised header '?'"));
    }

    @ParameterizedTest
    @MethodSource("badBytes")
    void shouldRefuseDamagedFiles(final byte[] content, final long line, final String says) {
        assertRefused(content, line, says, List.of());
    }

    @ParameterizedTest
    @MethodSource("badBytes")
    void shouldSayTheSameEachTime(final byte[] content, final long line, final String says) {
        final String first = assertThrows(FormatException.class, () -> TestFiles.read(content, List.of()))
                .getMessage();
        final String second = assertThrows(FormatException.class, () -> TestFiles.read(content, List.of()))
                .getMessage();
        assertEquals(first, second, says + line);
    }
}
