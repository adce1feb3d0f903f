package io.plimsoll.journal;

import io.plimsoll.protocol.Frame;
import org.agrona.DirectBuffer;

/** Counts what a reader delivers and holds it to be contiguous ticks. One thread. */
final class ReadBack implements FrameHandler {
    private final Records records = new Records();
    long count;
    long first;
    long last;

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final long sequence = Frame.sequence(buffer, offset);
        if (count > 0 && sequence != last + 1) {
            throw new AssertionError(sequence + " delivered after " + last);
        }
        if (!records.isTick(buffer, offset)) {
            throw new AssertionError(sequence + " is not what was written");
        }
        if (count++ == 0) {
            first = sequence;
        }
        last = sequence;
    }

    /** Polls until nothing more comes. */
    ReadBack drain(final FrameLogReader reader) {
        while (true) {
            if (!reader.poll(this)) {
                return this;
            }
        }
    }

    /** Polls until the end is proven to be the end. */
    ReadBack drainToEnd(final FrameLogReader reader, final long committedSequence) {
        do {
            drain(reader);
        } while (!reader.atEnd(committedSequence));
        return this;
    }
}
