package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.fact.FactSequences;
import io.plimsoll.feed.text.LineReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Reads NDJSON streams into the ring. Any number of threads may call {@link #read}, each with a stream of its own, and
 * works on it until it ends; a malformed line is reported and passed over. Prices conflate while the ring is full, facts
 * wait. The counters may be read by any thread.
 */
public final class NdjsonIngress {
    /** Most bytes of a line: an account snapshot of some 500 entries. */
    public static final int MAX_LINE = 64 * 1024;

    private final IngressContext context;
    private final LongAdder lines = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final Set<PricePublisher> open = new HashSet<>();
    private long conflatedEarlier; // by streams that ended; guarded, as open is, by open

    /** An ingress; port, facts and directory must be set. */
    public NdjsonIngress(final IngressContext context) {
        this.context = context;
        context.port();
        context.facts();
        context.directory();
    }

    /**
     * Reads to the end of the stream, on the calling thread. The caller closes the stream.
     *
     * @param name stands for the stream in error messages
     * @throws IOException when the stream fails; what was read before it is published
     */
    public void read(final String name, final InputStream in, final LineErrors onError) throws IOException {
        read(name, in, onError, () -> false);
    }

    /**
     * The same of a stream that may be lost.
     *
     * @param isLost asked when it ends or fails: if so, the price sources that spoke on it are down
     */
    public void read(final String name, final InputStream in, final LineErrors onError, final BooleanSupplier isLost)
            throws IOException {
        final PricePublisher prices = new PricePublisher(context.port(), WhenFull.CONFLATE);
        synchronized (open) {
            open.add(prices);
        }
        final NdjsonReader reader = new NdjsonReader(name, context, prices);
        final LineReader input = new LineReader(new DrainBeforeBlocking(in, prices), MAX_LINE);
        try {
            while (input.next()) {
                applyLine(reader, name, input, onError);
            }
            end(reader, prices, isLost);
        } catch (final IOException e) {
            end(reader, prices, isLost);
            throw e;
        } finally {
            synchronized (open) {
                open.remove(prices);
                conflatedEarlier += prices.conflated();
            }
        }
    }

    private static void end(final NdjsonReader reader, final PricePublisher prices, final BooleanSupplier isLost) {
        prices.drain();
        if (isLost.getAsBoolean()) {
            reader.lost();
        }
    }

    private void applyLine(
            final NdjsonReader reader, final String name, final LineReader input, final LineErrors onError)
            throws IOException {
        lines.increment();
        try {
            if (input.tooLong()) {
                throw new FormatException(
                        name, input.line(), "a line of more than " + MAX_LINE + " bytes", "a shorter one");
            }
            if (input.length() > 0) { // an empty line says nothing, and keeps a connection alive
                if (reader.apply(input.bytes(), input.start(), input.length(), input.line())) {
                    onError.onFact();
                }
                if (reader.isBehindGap()) {
                    onError.onGap();
                }
            }
        } catch (final FormatException e) {
            errors.increment();
            onError.onError(e);
        }
    }

    /** How far each account source has come. */
    FactSequences sequences() {
        return context.facts().sequences();
    }

    /** Lines read, malformed ones included. */
    public long lines() {
        return lines.sum();
    }

    /** Lines refused. */
    public long errors() {
        return errors.sum();
    }

    /** Prices that a later one replaced while the ring was full. */
    public long conflated() {
        synchronized (open) {
            return conflatedEarlier
                    + open.stream().mapToLong(PricePublisher::conflated).sum();
        }
    }

    /** While the source is silent the last price must not wait here: it is published before each read that may block. */
    private static final class DrainBeforeBlocking extends FilterInputStream {
        private final PricePublisher prices;

        DrainBeforeBlocking(final InputStream in, final PricePublisher prices) {
            super(in);
            this.prices = prices;
        }

        @Override
        public int read(final byte[] bytes, final int offset, final int length) throws IOException {
            prices.drain();
            return in.read(bytes, offset, length);
        }
    }
}
