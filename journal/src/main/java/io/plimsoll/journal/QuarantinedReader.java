package io.plimsoll.journal;

import io.plimsoll.protocol.Frame;
import org.agrona.DirectBuffer;

/** Passes over the inputs that an operator has taken out, which are still checked as links of the chain. One thread. */
final class QuarantinedReader implements FrameLogReader {
    private final FrameLogReader reader;
    private final Quarantine quarantine;
    private final FrameHandler filter = this::deliver;
    private FrameHandler handler;
    private boolean isDelivered;

    QuarantinedReader(final FrameLogReader reader, final Quarantine quarantine) {
        this.reader = reader;
        this.quarantine = quarantine;
    }

    @Override
    public boolean poll(final FrameHandler frameHandler) {
        handler = frameHandler;
        isDelivered = false;
        boolean isMore;
        do {
            isMore = reader.poll(filter);
        } while (isMore && !isDelivered);
        return isMore;
    }

    private void deliver(final DirectBuffer buffer, final int offset, final int length) {
        if (!quarantine.holds(Frame.sequence(buffer, offset), Frame.crc(buffer, offset))) {
            handler.onFrame(buffer, offset, length);
            isDelivered = true;
        }
    }

    @Override
    public boolean atEnd(final long committedSequence) {
        return reader.atEnd(committedSequence);
    }

    @Override
    public long lastSequence() {
        return reader.lastSequence();
    }

    @Override
    public Cursor cursor() {
        return reader.cursor();
    }

    @Override
    public void close() {
        reader.close();
    }
}
