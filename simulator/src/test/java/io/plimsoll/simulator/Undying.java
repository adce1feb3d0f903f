package io.plimsoll.simulator;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.LogName;
import io.plimsoll.simulator.disk.JournalRecord;
import io.plimsoll.simulator.disk.SimulatedJournal;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** An engine that is given inputs one after another, and never dies. */
public final class Undying {
    private Undying() {}

    /** What {@code orders} holds after these inputs. */
    public static List<JournalRecord> decisions(final List<JournalRecord> inputs) {
        final SimulatedJournal journal = SimulatedJournal.undisturbed();
        final OrderSink sink = new WriterSink(journal.writer(LogName.ORDERS));
        final MarginEngine engine = new MarginEngine(Machine.CAPACITY);
        inputs.forEach(input -> engine.onEvent(input.buffer(), 0, input.length(), sink));
        return journal.readable(LogName.ORDERS);
    }

    private record WriterSink(FrameLogWriter writer) implements OrderSink {
        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return writer.claim(maxLength);
        }

        @Override
        public int messageOffset() {
            return writer.messageOffset();
        }

        @Override
        public void commit(final int length, final long eventNs) {
            writer.commit(length, eventNs);
        }
    }
}
