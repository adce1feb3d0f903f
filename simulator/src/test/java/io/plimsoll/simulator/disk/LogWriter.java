package io.plimsoll.simulator.disk;

import io.plimsoll.journal.fake.FakeLogWriter;
import io.plimsoll.protocol.Frame;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Appends to a simulated log, store by store, so that a process can die between any two. */
final class LogWriter extends FakeLogWriter {
    private final SimulatedLog log;
    private final Consumer<JournalRecord> observer;
    private long position;

    /**
     * @param end of the log, read with all checks
     * @param observer takes each record as it becomes visible
     */
    LogWriter(final SimulatedLog log, final LogReader end, final Consumer<JournalRecord> observer) {
        super(end.chain(), SimulatedFile.SIZE);
        this.log = log;
        this.position = end.position();
        this.observer = observer;
    }

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        log.step("claim");
        return super.claim(maxMessageLength);
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        log.step("seal");
        return super.commit(messageLength, eventNs);
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        log.step("check");
        super.append(buffer, offset, length);
        log.step("return");
    }

    @Override
    protected void store(final DirectBuffer buffer, final int offset, final int length) {
        position = log.makeRoom(position, length);
        log.step("begin");
        log.storeWord(position, -length);
        log.step("store frame");
        log.store(position + SimulatedLog.WORD, buffer, offset, Frame.HEADER_LENGTH);
        log.step("store message");
        log.store(
                position + SimulatedLog.WORD + Frame.HEADER_LENGTH,
                buffer,
                offset + Frame.HEADER_LENGTH,
                length - Frame.HEADER_LENGTH);
        log.step("publish");
        log.storeWord(position, length);
        log.addPlace(position, length);
        observer.accept(new JournalRecord(buffer, offset, length));
        position = SimulatedLog.after(position, length);
    }
}
