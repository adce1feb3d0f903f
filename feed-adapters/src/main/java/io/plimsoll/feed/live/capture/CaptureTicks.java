package io.plimsoll.feed.live.capture;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.PriceFilter;
import io.plimsoll.feed.live.Quote;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Venue;
import io.plimsoll.feed.live.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The prices of captured files, read by their venue's parser and judged as a live source judges them: by the venue's confirmations, by what
 * is new and by what is young. A tick's time is that at which its message was received. Where the last connection that gave prices was
 * closed the source is down, and so it is from the last record of a process that died until the next gives prices. What was answered about missed prices was not captured. One thread; the counters any.
 */
public final class CaptureTicks implements TickSource, AutoCloseable {
    private final Iterator<Path> files;
    private final FrameParser parser;
    private final SymbolIndex symbols;
    private final PriceFilter filter;
    private final CapturedLinks links;
    private final FrameContent content = new FrameContent();
    private final List<Quote> taken = new ArrayList<>();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final List<String> defects = new CopyOnWriteArrayList<>();
    private CaptureReader reader;
    private boolean isDown;
    private boolean isUp;
    private int next;
    private long heardNs; // of the record before
    private long tickNs;
    private long eventNs;
    private long sequence;

    /**
     * Ticks of files in their order; the first is opened with the first tick.
     *
     * @param venue that they were captured of; never connected to
     * @param symbols the same that its parser looks them up in
     */
    public CaptureTicks(final List<Path> files, final Venue venue, final SymbolIndex symbols) {
        this.files = List.copyOf(files).iterator();
        this.symbols = symbols;
        parser = venue.parser();
        links = new CapturedLinks(venue.expectedAcknowledgements());
        filter = new PriceFilter(symbols.size(), venue.limits().maxLookAge().toNanos());
    }

    /**
     * Goes to the next tick.
     *
     * @throws UncheckedIOException where a file cannot be read
     */
    @Override
    public boolean next() {
        isDown = false;
        next++;
        try {
            while (next >= taken.size() && !isDown) {
                if (!nextRecord()) {
                    return false;
                }
                hear();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        sequence += isDown ? 0 : 1;
        eventNs = Math.max(eventNs, tickNs);
        return true;
    }

    private void hear() {
        taken.clear();
        next = 0;
        tickNs = reader.atNs();
        switch (reader.kind()) {
            case OPENED -> {
                isDown = links.opened(reader.connection()) && isUp;
                isUp &= !isDown;
                tickNs = isDown ? heardNs : tickNs; // nobody knows when it ended; nothing was heard from there on
            }
            case FRAME -> {
                increment(messages);
                read();
            }
            case CLOSED -> {
                isDown = links.closed(reader.connection()) && isUp;
                isUp &= !isDown;
            }
            case LOST -> {} // what they were nobody knows
        }
        heardNs = reader.atNs();
    }

    private void read() {
        try {
            parser.parse(reader.bytes(), reader.offset(), reader.length(), content.reset());
        } catch (final RuntimeException e) { // as a live source has it: of such a message nothing is used
            increment(malformed);
            return;
        }
        final CapturedLinks.Link link = links.of(reader.connection());
        links.confirm(link, content.acknowledged());
        for (int i = 0; i < content.quotes(); i++) {
            final Quote quote = content.quote(i);
            final Verdict verdict = link.isSubscribed
                    ? filter.check(quote, link.looks(quote.symbol()), reader.atNs())
                    : Verdict.NOT_SUBSCRIBED;
            if (verdict == Verdict.TAKEN) {
                taken.add(quote);
            } else {
                increment(dropped);
            }
            if (verdict.isBelieved() && filter.isYoung(quote, reader.atNs())) {
                link.sees(quote.symbol());
                link.isLive = true;
            }
        }
        isUp |= !taken.isEmpty();
    }

    private boolean nextRecord() throws IOException {
        while (reader == null || !reader.next()) {
            close();
            if (!files.hasNext()) {
                taken.clear();
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
    public long publishNs() {
        return taken.get(next).publishNs();
    }

    @Override
    public boolean isDown() {
        return isDown;
    }

    @Override
    public boolean endsGroup() {
        return next == taken.size() - 1;
    }

    @Override
    public int priceId() {
        return symbols.price(taken.get(next).symbol()).id();
    }

    @Override
    public long value() {
        return taken.get(next).value();
    }

    @Override
    public long confidence() {
        return taken.get(next).confidence();
    }

    @Override
    public long sequence() {
        return sequence;
    }

    /** Messages so far. Any thread. */
    public long messages() {
        return messages.get();
    }

    /** Messages so far that could not be read. Any thread. */
    public long malformed() {
        return malformed.get();
    }

    /** Prices so far that were not new, not confirmed, or had an impossible time. Any thread. */
    public long dropped() {
        return dropped.get();
    }

    /** Where files ended before their end, so far. Any thread. */
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

    // One writer.
    private static void increment(final AtomicLong counter) {
        counter.lazySet(counter.getPlain() + 1);
    }
}
