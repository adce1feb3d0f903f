package io.plimsoll.daemon.replay;

import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Regenerates the decisions of a stretch and compares them with {@code orders}, until the stretch ends or they differ. One thread.
 */
public final class Verification {
    private static final long PROGRESS_MASK = (1 << 12) - 1;

    private final Stretch stretch;
    private final ComparingSink sink;
    private long firstCompared;
    private long inputs;

    private Verification(final Stretch stretch, final ComparingSink sink) {
        this.stretch = stretch;
        this.sink = sink;
    }

    /**
     * What came of it.
     *
     * @param events inputs applied
     * @param nanos time that took
     * @param firstInput whose decisions were compared first; 0: none
     * @param lastInput applied
     * @param compared decisions that are the same
     * @param stateHash of the engine after the last input
     * @param difference the first one
     */
    public record Result(
            long events,
            long nanos,
            long firstInput,
            long lastInput,
            long compared,
            long stateHash,
            Optional<Difference> difference) {
        /** Inputs applied in a second. */
        public double eventsPerSecond() {
            return events * 1e9 / Math.max(1, nanos);
        }
    }

    /**
     * Does it, from the newest snapshot before the stretch.
     *
     * @param progress told the sequence reached, now and then
     */
    public static Result run(
            final ReadableLogs logs, final SnapshotStore snapshots, final Stretch stretch, final LongConsumer progress)
            throws IOException {
        try (JournalReplay replay = JournalReplay.fromSnapshot(logs, stretch, snapshots);
                ComparingSink sink = new ComparingSink(logs, replay.ordersBefore())) {
            final Verification verification = new Verification(stretch, sink);
            final long from = System.nanoTime();
            while (sink.difference().isEmpty() && replay.next(verification::onInput, sink)) {
                if ((replay.sequence() & PROGRESS_MASK) == 0) {
                    progress.accept(replay.sequence());
                }
            }
            final long nanos = System.nanoTime() - from;
            progress.accept(replay.sequence());
            sink.end(replay.sequence());
            return new Result(
                    verification.inputs,
                    nanos,
                    verification.firstCompared,
                    replay.sequence(),
                    sink.compared(),
                    replay.engine().stateHash(),
                    sink.difference());
        }
    }

    private void onInput(final DirectBuffer buffer, final int offset, final int length) {
        inputs++;
        if (firstCompared == 0 && stretch.isReachedBy(Frame.sequence(buffer, offset), Frame.eventNs(buffer, offset))) {
            firstCompared = Frame.sequence(buffer, offset);
            sink.begin(firstCompared);
        }
    }
}
