package io.plimsoll.simulator.disk;

import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.simulator.Dice;
import io.plimsoll.simulator.Steps;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Snapshots on the simulated disk: written beside, synced and read back, then renamed, so that a name stands for a whole file. A loss of power may take
 * names back that have not reached the directory.
 */
public final class SimulatedSnapshots implements SnapshotStore {
    private static final int KEPT = 2;

    private final Steps steps;
    private final NavigableMap<Long, byte[]> files = new TreeMap<>(Collections.reverseOrder());
    private final NavigableMap<Long, byte[]> filesOnDisk = new TreeMap<>(Collections.reverseOrder());

    public SimulatedSnapshots(final Steps steps) {
        this.steps = steps;
    }

    @Override
    public List<Long> newestFirst() {
        return List.copyOf(files.keySet());
    }

    @Override
    public InputStream open(final long inputSequence) {
        steps.before("snapshot open");
        return new ByteArrayInputStream(files.get(inputSequence));
    }

    @Override
    public void save(final long inputSequence, final Body body, final ReadBack readBack) throws IOException {
        steps.before("snapshot create");
        final ByteArrayOutputStream fresh = new ByteArrayOutputStream();
        steps.before("snapshot write");
        body.writeTo(fresh);
        steps.before("snapshot sync");
        readBack.readFrom(new ByteArrayInputStream(fresh.toByteArray()));
        steps.before("snapshot rename");
        files.put(inputSequence, fresh.toByteArray());
        steps.before("snapshot sync directory");
        filesOnDisk.clear();
        filesOnDisk.putAll(files);
        while (files.size() > KEPT) {
            steps.before("snapshot delete");
            files.pollLastEntry();
        }
    }

    /** What a loss of power leaves, by chance; no process runs. */
    public void losePower(final Dice dice) {
        if (dice.oneIn(2)) {
            files.clear();
            files.putAll(filesOnDisk);
        }
    }
}
