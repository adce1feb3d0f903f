package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.backtest.Backtest;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.journal.config.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tick file on the command line, as {@code FILE} or {@code FILE:SOURCE}.
 *
 * @param source the number that its prices carry in the journal
 */
record TickFile(Path file, int source) {
    /** The first of several files' source; each further one has the next. */
    static final int FIRST_SOURCE = 10;

    /** Below are the book's facts and the paper fills. */
    static final int LEAST_SOURCE = 3;

    private static final Pattern WITH_SOURCE = Pattern.compile("(.+):([0-9]{1,9})");

    /** The files in their order, each with a source of its own. */
    static List<TickFile> parse(final List<String> texts) {
        final List<TickFile> files = new ArrayList<>();
        final Map<Integer, String> bySource = new HashMap<>();
        for (final String text : texts) {
            final int usual = texts.size() == 1 ? Backtest.TICK_SOURCE : FIRST_SOURCE + files.size();
            final Matcher matcher = WITH_SOURCE.matcher(text);
            final TickFile file = matcher.matches()
                    ? new TickFile(Path.of(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                    : new TickFile(Path.of(text), usual);
            if (file.source() < LEAST_SOURCE || file.source() > PricePublisher.MAX_SOURCE) {
                throw new UserError("--ticks " + text + ": source " + file.source() + ", expected " + LEAST_SOURCE
                        + " to " + PricePublisher.MAX_SOURCE);
            }
            final String other = bySource.put(file.source(), text);
            if (other != null) {
                throw new UserError("--ticks " + text + ": source " + file.source() + " is that of " + other);
            }
            files.add(file);
        }
        return files;
    }
}
