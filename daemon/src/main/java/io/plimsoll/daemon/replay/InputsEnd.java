package io.plimsoll.daemon.replay;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;

/** How far {@code inputs} go. Stateless. */
public final class InputsEnd {
    private InputsEnd() {}

    /** Sequence of the last record of a stretch, as far as it is known without reading: for progress. */
    public static long lastSequence(final ReadableLogs logs, final Stretch stretch) {
        try (FrameLogReader inputs = logs.reader(LogName.INPUTS, Position.end())) {
            while (!inputs.poll(JournalReplay.UNSEEN) && !inputs.atEnd(0)) {
                // until it has found its place
            }
            return Math.min(inputs.lastSequence(), stretch.toSequence());
        }
    }
}
