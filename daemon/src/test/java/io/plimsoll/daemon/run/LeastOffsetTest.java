package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The least is kept for half a minute at least and for a minute at most, whatever came first. */
@Timeout(10)
class LeastOffsetTest {
    private static final long START = -5; // as a monotonic clock may begin

    private final LeastOffset offset = new LeastOffset(START);

    private static long at(final long seconds) {
        return START + TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void shouldKeepTheLeastAndForgetIt() {
        assertEquals(OptionalLong.empty(), offset.least(START));
        offset.seen(70, at(1));
        offset.seen(-20, at(2));
        offset.seen(50, at(29));
        assertEquals(OptionalLong.of(-20), offset.least(at(29)));
        offset.seen(60, at(31));
        assertEquals(OptionalLong.of(-20), offset.least(at(59)), "of the window before");
        offset.seen(80, at(62));
        assertEquals(OptionalLong.of(60), offset.least(at(62)));
        assertEquals(OptionalLong.empty(), offset.least(at(140)), "nothing for so long");
    }
}
