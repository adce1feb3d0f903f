package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.FactSequences;
import io.plimsoll.feed.fact.SourceHeartbeat;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.feed.record.Continuity;
import io.plimsoll.protocol.VenueRecord;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer that begins and does not end is given up and asked for again. */
@Timeout(20)
class AnswerWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
    private final Continuity continuity = new Continuity(new FactSequences(), 1, false);
    private final AnswerWatch watch = new AnswerWatch();
    private long nowNs = Long.MAX_VALUE - 5 * SECOND; // the monotonic clock may overflow
    private long sequence;

    private String pass(final long seconds) {
        nowNs += seconds * SECOND;
        return watch.defect(continuity, nowNs);
    }

    private void hear(final Fact fact) {
        final VenueRecord record = new VenueRecord();
        assertNull(record.check(buffer, 0, fact.encode(buffer, 0)));
        continuity.admits(record);
    }

    private void hear() {
        sequence++;
        hear(new Transfer(7, sequence, 1, 1, 10));
    }

    @Test
    void shouldWaitForAnAnswerToBegin() {
        assertNull(pass(1_000));
    }

    @Test
    void shouldGiveUpAnAnswerOfWhichNothingComes() {
        assertNull(pass(0));
        continuity.begin(1, false);
        assertNull(pass(3));
        hear();
        assertNull(pass(10));
        hear(new SourceHeartbeat(7, sequence)); // says that the venue lives, and not that it answers
        assertNull(pass(10));
        assertEquals("the answer to request 1 has begun, and goes on no more", pass(1));
        continuity.interrupted();
        assertTrue(continuity.isAsking());
        assertNull(pass(1));
        continuity.begin(2, false);
        assertNull(pass(10));
        continuity.end(2);
        assertNull(pass(100));
    }

    @Test
    void shouldGiveUpAnAnswerThatGoesOnForEverAndWaitTwiceAsLongForTheNext() {
        for (final int limit : new int[] {60, 120, 240}) {
            final long id = continuity.requestId();
            continuity.begin(id, false);
            assertNull(pass(0));
            for (int second = 0; second < limit; second++) {
                hear(); // of now, or of the answer: nobody can tell
                assertNull(pass(1));
            }
            assertEquals("the answer to request " + id + " has not ended within " + limit + " s", pass(1));
            continuity.interrupted();
        }
        continuity.begin(continuity.requestId(), false);
        continuity.end(continuity.requestId());
        assertNull(pass(0));
        continuity.interrupted();
        continuity.begin(continuity.requestId(), false);
        assertNull(pass(0));
        for (int second = 0; second < 60; second++) {
            hear();
            assertNull(pass(1));
        }
        assertTrue(pass(1).endsWith("within 60 s"));
    }
}
