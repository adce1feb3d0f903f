package io.plimsoll.daemon.stress;

import io.plimsoll.daemon.backtest.Backtest;
import io.plimsoll.daemon.backtest.BookTicks;
import io.plimsoll.daemon.backtest.SourcedTicks;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.file.RecordedTicks;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prices move as they did once. Immutable.
 *
 * @param file the recorded ticks
 * @param feeds for a file of trades: the price symbols that it feeds
 * @param isRebased whether each price begins where the book has it and moves by as much of itself as the recorded one
 */
record TicksScenario(String name, Path file, List<String> feeds, boolean isRebased) implements Scenario {
    static TicksScenario read(final YamlSection yaml, final String name) {
        final Path file = yaml.path("ticks");
        final List<String> feeds =
                yaml.has("priceIds") ? List.of(yaml.text("priceIds").split(",")) : List.of();
        final String rebase = yaml.text("rebase", "false");
        if (!"true".equals(rebase) && !"false".equals(rebase)) {
            throw yaml.bad("rebase", "'" + rebase + "', expected true or false");
        }
        return new TicksScenario(name, file, feeds, "true".equals(rebase));
    }

    @Override
    public String text() {
        return "ticks of " + file.getFileName() + (isRebased ? ", moved to the book's prices" : "");
    }

    @Override
    public Course on(final Book book) throws IOException {
        final RecordedTicks recorded = BookTicks.read(book, file, feeds);
        if (recorded.rowCount() == 0) {
            throw new UserError(file + ": the tick file holds no tick");
        }
        if (!recorded.unknownSymbols().isEmpty()) {
            throw new UserError(file + ": '" + recorded.unknownSymbols().firstKey()
                    + "' prices nothing in the book; a stress wants a file of the book's prices alone");
        }
        final TickSource ticks = isRebased ? new RebasedTicks(book, recorded.ticks()) : recorded.ticks();
        return new Course(
                List.of(new SourcedTicks(Backtest.TICK_SOURCE, ticks)),
                moments(recorded.firstEventNs(), recorded.lastEventNs()),
                recorded.firstEventNs(),
                true);
    }

    private static List<Long> moments(final long firstNs, final long lastNs) {
        final long length = lastNs - firstNs;
        final int pieces = (int) Math.max(1, Math.min(Course.MOST_MOMENTS, length));
        final List<Long> moments = new ArrayList<>();
        for (int i = 0; i < pieces; i++) {
            moments.add(firstNs + length / pieces * i + length % pieces * i / pieces);
        }
        return moments;
    }
}
