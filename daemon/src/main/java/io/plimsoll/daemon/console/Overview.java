package io.plimsoll.daemon.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.feeds.FeedConfig;
import io.plimsoll.daemon.latency.LatencyHistory;
import io.plimsoll.engine.MarginView;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * What a console is shown, kept up on a thread of its own while somebody asks for it, and as JSON: how prices and funds stand each second, how
 * all accounts do each few seconds. Nobody asking costs nothing; while somebody does, the engine answers questions of bounded work when
 * nothing else waits for it, and what it has no time for grows old. Each part says of what time it is, and is null before there is one.
 */
public final class Overview implements AutoCloseable {
    private static final long INTEREST_NS = TimeUnit.SECONDS.toNanos(10); // for so long after it was asked for
    private static final long STANDS_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long CENSUS_NS = TimeUnit.SECONDS.toNanos(5); // from the end of one to the next
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(2); // between two slices of accounts
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final JsonFactory factory = JsonFactory.builder().build();
    private final Engine engine;
    private final EpochNanoClock clock;
    private final List<? extends FeedConfig> feeds;
    private final LatencyHistory latency;
    private final long latencyIntervalNs;
    private final PriceStands prices;
    private final FundStands funds;
    private final AccountSlice slice;
    private final BiConsumer<String, Throwable> failures;
    private final Thread thread = new Thread(this::run, "plimsoll-overview");
    private Census census; // null: none is under way
    private long standsDueNs = System.nanoTime();
    private long censusDueNs = standsDueNs;
    private volatile long askedNs = System.nanoTime() - 2 * INTEREST_NS;
    private volatile String standsJson = "null";
    private volatile String censusJson = "null";
    private volatile boolean isClosed;

    /**
     * Starts its thread, which does nothing before it is asked.
     *
     * @param clock of event time
     * @param latencyIntervalNs how often {@code latency} gets a new interval
     * @param failures told of what was thrown: the overview ends then, and nothing else
     */
    public Overview(
            final Engine engine,
            final MarginView view,
            final DefinitionSet definitions,
            final List<? extends FeedConfig> feeds,
            final LatencyHistory latency,
            final long latencyIntervalNs,
            final EpochNanoClock clock,
            final BiConsumer<String, Throwable> failures) {
        this.engine = engine;
        this.clock = clock;
        this.feeds = feeds;
        this.latency = latency;
        this.latencyIntervalNs = latencyIntervalNs;
        this.failures = failures;
        prices = new PriceStands(view, definitions.prices());
        funds = new FundStands(view, definitions);
        slice = new AccountSlice(view);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Everything, as one line of JSON; what has not been found out yet is null. Any thread; waits for nothing.
     *
     * @param status the daemon's own status, a JSON object
     */
    public String json(final String status) {
        askedNs = System.nanoTime();
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("nowMs", nowMs());
            json.writeFieldName("status");
            json.writeRawValue(status);
            json.writeObjectFieldStart("sources");
            for (final FeedConfig feed : feeds) {
                json.writeStringField(Integer.toString(feed.source()), feed.name());
            }
            json.writeEndObject();
            json.writeFieldName("stands");
            json.writeRawValue(standsJson);
            json.writeFieldName("accounts");
            json.writeRawValue(censusJson);
            json.writeObjectFieldStart("latency");
            json.writeNumberField("intervalMs", TimeUnit.NANOSECONDS.toMillis(latencyIntervalNs));
            json.writeFieldName("hops");
            latency.write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanoTime());
    }

    private void run() {
        try {
            while (!isClosed) {
                final boolean isWanted = System.nanoTime() - askedNs < INTEREST_NS;
                LockSupport.parkNanos(isWanted && work() ? PAUSE_NS : IDLE_NS);
            }
        } catch (final RuntimeException | IOException e) {
            failures.accept(thread.getName(), e);
        }
    }

    // Whether there is more to do at once.
    private boolean work() throws IOException {
        final long now = System.nanoTime();
        if (now - standsDueNs >= 0) {
            standsDueNs = now + STANDS_NS;
            askForStands();
            return true;
        }
        if (census == null && now - censusDueNs >= 0) {
            slice.restart();
            census = new Census(nowMs());
        }
        if (census == null) {
            return false;
        }
        askForAccounts();
        return census != null;
    }

    private void askForStands() throws IOException {
        prices.restart(clock.nanoTime());
        while (!prices.isDone()) {
            if (!engine.ask(prices, PATIENCE_NS)) {
                return;
            }
        }
        if (engine.ask(funds, PATIENCE_NS)) {
            final StringWriter text = new StringWriter();
            try (JsonGenerator json = factory.createGenerator(text)) {
                json.writeStartObject();
                json.writeNumberField("atMs", nowMs());
                json.writeFieldName("prices");
                prices.write(json);
                json.writeObjectFieldStart("funds");
                funds.write(json);
                json.writeEndObject();
                json.writeEndObject();
            }
            standsJson = text.toString();
        }
    }

    private void askForAccounts() throws IOException {
        if (!engine.ask(slice, PATIENCE_NS)) {
            return; // the same ones again, when it has time
        }
        census.add(slice);
        if (slice.isLast()) {
            final StringWriter text = new StringWriter();
            try (JsonGenerator json = factory.createGenerator(text)) {
                census.write(json, nowMs());
            }
            censusJson = text.toString();
            census = null;
            censusDueNs = System.nanoTime() + CENSUS_NS;
        }
    }

    /** Ends its thread. */
    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
