package io.plimsoll.daemon.backtest;

import io.plimsoll.journal.config.UserError;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the paper liquidator fills.
 *
 * @param delayNs event time from an order's cause to its fill
 * @param slipBps how much worse than the mark, hundredths of a percent
 */
public record PaperTerms(long delayNs, int slipBps) {
    private static final Pattern FORM = Pattern.compile("paper(?::([0-9]{1,9}),([0-9]{1,4}))?");
    private static final PaperTerms DEFAULT = new PaperTerms(TimeUnit.MILLISECONDS.toNanos(250), 10);

    /** {@code none}: null; {@code paper}: 250 ms and 10 bps; {@code paper:delayMs,slipBps}. */
    public static PaperTerms parse(final String text) {
        if ("none".equals(text)) {
            return null;
        }
        final Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new UserError("--fills " + text + ": expected none, paper, or paper:delayMs,slipBps as paper:250,10");
        }
        if (matcher.group(1) == null) {
            return DEFAULT;
        }
        return new PaperTerms(
                TimeUnit.MILLISECONDS.toNanos(Long.parseLong(matcher.group(1))), Integer.parseInt(matcher.group(2)));
    }
}
