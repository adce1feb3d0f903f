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
import io.plimsoll.simulator.Steps;
import io.plimsoll.simulator.Violation;
import org.agrona.DirectBuffer;

/**
 * A liquidator: tails orders, brings them to the venue, and keeps its place where its own death cannot reach it. It saves its place after acting,
 * so that at worst the last record comes once more.
 */
public final class Bot {
    private final Venue venue;
    private final Steps steps;
    private final OutputDecoder decoder = new OutputDecoder();
    private FrameLogReader orders;
    private Cursor cursor = new Cursor(0, 0, 0);
    private boolean hasJustStarted;
    private long seen;

    /** @param steps told before it acts on a record, and before it saves its place */
    public Bot(final Venue venue, final Steps steps) {
        this.venue = venue;
        this.steps = steps;
    }

    /** A new process of the bot, which resumes after its cursor. */
    public void start(final ReadableLogs logs) {
        orders = logs.reader(LogName.ORDERS, Position.after(cursor));
        hasJustStarted = true;
    }

    /** Reads so many records, or fewer. */
    public void work(final int most) {
        for (int i = 0; i < most && orders.poll(this::onRecord); i++) {
            steps.before("bot save place");
            cursor = orders.cursor();
        }
    }

    /** Records acted on: all up to this one, each once. */
    public long seen() {
        return seen;
    }

    private void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        steps.before("bot act");
        final long sequence = Frame.sequence(buffer, offset);
        final boolean isOnceMore = hasJustStarted && sequence == seen;
        hasJustStarted = false;
        if (sequence != seen + 1 && !isOnceMore) {
            throw new Violation("Bot", "record " + sequence + " comes after " + seen);
        }
        seen = sequence;
        final Output output = decoder.decode(
                buffer, offset + Frame.HEADER_LENGTH, length - Frame.HEADER_LENGTH, Frame.eventNs(buffer, offset));
        if (output instanceof Output.Order order) {
            venue.submit(order);
        } else if (output instanceof Output.OrderStateChange change
                && (change.status() == OrderStatus.CANCELLED || change.status() == OrderStatus.EXPIRED)) {
            venue.withdraw(change.id());
        }
    }
}
