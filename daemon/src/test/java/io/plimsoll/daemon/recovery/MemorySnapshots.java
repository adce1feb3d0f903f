package io.plimsoll.daemon.recovery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Snapshots in memory, to be damaged. Single-threaded. */
public final class MemorySnapshots implements SnapshotStore {
    private final NavigableMap<Long, byte[]> bytes = new TreeMap<>();

    public NavigableMap<Long, byte[]> bytes() {
        return bytes;
    }

    @Override
    public List<Long> newestFirst() {
        return List.copyOf(bytes.descendingKeySet());
    }

    @Override
    public InputStream open(final long inputSequence) {
        return new ByteArrayInputStream(bytes.get(inputSequence));
    }

    @Override
    public void save(final long inputSequence, final Body body, final ReadBack readBack) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.writeTo(out);
        readBack.readFrom(new ByteArrayInputStream(out.toByteArray()));
        bytes.put(inputSequence, out.toByteArray());
    }
}
