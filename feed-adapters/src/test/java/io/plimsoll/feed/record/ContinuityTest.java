package io.plimsoll.feed.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.FactSequences;
import io.plimsoll.feed.fact.SourceHeartbeat;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.protocol.VenueRecord;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ResyncBeginEncoder;
import io.plimsoll.protocol.codec.ResyncEndEncoder;
import io.plimsoll.protocol.codec.ResyncRequestDecoder;
import java.util.TreeMap;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which account records of a stream that keeps nothing go on, and when it asks for more. */
@Timeout(20)
class ContinuityTest {
    private static final long FIRST_ID = 1_000;

    private final FactSequences held = new FactSequences();
    private final ResyncMessages messages = new ResyncMessages();
    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
    private Continuity continuity;

    private Continuity start(final boolean isInDoubt) {
        continuity = new Continuity(held, FIRST_ID, isInDoubt);
        return continuity;
    }

    private boolean admits(final Fact fact) {
        final VenueRecord record = new VenueRecord();
        assertNull(record.check(buffer, 0, fact.encode(buffer, 0)));
        return continuity.admits(record);
    }

    private boolean admits(final long sequence) {
        return admits(new Transfer(7, sequence, 1, 1, 10));
    }

    private void answer(final long id, final boolean hasSnapshots) {
        continuity.begin(id, hasSnapshots);
    }

    private String request() {
        final int length = continuity.request(messages);
        final ResyncRequestDecoder request = new ResyncRequestDecoder();
        request.wrapAndApplyHeader(messages.request(), 0, new MessageHeaderDecoder());
        final TreeMap<Integer, Long> told = new TreeMap<>();
        request.held().forEachRemaining(source -> told.put(source.source(), source.lastSequence()));
        assertEquals(length, MessageHeaderDecoder.ENCODED_LENGTH + request.sbeDecodedLength());
        return request.requestId() + (request.snapshots() == BooleanType.T ? " snapshots " : " ") + told;
    }

    @Test
    void shouldLetNothingThroughBeforeAnAnswerAndEachRecordOnceAfter() {
        held.advance(7, 2);
        held.advance(9, 40);
        start(false);
        assertEquals("1000 {7=2, 9=40}", request());
        assertFalse(admits(3), "not before the answer");
        answer(999, false);
        assertFalse(admits(3), "not in another's");
        answer(1_000, false);
        assertFalse(admits(2), "here already");
        assertTrue(admits(3));
        assertFalse(admits(3));
        assertTrue(admits(new SourceHeartbeat(7, 3)));
        assertFalse(admits(new SourceHeartbeat(7, 2)), "late");
        assertFalse(continuity.isWhole());
        continuity.end(1_000);
        assertTrue(continuity.isWhole());
        assertTrue(admits(new Transfer(11, 500, 1, 1, 10)), "a source that nobody knows begins anywhere");
    }

    @Test
    void shouldAskForWhatIsMissing() {
        held.advance(7, 2);
        start(false);
        answer(1_000, false);
        continuity.end(1_000);
        assertTrue(admits(3));
        assertFalse(admits(5));
        assertFalse(continuity.isWhole());
        assertTrue(continuity.isAsking());
        assertEquals("1001 {7=3}", request());
        assertFalse(admits(4), "it will be said again");
        answer(1_001, false);
        assertTrue(admits(4));
        assertFalse(admits(new SourceHeartbeat(7, 6)), "the answer may have 5 and 6");
        continuity.end(1_001);
        assertTrue(continuity.isWhole());
        assertFalse(admits(new SourceHeartbeat(7, 6)));
        assertEquals("1002 {7=4}", request());
    }

    @Test
    void shouldGoOnBehindWhatIsLostForGoodAndWantSnapshots() {
        held.advance(7, 2);
        start(false);
        answer(1_000, false);
        assertTrue(admits(9), "the answer has nothing between");
        continuity.end(1_000);
        assertEquals("1001 snapshots {7=9}", request());
        answer(1_001, true);
        assertTrue(admits(10));
        assertFalse(admits(12), "this was not asked for yet");
        assertEquals("1002 snapshots {7=10}", request());
        answer(1_002, true);
        assertTrue(admits(11));
        continuity.end(1_002);
        assertTrue(continuity.isWhole());
        continuity.interrupted();
        assertEquals("1003 {7=11}", request(), "no doubt is left");
    }

    @Test
    void shouldNotAskAgainForSnapshotsThatTheAnswerHad() {
        held.advance(7, 2);
        start(false);
        answer(1_000, true);
        assertTrue(admits(9));
        continuity.end(1_000);
        assertTrue(continuity.isWhole());
    }

    @Test
    void shouldBeContentWithAVenueThatHasNoSnapshots() {
        held.advance(7, 2);
        start(true);
        assertEquals("1000 snapshots {7=2}", request());
        answer(1_000, false);
        continuity.end(1_000);
        assertTrue(continuity.isWhole(), "the engine goes on doubting");
        continuity.interrupted();
        assertEquals("1001 snapshots {7=2}", request());
    }

    @Test
    void shouldTakeEveryRecordOfAnAnswerThatAHeartbeatIsAheadOf() {
        held.advance(7, 2);
        start(false);
        answer(1_000, false);
        assertFalse(admits(new SourceHeartbeat(7, 4)), "of a source that is known");
        assertFalse(admits(new SourceHeartbeat(11, 2)), "of one that is not");
        assertTrue(admits(3));
        assertTrue(admits(4));
        assertTrue(admits(new Transfer(11, 1, 1, 1, 10)));
        assertTrue(admits(new Transfer(11, 2, 1, 1, 10)));
        continuity.end(1_000);
        assertTrue(continuity.isWhole());
        assertTrue(admits(new SourceHeartbeat(11, 2)));
    }

    @Test
    void shouldDoubtAndGoOnWhereAnAnswerHasNothingOfWhatHeartbeatsTell() {
        held.advance(7, 2);
        start(false);
        answer(1_000, false);
        assertFalse(admits(new SourceHeartbeat(7, 9)));
        continuity.end(1_000);
        assertEquals("1001 snapshots {7=2}", request());
        answer(1_001, true);
        continuity.end(1_001);
        assertTrue(continuity.isWhole());
        assertTrue(admits(new SourceHeartbeat(7, 9)), "by which the engine sees that records are missing");
        assertTrue(admits(10));
    }

    @Test
    void shouldHearWhatIsSaidOfAnAnswerAndNothingElse() {
        start(false);
        final int begin = MessageHeaderEncoder.ENCODED_LENGTH
                + new ResyncBeginEncoder()
                        .wrapAndApplyHeader(buffer, 4, new MessageHeaderEncoder())
                        .requestId(FIRST_ID)
                        .snapshots(BooleanType.F)
                        .encodedLength();
        assertFalse(messages.hear(buffer, 4, begin - 1, continuity), "cut short");
        assertFalse(messages.hear(buffer, 4, 3, continuity));
        assertTrue(messages.hear(buffer, 4, begin, continuity));
        assertTrue(admits(1));
        final int end = MessageHeaderEncoder.ENCODED_LENGTH
                + new ResyncEndEncoder()
                        .wrapAndApplyHeader(buffer, 4, new MessageHeaderEncoder())
                        .requestId(FIRST_ID)
                        .encodedLength();
        assertTrue(messages.hear(buffer, 4, end, continuity));
        assertTrue(continuity.isWhole());
        assertFalse(messages.hear(buffer, 0, new Transfer(7, 2, 1, 1, 10).encode(buffer, 0), continuity));
    }
}
