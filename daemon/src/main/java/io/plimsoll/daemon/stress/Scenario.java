package io.plimsoll.daemon.stress;

import io.plimsoll.daemon.backtest.SourcedTicks;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What prices do to a book (docs/formats/scenario.md). Immutable. */
public interface Scenario {
    /** What the file calls it. */
    String name();

    /** What happens, in one line. */
    String text();

    /**
     * What happens to the prices of one book.
     *
     * @throws UserError when the book has nothing for it
     */
    Course on(Book book) throws IOException;

    /**
     * Prices to come.
     *
     * @param ticks by source, each in order of time
     * @param moments event times at which the pieces begin that a report cuts it into; the first is that of the first tick
     * @param zeroNs event time from which a report counts
     * @param isRecorded whether the times are those of real prices
     */
    record Course(List<SourcedTicks> ticks, List<Long> moments, long zeroNs, boolean isRecorded) {
        /** Most pieces: at the end of each the whole book is valued. */
        static final int MOST_MOMENTS = 100;
    }

    /**
     * Reads a scenario file.
     *
     * @throws UserError with file and line for anything in it that is not what it should be
     */
    static Scenario read(final Path file) {
        final YamlSection yaml = YamlSection.read(file);
        final String name = yaml.text("name");
        final boolean hasMoves = yaml.has("moves");
        if (hasMoves == yaml.has("ticks")) {
            throw yaml.missing("moves", hasMoves ? "no 'ticks' beside it" : "either 'moves' or 'ticks'");
        }
        final Scenario scenario = hasMoves ? MovesScenario.read(yaml, name) : TicksScenario.read(yaml, name);
        yaml.end();
        return scenario;
    }
}
