package io.plimsoll.daemon.recovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Where snapshots are kept, each under the sequence of the last input in it. One thread at a time. */
public interface SnapshotStore {
    /** The snapshots that are kept, newest first. Whether one is good shows when it is read. */
    List<Long> newestFirst() throws IOException;

    /** The bytes of a snapshot. */
    InputStream open(long inputSequence) throws IOException;

    /**
     * Keeps a snapshot, whole or not at all. Once it has been read back, and not before, older ones may go.
     *
     * @param readBack refuses what was written
     */
    void save(long inputSequence, Body body, ReadBack readBack) throws IOException;

    /**
     * The sequence of the first input that a recovery from any kept snapshot would read; 1 without a snapshot. One that is damaged or of
     * another format does not count.
     */
    default long neededInput() throws IOException {
        long needed = 1;
        for (final long sequence : newestFirst()) {
            if (Snapshot.headerOf(this, sequence).isPresent()) {
                needed = sequence;
            }
        }
        return needed;
    }

    /** Writes a snapshot's bytes. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Reads again what was written, and throws when it is not what was meant. */
    @FunctionalInterface
    interface ReadBack {
        void readFrom(InputStream in) throws IOException;
    }
}
