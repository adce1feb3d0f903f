package io.plimsoll.feed.record;

import io.plimsoll.feed.fact.FactSequences;
import io.plimsoll.protocol.VenueRecord;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;

/**
 * Lets through the account records of a stream that keeps nothing, each once and in order. When the connection is new or a record is
 * missing it asks the matching engine to go on behind what is here, and lets nothing through before the answer begins: the answer says
 * again what was left out. What is missing in the answer as well is missing for ever: the stream goes on behind it, the engine sees the
 * gap and doubts the source's accounts, and snapshots are asked for. docs/formats/aeron.md. One thread; {@link #isWhole()} any.
 */
public final class Continuity implements FactGate {
    private enum State {
        ASKING,
        ANSWERED,
        WHOLE
    }

    /** By source: its last record that was let through; it may wait in a snapshot that is not whole. */
    private final Long2LongHashMap passed = new Long2LongHashMap(FactSequences.NEVER);
    /** The same when the request under way was made. */
    private final Long2LongHashMap asked = new Long2LongHashMap(FactSequences.NEVER);

    /** By source: the most that a heartbeat told of within the answer under way, which may still have it. */
    private final Long2LongHashMap told = new Long2LongHashMap(FactSequences.NEVER);
    /** Sources of which an answer had nothing although heartbeats tell of more. */
    private final LongHashSet lost = new LongHashSet();

    private volatile State state = State.ASKING;
    private long requestId;
    private boolean wantsSnapshots;
    private boolean isInDoubt;
    private boolean isStatedAnew;
    private long answered;

    /**
     * A stream that nothing came of yet.
     *
     * @param held what {@code inputs} hold
     * @param firstRequestId each further request's id is one more: unlike those of an earlier run
     * @param isInDoubt whether the engine doubts accounts, so that their snapshots are wanted
     */
    public Continuity(final FactSequences held, final long firstRequestId, final boolean isInDoubt) {
        held.forEach(passed::put);
        requestId = firstRequestId - 1;
        this.isInDoubt = isInDoubt;
        ask();
    }

    /** The connection was lost, or made, or an answer does not end: records may be missing. */
    public void interrupted() {
        ask();
    }

    private void ask() {
        state = State.ASKING;
        requestId++;
        wantsSnapshots = isInDoubt;
        asked.clear();
        told.clear();
        passed.forEachLong((source, last) -> asked.put(source, last));
    }

    @Override
    public boolean admits(final VenueRecord fact) {
        answered += state == State.ANSWERED && !fact.isHeartbeat() ? 1 : 0;
        final boolean isAdmitted = state != State.ASKING && isInOrder(fact);
        if (isAdmitted) {
            passed.put(fact.source(), fact.sourceSequence());
            lost.remove(fact.source());
        }
        return isAdmitted;
    }

    private boolean isInOrder(final VenueRecord fact) {
        final long last = passed.get(fact.source());
        final long sequence = fact.sourceSequence();
        if (fact.isHeartbeat() && sequence > last) {
            return isLost(fact.source(), sequence, last);
        }
        if (last == FactSequences.NEVER || sequence == (fact.isHeartbeat() ? last : last + 1)) {
            return true;
        }
        if (sequence <= last) {
            return false; // said again
        }
        if (state == State.ANSWERED && asked.get(fact.source()) == last) {
            isInDoubt = true; // the answer does not have it either
            return true;
        }
        ask();
        return false;
    }

    // A heartbeat tells of records that are not here.
    private boolean isLost(final long source, final long sequence, final long last) {
        if (state == State.ANSWERED) {
            told.put(source, sequence);
            return false; // the answer may still have them
        }
        if (last == FactSequences.NEVER || lost.contains(source)) {
            return true;
        }
        ask();
        return false;
    }

    /** An answer begins. One to another request, as of another daemon, is of no concern. */
    public void begin(final long answeredId, final boolean hasSnapshots) {
        if (answeredId == requestId && state == State.ASKING) {
            state = State.ANSWERED;
            isStatedAnew = hasSnapshots;
        }
    }

    /** An answer ends: everything is here, or snapshots are wanted as well. */
    public void end(final long answeredId) {
        if (answeredId != requestId || state != State.ANSWERED) {
            return;
        }
        told.forEachLong(this::judge);
        isInDoubt &= !isStatedAnew;
        if (isInDoubt && !wantsSnapshots) {
            ask();
        } else {
            state = State.WHOLE;
        }
    }

    private void judge(final long source, final long sequence) {
        final long last = passed.get(source);
        if (last != FactSequences.NEVER && sequence > last && asked.get(source) == last) {
            isInDoubt = true; // the answer had nothing of the source
            lost.add(source);
        }
    }

    /** Whether {@link #request} is to be sent, again and again until the answer begins. */
    public boolean isAsking() {
        return state == State.ASKING;
    }

    /** Whether an answer has begun and not ended. */
    public boolean isAnswered() {
        return state == State.ANSWERED;
    }

    /** Account records that came in answers, heartbeats left out. */
    public long answered() {
        return answered;
    }

    /** The request under way. */
    public int request(final ResyncMessages messages) {
        return messages.encodeRequest(requestId, wantsSnapshots, asked);
    }

    /** Id of the last request. */
    public long requestId() {
        return requestId;
    }

    /** Any thread. */
    @Override
    public boolean isWhole() {
        return state == State.WHOLE;
    }
}
