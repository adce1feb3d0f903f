package io.plimsoll.daemon.replay;

import io.plimsoll.daemon.recovery.OutputCause;
import io.plimsoll.daemon.recovery.SameDecision;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.Quarantine;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Compares decisions, byte for byte, with what {@code orders} holds, as they are made; keeps the first difference and compares no
 * more. Decisions of inputs before the first one to compare are passed over on both sides, and those of inputs in quarantine
 * in {@code orders}. The replay's thread.
 */
public final class ComparingSink implements OrderSink, AutoCloseable {
    private final FrameLogReader orders;
    private final Quarantine quarantine;
    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));
    private final SameDecision same = new SameDecision();
    private final FrameHandler compare = this::compare;
    private final FrameHandler look = this::look;
    private long fromCause = Long.MAX_VALUE;
    private int madeLength;
    private long madeNs;
    private boolean isPassedOver;
    private long compared;
    private Difference difference;

    /** @param before sequence in {@code orders} of the last decision that is of no interest, 0 for none */
    public ComparingSink(final ReadableLogs logs, final long before) {
        quarantine = logs.quarantine();
        orders = logs.reader(LogName.ORDERS, before == 0 ? Position.start() : Position.at(before + 1));
    }

    /** From here on decisions count: the next input is this one. */
    public void begin(final long inputSequence) {
        fromCause = inputSequence;
    }

    /** Decisions found the same. */
    public long compared() {
        return compared;
    }

    /** The first difference. */
    public Optional<Difference> difference() {
        return Optional.ofNullable(difference);
    }

    /** No more is made: whatever else {@code orders} holds of inputs up to this one is a difference. */
    public void end(final long lastInput) {
        boolean isExtra = difference == null;
        while (isExtra && hasNext(look)) {
            isExtra = difference == null && causeOfFound <= lastInput;
            if (isExtra && counts(causeOfFound)) {
                difference = new Difference(orders.lastSequence(), fieldsOfFound, Map.of());
            }
        }
    }

    private long causeOfFound;
    private Map<String, String> fieldsOfFound = Map.of();

    private void look(final DirectBuffer buffer, final int offset, final int length) {
        causeOfFound = OutputCause.of(buffer, offset);
        if (counts(causeOfFound)) {
            fieldsOfFound = RecordFields.of(buffer, offset, length);
        }
    }

    @Override
    public MutableDirectBuffer claim(final int maxLength) {
        return record;
    }

    @Override
    public int messageOffset() {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public void commit(final int length, final long causeNs) {
        if (fromCause == Long.MAX_VALUE || difference != null) {
            return;
        }
        madeLength = length;
        madeNs = causeNs;
        do {
            isPassedOver = false;
            if (!hasNext(compare)) {
                difference = new Difference(orders.lastSequence() + 1, Map.of(), fieldsOfMade());
            }
        } while (isPassedOver);
    }

    private boolean hasNext(final FrameHandler handler) {
        while (!orders.poll(handler)) {
            if (orders.atEnd(0)) {
                return false;
            }
        }
        return true;
    }

    private void compare(final DirectBuffer buffer, final int offset, final int length) {
        if (!counts(OutputCause.of(buffer, offset))) {
            isPassedOver = true;
            return;
        }
        if (same.test(record, Frame.HEADER_LENGTH, madeLength, madeNs, buffer, offset, length)) {
            compared++;
        } else {
            difference = new Difference(
                    Frame.sequence(buffer, offset), RecordFields.of(buffer, offset, length), fieldsOfMade());
        }
    }

    private Map<String, String> fieldsOfMade() {
        Frame.seal(record, 0, madeLength, orders.lastSequence() + 1, madeNs, 0);
        return RecordFields.of(record, 0, Frame.HEADER_LENGTH + madeLength);
    }

    private boolean counts(final long cause) {
        return cause >= fromCause && !quarantine.holds(cause);
    }

    @Override
    public void close() {
        orders.close();
    }
}
