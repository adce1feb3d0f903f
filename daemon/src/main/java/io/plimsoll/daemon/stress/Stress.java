package io.plimsoll.daemon.stress;

import io.plimsoll.daemon.backtest.Backtest;
import io.plimsoll.daemon.backtest.PaperTerms;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.postmortem.BookHealth;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.ArmDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * Runs a scenario over a book: a backtest over the prices that it has to come, and then its journal once more, from which everything is
 * told. One run, one thread.
 */
public final class Stress {
    private final Scenario.Course course;
    private final JournalReplay replay;
    private final StressFacts facts;
    private BookHealth before;
    private int moment;

    private Stress(final Scenario.Course course, final JournalReplay replay) {
        this.course = course;
        this.replay = replay;
        facts = new StressFacts(() -> replay.engine().view());
    }

    /**
     * Runs it.
     *
     * @param fills how orders are filled
     * @param journalDir a directory without a journal; afterwards with the run's
     * @throws io.plimsoll.journal.config.UserError when the book has nothing for the scenario, or the directory holds a journal
     */
    public static StressReport run(
            final Book book, final Scenario scenario, final PaperTerms fills, final String build, final Path journalDir)
            throws IOException {
        new Backtest(book, scenario.on(book).ticks(), journalDir)
                .fills(fills)
                .timerIntervalNs(TimeUnit.SECONDS.toNanos(1))
                .build(build)
                .run();
        final FrameLogs logs = FrameLogs.in(journalDir);
        try (JournalReplay replay =
                JournalReplay.fromSnapshot(logs, Stretch.all(), SnapshotFolder.reading(journalDir))) {
            final Stress stress = new Stress(scenario.on(book), replay);
            return new StressReport(stress.read(scenario), fills);
        }
    }

    private StressResult read(final Scenario scenario) {
        replay.finish(this::seen, facts);
        final BookHealth after = new BookHealth(replay.engine().view());
        facts.end(after);
        return facts.result(scenario, course, before, after, replay.engine());
    }

    // Before the engine knows the record. Loading the book is no moment of it, arming is.
    private void seen(final DirectBuffer buffer, final int offset, final int length) {
        if (before == null) {
            if (Frame.templateId(buffer, offset) == ArmDecoder.TEMPLATE_ID) {
                before = new BookHealth(replay.engine().view());
                facts.begin(course.moments().get(0));
            }
            return;
        }
        final int last = moment;
        while (moment + 1 < course.moments().size()
                && course.moments().get(moment + 1) <= Frame.eventNs(buffer, offset)) {
            moment++;
        }
        if (moment > last) {
            facts.end(new BookHealth(replay.engine().view()));
            facts.begin(course.moments().get(moment));
        }
    }
}
