package io.plimsoll.feed.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.live.MalformedFrameException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class VenueTimeTest {
    private static long ofIso(final String text) {
        final byte[] framed = ("7" + text + "7").getBytes(UTF_8); // nothing beside the text may be read
        return VenueTime.ofIso(framed, 1, framed.length - 2);
    }

    @Test
    void shouldScaleWholeUnits() {
        assertEquals(1_714_748_300_000_000_000L, VenueTime.ofSeconds(1_714_748_300));
        assertEquals(1_562_305_380_001_000_000L, VenueTime.ofMillis(1_562_305_380_001L));
        assertEquals(1_626_993_723_846_980_000L, VenueTime.ofMicros(1_626_993_723_846_980L));
        assertEquals(0, VenueTime.ofMillis(0));
        assertEquals(9_223_372_036_000_000_000L, VenueTime.ofSeconds(9_223_372_036L));
    }

    @Test
    void shouldRefuseUnitsBefore1970AndAfter2262() {
        assertThrows(MalformedFrameException.class, () -> VenueTime.ofSeconds(-1));
        assertThrows(MalformedFrameException.class, () -> VenueTime.ofSeconds(9_223_372_037L));
        assertThrows(MalformedFrameException.class, () -> VenueTime.ofMillis(9_223_372_036_855L));
        assertThrows(MalformedFrameException.class, () -> VenueTime.ofMicros(Long.MAX_VALUE));
        assertThrows(MalformedFrameException.class, () -> VenueTime.ofMillis(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000000001Z, 1",
        "2014-11-07T08:19:28.464459Z, 1415348368464459000",
        "2000-02-29T23:59:59.5Z, 951868799500000000",
        "2100-03-01T00:00:00Z, 4107542400000000000",
        "2262-04-11T23:47:15.999999999Z, 9223372035999999999"
    })
    void shouldReadIsoTime(final String text, final long expectedNs) {
        assertEquals(expectedNs, ofIso(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2014-11-07T08:19:28",
                "2014-11-07T08:19:28.Z",
                "2014-11-07T08:19:28.1234567890Z",
                "2014-11-07T08:19:28,5Z",
                "2014-11-07T08:19:28.5z",
                "2014-11-07T08:19:28+00:00",
                "2014-11-07T08:19:28.4a4459Z",
                "2014-11-07 08:19:28Z",
                "2014-13-07T08:19:28Z",
                "2014-00-07T08:19:28Z",
                "2014-02-29T08:19:28Z",
                "2100-02-29T08:19:28Z",
                "2014-04-31T08:19:28Z",
                "2014-11-00T08:19:28Z",
                "2014-11-07T24:00:00Z",
                "2014-11-07T08:60:28Z",
                "2014-11-07T08:19:60Z",
                "201a-11-07T08:19:28Z",
                "2014-1a-07T08:19:28Z",
                "2014-11-07T08:-9:28Z",
                "1969-12-31T23:59:59Z",
                "2262-04-11T23:47:16Z",
                "9999-12-31T23:59:59Z",
                "2014-11-07T08:19Z"
            })
    void shouldRefuseWhatIsNoTime(final String text) {
        assertThrows(MalformedFrameException.class, () -> ofIso(text));
    }

    @Test
    void shouldReadEveryDayAsTheJdkDoes() {
        final Random random = Seeds.random(VenueTimeTest.class);
        for (long day = 0; day < 106_751; day++) {
            final Instant time =
                    Instant.ofEpochSecond(day * 86_400 + random.nextInt(86_400), random.nextInt(1_000_000_000));
            assertEquals(
                    time.getEpochSecond() * 1_000_000_000 + time.getNano(), ofIso(time.toString()), time::toString);
        }
    }
}
