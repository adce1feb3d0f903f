package io.plimsoll.feed.live.capture;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.PriceFilter;
import io.plimsoll.feed.live.Quote;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The prices of captured files, read by their venue's parser and passed through the filter of a live source; a tick's time is that at which
 * its message was received. One thread.
 */
public final class CaptureTicks implements TickSource, AutoCloseable {
    private final Iterator<Path> files;
    private final FrameParser parser;
    private final SymbolIndex symbols;
    private final PriceFilter filter;
    private final FrameContent content = new FrameContent();
    private final List<String> defects = new ArrayList<>();
    private CaptureReader reader;
    private Quote quote;
    private int nextQuote;
    private long eventNs;
    private long sequence;
    private long malformed;
    private long dropped;

    /**
     * Ticks of files in their order; the first is opened with the first tick.
     *
     * @param symbols the same that the parser looks them up in
     */
    public CaptureTicks(final List<Path> files, final FrameParser parser, final SymbolIndex symbols) {
        this.files = List.copyOf(files).iterator();
        this.parser = parser;
        this.symbols = symbols;
        filter = new PriceFilter(symbols.size(), Long.MAX_VALUE);
    }

    /**
     * Goes to the next tick.
     *
     * @throws UncheckedIOException where a file cannot be read
     */
    @Override
    public boolean next() {
        try {
            do {
                while (nextQuote < content.quotes()) {
                    quote = content.quote(nextQuote);
                    nextQuote++;
                    if (filter.check(quote, false, reader.atNs()) == Verdict.TAKEN) {
                        sequence++;
                        eventNs = Math.max(eventNs, reader.atNs());
                        return true;
                    }
                    dropped++;
                }
            } while (nextFrame());
            return false;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean nextFrame() throws IOException {
        nextQuote = 0;
        content.reset();
        while (nextRecord()) {
            if (reader.kind() == CaptureKind.FRAME) {
                try {
                    parser.parse(reader.bytes(), reader.offset(), reader.length(), content.reset());
                    return true;
                } catch (final RuntimeException e) { // as a live source has it: of such a message nothing is used
                    malformed++;
                    content.reset();
                }
            }
        }
        return false;
    }

    private boolean nextRecord() throws IOException {
        while (reader == null || !reader.next()) {
            close();
            if (!files.hasNext()) {
                return false;
            }
            reader = new CaptureReader(files.next());
        }
        return true;
    }

    @Override
    public long eventNs() {
        return eventNs;
    }

    @Override
    public int priceId() {
        return symbols.price(quote.symbol()).id();
    }

    @Override
    public long value() {
        return quote.value();
    }

    @Override
    public long confidence() {
        return quote.confidence();
    }

    @Override
    public long sequence() {
        return sequence;
    }

    /** Messages so far that could not be read. */
    public long malformed() {
        return malformed;
    }

    /** Prices so far that were not new, or had an impossible time. */
    public long dropped() {
        return dropped;
    }

    /** Where files ended before their end, so far. */
    public List<String> defects() {
        return List.copyOf(defects);
    }

    /** Closes the file that is open. */
    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.defect().ifPresent(defects::add);
            reader.close();
            reader = null;
        }
    }
}
