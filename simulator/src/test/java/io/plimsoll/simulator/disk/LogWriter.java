package io.plimsoll.simulator.disk;

import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Appends to a simulated log, store by store, so that a process can die between any two. */
final class LogWriter implements FrameLogWriter {
    private final SimulatedLog log;
    private final FrameChain chain;
    private final Consumer<JournalRecord> observer;
    private final UnsafeBuffer claimed = new UnsafeBuffer(ByteBuffer.allocateDirect(SimulatedFile.SIZE));
    private long position;

    /**
     * @param end of the log, read with all checks
     * @param observer takes each record as it becomes visible
     */
    LogWriter(final SimulatedLog log, final LogReader end, final Consumer<JournalRecord> observer) {
        this.log = log;
        this.chain = end.chain();
        this.position = end.position();
        this.observer = observer;
    }

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        log.step("claim");
        return claimed;
    }

    @Override
    public int messageOffset() {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        log.step("seal");
        Frame.seal(claimed, 0, messageLength, chain.sequence() + 1, eventNs, chain.crc());
        append(claimed, 0, Frame.HEADER_LENGTH + messageLength);
        return chain.sequence();
    }

    @Override
    public void abort() {
        // what was claimed is only in memory
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        log.step("check");
        chain.checkWhole(buffer, offset, length);
        chain.checkFollows(buffer, offset);
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
        chain.accept(buffer, offset);
        position = SimulatedLog.after(position, length);
        log.step("return");
    }

    @Override
    public void handOver() {
        // there is one thread
    }

    @Override
    public long lastSequence() {
        return chain.sequence();
    }

    @Override
    public int lastCrc() {
        return chain.crc();
    }

    @Override
    public long lastEventNs() {
        return chain.eventNs();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
