package io.plimsoll.feed.pyth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.feed.live.Allocation;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.MalformedFrameException;
import io.plimsoll.feed.live.Said;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PythParserTest {
    private static final Said.Price ETH = new Said.Price(
                    0, 184_136_023_127L, 177_166_324, 1_692_110_601_000_000_000L, 88_123_456)
            .after(1_692_110_600_000_000_000L);
    private static final Said.Price BTC = new Said.Price(1, -421, 2, 1_692_110_602_000_000_000L, 0);

    private final FrameParser parser = PythMessages.parser();

    @Test
    void shouldReadEveryPriceOfAnEvent() {
        assertEquals(Said.priced(ETH), Said.by(parser, PythMessages.ONE));
        assertEquals(Said.priced(ETH, BTC), Said.by(parser, PythMessages.TWO)); // -4.205 is -4.21, 0.015 is 0.02
        assertEquals(Said.nothing(), Said.by(parser, PythMessages.event()));
    }

    @Test
    void shouldReadFieldsInAnyOrderAndMetadataThatIsMissing() {
        assertEquals(
                Said.priced(new Said.Price(0, 100_000_000, 0, 7_000_000_000L, 0)),
                Said.by(parser, PythMessages.SPACED));
    }

    @Test
    void shouldCountWhatNobodyNamed() {
        final String other = PythMessages.ETH_PRICE.replace("ff61", "ff62");
        assertEquals(
                Said.priced(List.of(ETH), 2),
                Said.by(parser, PythMessages.event(other, PythMessages.ETH_PRICE, other)));
    }

    @Test
    void shouldTellThatTheConnectionEnds() {
        assertEquals(Said.closing(), Said.by(parser, PythMessages.CLOSING));
        final FrameContent content = new FrameContent().reset();
        final byte[] frame = PythMessages.CLOSING.getBytes(StandardCharsets.UTF_8);
        parser.parse(frame, 0, frame.length, content);
        assertEquals("Connection timeout reached (24h)", content.closing());
    }

    @Test
    void shouldCountAnErrorOfTheServerAsMalformedAndSayIt() {
        final byte[] frame = PythMessages.ERROR.getBytes(StandardCharsets.UTF_8);
        final MalformedFrameException e = assertThrows(
                MalformedFrameException.class, () -> parser.parse(frame, 0, frame.length, new FrameContent()));
        assertEquals("Error receiving update:  at byte 0; expected an object", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"184136023127\" | 184136023127", // what should be text is a number
                "\"184136023127\" | \"1841.36\"",
                "\"184136023127\" | \"1e3\"",
                "\"184136023127\" | \"\"",
                "\"184136023127\" | \"9223372036854775808\"",
                "\"177166324\" | \"-1\"",
                "\"177166324\" | \"18446744073709551615\"",
                "\"expo\":-8 | \"expo\":\"-8\"",
                "\"expo\":-8 | \"expo\":-8.0",
                "\"expo\":-8 | \"expo\":2147483648",
                "\"expo\":-8 | \"expo\":12",
                "\"expo\":-8, | ",
                "\"publish_time\":1692110601} | \"publish_time\":-1}",
                "\"publish_time\":1692110601} | \"publish_time\":9223372037}",
                "\"publish_time\":1692110601} | \"publish_time\":1692110601,\"publish_time\":1692110601}",
                "\"slot\":88123456 | \"slot\":-1",
                "\"prev_publish_time\":1692110600 | \"prev_publish_time\":-1",
                "\"prev_publish_time\":1692110600 | \"prev_publish_time\":\"1692110600\"",
                "\"slot\":88123456 | \"slot\":\"88123456\"",
                "\"slot\":88123456 | \"slot\":1,\"slot\":1",
                "\"id\":\"ff | \"id\":\"ff\",\"id\":\"ff",
                "\"id\" | \"idd\"",
                "\"price\":{ | \"prices\":{",
                "\"parsed\" | \"parse\"",
                "\"parsed\":[ | \"parsed\":[null,",
                "\"parsed\":[ | \"parsed\":null,\"x\":[",
                "\"parsed\":[ | \"parsed\":[],\"parsed\":["
            })
    void shouldRefuseAFieldThatIsNotAsItShouldBe(final String good, final String bad) {
        final String message = PythMessages.ONE.replace(good, bad == null ? "" : bad);
        assertNotEquals(PythMessages.ONE, message);
        assertEquals(Said.MALFORMED, Said.by(parser, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"parsed\":[]}x", "Connection", "{\"parsed\":null}"})
    void shouldRefuseWhatIsNoEvent(final String message) {
        assertEquals(Said.MALFORMED, Said.by(parser, message));
    }

    @Test
    void shouldUseNothingOfAMessageWithOneBadPrice() {
        assertEquals(
                Said.MALFORMED,
                Said.by(
                        parser,
                        PythMessages.event(PythMessages.ETH_PRICE, PythMessages.BTC_PRICE.replace("-3", "40"))));
    }

    @Test
    void shouldAllocateNothing() {
        Allocation.assertNone(parser, PythMessages.TWO.replace("504e", "504e41550100000003b8".repeat(130)));
    }
}
