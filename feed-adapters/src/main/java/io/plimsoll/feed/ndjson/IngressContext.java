package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.WallClock;
import io.plimsoll.feed.fact.FactPublisher;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * What an {@link NdjsonIngress} works with: where records go, what names mean, and its clocks. Filled by one thread before
 * the ingress is made, and not changed afterwards.
 */
public final class IngressContext {
    private InputPort port;
    private FactPublisher facts;
    private Directory directory;
    private EpochNanoClock epochClock = WallClock.INSTANCE;
    private NanoClock nanoClock = SystemNanoClock.INSTANCE;
    private IntPredicate feedSources = source -> false;
    private LongSupplier eventTime = () -> InputPort.LIVE_TIME;

    /** Where prices go. */
    public IngressContext port(final InputPort ring) {
        port = ring;
        return this;
    }

    /** Where account records go: the one publisher of that port, shared with every other adapter. */
    public IngressContext facts(final FactPublisher publisher) {
        facts = publisher;
        return this;
    }

    /** What names stand for. */
    public IngressContext directory(final Directory names) {
        directory = names;
        return this;
    }

    /** Clock of receive times; the system's by default. */
    public IngressContext epochClock(final EpochNanoClock clock) {
        epochClock = clock;
        return this;
    }

    /** Clock of due times; {@link System#nanoTime()} by default. */
    public IngressContext nanoClock(final NanoClock clock) {
        nanoClock = clock;
        return this;
    }

    /** Event time of each record; {@link InputPort#LIVE_TIME} by default. A backtest gives its opening time. */
    public IngressContext eventTime(final LongSupplier timeNs) {
        eventTime = timeNs;
        return this;
    }

    /** Price sources that a feed speaks for: what a line says of one is refused. None by default. */
    public IngressContext feedSources(final IntPredicate sources) {
        feedSources = sources;
        return this;
    }

    IntPredicate feedSources() {
        return feedSources;
    }

    InputPort port() {
        return Objects.requireNonNull(port, "port");
    }

    FactPublisher facts() {
        return Objects.requireNonNull(facts, "facts");
    }

    Directory directory() {
        return Objects.requireNonNull(directory, "directory");
    }

    EpochNanoClock epochClock() {
        return epochClock;
    }

    NanoClock nanoClock() {
        return nanoClock;
    }

    LongSupplier eventTime() {
        return eventTime;
    }
}
