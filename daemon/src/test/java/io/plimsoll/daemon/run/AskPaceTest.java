package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AskPaceTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long START = Long.MAX_VALUE - 1_000 * MS; // which soon overflows

    private final AskPace pace = new AskPace();

    @Test
    void shouldAskAtOnceAndTheSameAgainAfterAWhile() {
        assertTrue(pace.mayAsk(7, START));
        assertTrue(pace.asked(7, START));
        assertFalse(pace.mayAsk(7, START + AskPace.AGAIN_NS - 1));
        assertTrue(pace.mayAsk(7, START + AskPace.AGAIN_NS));
        assertFalse(pace.asked(7, START + AskPace.AGAIN_NS), "no other one");
    }

    @Test
    void shouldAskSoManyAtOnceAndThenOneASecond() {
        for (int id = 1; id <= AskPace.BURST; id++) {
            assertTrue(pace.mayAsk(id, START));
            pace.asked(id, START);
        }
        final int next = AskPace.BURST + 1;
        assertFalse(pace.mayAsk(next, START + AskPace.ONE_MORE_NS - 1));
        assertTrue(pace.mayAsk(next, START + AskPace.ONE_MORE_NS));
        pace.asked(next, START + AskPace.ONE_MORE_NS);
        assertFalse(pace.mayAsk(next + 1, START + 2 * AskPace.ONE_MORE_NS - 1));
        assertTrue(pace.mayAsk(next + 1, START + 2 * AskPace.ONE_MORE_NS));
    }

    @Test
    void shouldAskSoManyAgainAfterAQuietTimeAndNoMore() {
        for (int id = 1; id <= AskPace.BURST; id++) {
            pace.asked(id, START);
        }
        final long laterNs = START + 1_000 * AskPace.ONE_MORE_NS;
        int asked = 0;
        for (int id = 100; pace.mayAsk(id, laterNs); id++) {
            pace.asked(id, laterNs);
            asked++;
        }
        assertEquals(AskPace.BURST, asked);
    }
}
