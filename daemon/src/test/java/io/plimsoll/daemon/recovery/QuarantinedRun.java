package io.plimsoll.daemon.recovery;

import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.StateHashEncoder;
import io.plimsoll.protocol.codec.TimerEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a journal with an input in its middle that stopped the engine after some of its decisions were written, was put in quarantine,
 * and was followed by more inputs and decisions. Stateless.
 */
public final class QuarantinedRun {
    private static final int ORPHANS = 3;
    private static final int NO_SNAPSHOT = Integer.MAX_VALUE;

    private QuarantinedRun() {}

    /**
     * Writes it.
     *
     * @param inputs how many that are not in quarantine
     * @return the state hash at the end
     */
    public static long write(final Path folder, final long seed, final int inputs) throws IOException {
        final List<byte[]> records =
                new RecordedRun(seed, inputs, NO_SNAPSHOT).journal().of(LogName.INPUTS);
        final FrameLogs logs = FrameLogs.in(folder).minUsableBytes(0);
        try (JournalLock lock = logs.lock();
                FrameLogWriter in = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS)) {
            records.subList(0, inputs / 2).forEach(record -> append(in, record));
            recover(logs, in, orders);
            appendUnknown(in);
            for (int i = 0; i < ORPHANS; i++) {
                appendOrphan(orders, in.lastSequence(), in.lastEventNs());
            }
            logs.quarantine().add(in.lastSequence(), in.lastCrc(), "planted");
            records.subList(inputs / 2, inputs).forEach(record -> append(in, record));
            return recover(logs, in, orders);
        }
    }

    // As a start does: gives each decision its place.
    private static long recover(final FrameLogs logs, final FrameLogWriter inputs, final FrameLogWriter orders) {
        return new Recovery(logs, inputs, orders, new MemorySnapshots())
                .run(RecordedRun::newEngine)
                .engine()
                .stateHash();
    }

    private static void append(final FrameLogWriter inputs, final byte[] record) {
        final int length = record.length - Frame.HEADER_LENGTH;
        inputs.claim(length).putBytes(inputs.messageOffset(), record, Frame.HEADER_LENGTH, length);
        inputs.commit(length, Frame.eventNs(new UnsafeBuffer(record), 0));
    }

    /** An input that no engine knows. */
    static void appendUnknown(final FrameLogWriter inputs) {
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final TimerEncoder timer = new TimerEncoder()
                .wrapAndApplyHeader(inputs.claim(64), inputs.messageOffset(), header)
                .dueNs(1);
        header.templateId(49); // no such input
        inputs.commit(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), inputs.lastEventNs());
    }

    /** A decision on an input that no replay takes. */
    static void appendOrphan(final FrameLogWriter orders, final long cause, final long eventNs) {
        final StateHashEncoder decision = new StateHashEncoder()
                .wrapAndApplyHeader(orders.claim(64), orders.messageOffset(), new MessageHeaderEncoder())
                .causeSequence(cause);
        orders.commit(MessageHeaderEncoder.ENCODED_LENGTH + decision.encodedLength(), eventNs);
    }
}
