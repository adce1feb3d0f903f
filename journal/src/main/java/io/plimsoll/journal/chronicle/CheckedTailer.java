package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.LOST;

import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.JournalException;
import io.plimsoll.protocol.Frame;
import java.io.File;
import org.agrona.DirectBuffer;

/**
 * Shows one record after another, each held to be whole and to be the next one. Tells what retention removed (LOST) from
 * what is missing in between (GAP). Owned by the first thread that reads.
 */
final class CheckedTailer {
    private final ChronicleLog log;
    private final RecordTailer records;
    private final FrameChain chain = new FrameChain();

    CheckedTailer(final ChronicleLog log, final RecordTailer records) {
        this.log = log;
        this.records = records;
    }

    /**
     * Shows the next record, to be followed by {@link #take} or {@link #keep}.
     *
     * @return its length in bytes, or {@link RecordTailer#NONE}
     */
    int next() {
        final int length = records.next(chain.sequence() + 1);
        if (length == RecordTailer.NONE) {
            return length;
        }
        boolean good = false;
        try {
            chain.checkWhole(records.buffer(), 0, length);
            checkNotPruned(Frame.sequence(records.buffer(), 0));
            chain.checkFollows(records.buffer(), 0);
            good = true;
        } finally {
            if (!good) {
                records.keep();
            }
        }
        return length;
    }

    /** The record that {@link #next} showed, from offset 0. */
    DirectBuffer buffer() {
        return records.buffer();
    }

    /** Accepts it as the chain's last: {@link #next} shows the one after. */
    void take() {
        chain.accept(records.buffer(), 0);
        records.take();
    }

    /** Stays: {@link #next} shows the same one again. */
    void keep() {
        records.keep();
    }

    /** The records taken so far. */
    FrameChain chain() {
        return chain;
    }

    /** The tailer underneath, to be placed. */
    RecordTailer records() {
        return records;
    }

    /** A jump to the first record of the oldest file that is left: retention was faster than this reader. */
    private void checkNotPruned(final long sequence) {
        if (!chain.isAnchored() || sequence <= chain.sequence() + 1 || !records.isFirstOfFile()) {
            return;
        }
        final String current = records.file().getName();
        for (final File file : log.files()) {
            if (file.getName().compareTo(current) < 0) {
                return;
            }
        }
        chain.forget();
        throw lost(chain.sequence() + 1, sequence - 1);
    }

    static JournalException lost(final long from, final long to) {
        return new JournalException(LOST, from, to, "removed before this reader came to them", null);
    }
}
