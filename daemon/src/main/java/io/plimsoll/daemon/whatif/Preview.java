package io.plimsoll.daemon.whatif;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookEngine;
import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.MarginView;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.codec.EngineMode;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * One state twice: as it is, and with some parameters set anew. Neither is armed, and nothing that happens to them is kept anywhere. The
 * engines' thread.
 *
 * @param before as it is
 * @param after with the changes
 */
public record Preview(MarginView before, MarginView after) {
    /**
     * Of a book.
     *
     * @throws io.plimsoll.journal.config.UserError for a change that the book has nothing for, or that the engine refuses
     */
    public static Preview of(final Book book, final Changes changes) {
        final BookEngine before = BookEngine.of(book);
        final BookEngine after = BookEngine.of(book);
        change(after.engine(), after.input(), changes, 0);
        return new Preview(before.engine().view(), after.engine().view());
    }

    /**
     * Of what a journal's inputs lead to at the end of a stretch.
     *
     * @param progress told the sequence reached, now and then, of both readings
     * @throws io.plimsoll.journal.config.UserError for a change that the journal has nothing for, or that the engine refuses
     */
    public static Preview of(
            final ReadableLogs logs,
            final SnapshotStore snapshots,
            final Stretch stretch,
            final Changes changes,
            final LongConsumer progress)
            throws IOException {
        return new Preview(
                state(logs, snapshots, stretch, Changes.none(), progress),
                state(logs, snapshots, stretch, changes, progress));
    }

    private static MarginView state(
            final ReadableLogs logs,
            final SnapshotStore snapshots,
            final Stretch stretch,
            final Changes changes,
            final LongConsumer progress)
            throws IOException {
        try (JournalReplay replay = JournalReplay.fromSnapshot(logs, stretch, snapshots)) {
            while (replay.next(JournalReplay.UNSEEN, new DiscardingSink())) {
                progress.accept(replay.sequence());
            }
            final MarginEngine engine = replay.engine();
            final EngineInput port = new EngineInput(engine, new DiscardingSink(), replay.sequence());
            // disarmed, so that new definitions lead to plans and not to orders
            new RunRecords(port).ready(EngineMode.SHADOW, engine.capacity(), 0, "", replay.eventNs());
            change(engine, port, changes, replay.eventNs());
            return engine.view();
        }
    }

    private static void change(
            final MarginEngine engine, final EngineInput port, final Changes changes, final long eventNs) {
        final ChangedDefinitions changed = new ChangedDefinitions(changes);
        Redefinition.apply(engine, port, changes, changed::change, eventNs);
        changed.end();
    }
}
