package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.HOLE;
import static io.plimsoll.journal.JournalException.Kind.TAIL_LOST;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.JournalException;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Reads the newest file of a log from its first record to its last, before anything may be appended. Chronicle appends at
 * the writer's mark, but a tailer ends at the first zero word: behind a lost page or in a cut file no replay would ever
 * see what is appended. Older files cannot be appended to and are left to the readers, so that opening costs one day,
 * not the whole journal: 150 ns a record.
 */
final class TailCheck {
    private final ChronicleLog log;
    private FrameChain chain = new FrameChain();
    private long lastIndex = -1;
    private int newestFile;

    TailCheck(final ChronicleLog log, final Cursor before) {
        this.log = log;
        chain.anchor(before.sequence(), before.crc(), 0);
        if (log.files().length != 0) {
            try (SingleChronicleQueue queue = log.openForReading()) {
                newestFile = Math.max(0, queue.lastCycle());
                check(queue, new WriterMark(queue));
            }
        }
    }

    /** Throws TAIL_LOST when the log ends before a record that is known to have been appended. */
    void requireReaching(final long appended) {
        if (chain.sequence() < appended) {
            throw new JournalException(
                    TAIL_LOST,
                    chain.sequence() + 1,
                    appended,
                    "appended to " + log.directory() + ", but gone: repair before writing on",
                    null);
        }
    }

    /** The chain's end; for an empty log the record before it. */
    FrameChain chain() {
        return chain;
    }

    /** Chronicle's index of the last record, -1 for an empty log. */
    long lastIndex() {
        return lastIndex;
    }

    /** Cycle of the newest file that the writer noted as made, with or without records; 0 for none. */
    int newestFile() {
        return newestFile;
    }

    private void check(final SingleChronicleQueue queue, final WriterMark mark) {
        final int newest = mark.newestCycle();
        if (newest == WriterMark.NO_CYCLE) {
            return;
        }
        final RecordTailer records = new RecordTailer(queue);
        final CheckedTailer tailer = new CheckedTailer(log, records);
        if (records.moveTo(queue.rollCycle().toIndex(newest, 0))) {
            while (tailer.next() != RecordTailer.NONE) {
                tailer.take();
            }
        }
        if (!mark.isReachedBy(records.lastCycle(), records.lastPosition())) {
            throw new JournalException(
                    HOLE,
                    tailer.chain().sequence() + 1,
                    "the newest file of " + queue.file()
                            + " cannot be read to its writer's mark: repair before writing on");
        }
        chain = tailer.chain();
        lastIndex = records.lastIndex();
    }
}
