package io.plimsoll.simulator.world;

import io.plimsoll.engine.differential.OutputDecoder;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.simulator.Violation;
import org.agrona.DirectBuffer;

/** A liquidator: tails orders, brings them to the venue, and keeps its place where its own death cannot reach it. */
public final class Bot {
    private final Venue venue;
    private final OutputDecoder decoder = new OutputDecoder();
    private FrameLogReader orders;
    private Cursor cursor = new Cursor(0, 0, 0);
    private long seen;

    public Bot(final Venue venue) {
        this.venue = venue;
    }

    /** A new process of the bot, which resumes after its cursor. */
    public void start(final ReadableLogs logs) {
        orders = logs.reader(LogName.ORDERS, Position.after(cursor));
    }

    /** Reads so many records, or fewer. */
    public void work(final int most) {
        for (int i = 0; i < most && orders.poll(this::onRecord); i++) {
            cursor = orders.cursor();
        }
    }

    /** Records seen, each once. */
    public long seen() {
        return seen;
    }

    private void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        seen++;
        if (Frame.sequence(buffer, offset) != seen) {
            throw new Violation("Bot", "record " + Frame.sequence(buffer, offset) + " is the " + seen + "th it sees");
        }
        final Output output = decoder.decode(
                buffer, offset + Frame.HEADER_LENGTH, length - Frame.HEADER_LENGTH, Frame.eventNs(buffer, offset));
        if (output instanceof Output.Order order) {
            venue.submit(order);
        } else if (output instanceof Output.OrderStateChange change && change.status() == OrderStatus.CANCELLED) {
            venue.withdraw(change.id());
        }
    }
}
