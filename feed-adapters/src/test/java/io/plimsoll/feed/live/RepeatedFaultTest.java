package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fault of every message is a line a minute. */
@Timeout(20)
class RepeatedFaultTest {
    private static final long MINUTE = 60_000_000_000L;

    @Test
    void shouldSayAFaultOnceAMinuteWithHowOftenItCame() {
        final RepeatedFault fault = new RepeatedFault();
        final long start = -5; // the clock may begin anywhere
        assertEquals("", fault.comes(start));
        for (int i = 1; i <= 50; i++) {
            assertNull(fault.comes(start + i));
        }
        assertNull(fault.comes(start + MINUTE - 1));
        assertEquals(" (and 51 more like it since the last of these lines)", fault.comes(start + MINUTE));
        assertNull(fault.comes(start + MINUTE + 1));
        assertEquals(" (and 1 more like it since the last of these lines)", fault.comes(start + 3 * MINUTE));
        assertEquals("", fault.comes(start + 9 * MINUTE));
    }

    @Test
    void shouldNotFillTheLogWithMessagesThatCannotBeRead() {
        final LiveRig rig = new LiveRig();
        rig.startLive();
        final int before = rig.notices.size();
        for (int i = 0; i < 100; i++) {
            rig.last().frame("nonsense" + i);
            rig.last().frame("beat");
        }
        assertEquals(before + 1, rig.notices.size(), rig.notices.toString());
        assertEquals(100, rig.counters.malformed());
        assertEquals(
                "a message that cannot be read: nonsense99; expected a word",
                rig.counters.lastFailure().orElse(""));
    }
}
