package io.plimsoll.feed.live;

import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WallClock;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** What a {@link LiveSource} is made with: what the configuration names, and its collaborators. Set before it is given away. */
public final class LiveContext {
    private final String name;
    private final int source;
    private final Venue venue;
    private final SymbolIndex symbols;
    private final PricePublisher publisher;
    private final SourceDowns downs;
    private final ErrorHandler errorHandler;
    private EpochNanoClock wallClock = WallClock.INSTANCE;
    private NanoClock nanoClock = SystemNanoClock.INSTANCE;
    private RandomGenerator random = new SecureRandom(); // seeds of two hosts must not be alike, and it is asked seldom
    private FrameTap tap = FrameTap.NONE;
    private Consumer<String> notices = notice -> {};

    /**
     * What a source cannot be without.
     *
     * @param name of the feed in the configuration: names the thread and begins each notice
     * @param source number of the oracle source
     * @param symbols the same that the venue's parser looks them up in
     * @param publisher into the ring, this source's own, conflating
     * @param downs into the ring
     * @param errorHandler gets what must not happen, as a ring that refuses a price; source's thread
     */
    public LiveContext(
            final String name,
            final int source,
            final Venue venue,
            final SymbolIndex symbols,
            final PricePublisher publisher,
            final SourceDowns downs,
            final ErrorHandler errorHandler) {
        this.name = Objects.requireNonNull(name);
        this.source = source;
        this.venue = Objects.requireNonNull(venue);
        this.symbols = Objects.requireNonNull(symbols);
        this.publisher = Objects.requireNonNull(publisher);
        this.downs = Objects.requireNonNull(downs);
        this.errorHandler = Objects.requireNonNull(errorHandler);
    }

    /** The time of day, which ages are measured against; {@link WallClock} unless set. */
    public LiveContext wallClock(final EpochNanoClock clock) {
        wallClock = clock;
        return this;
    }

    /** The monotonic time, which waits are measured by; {@link System#nanoTime()} unless set. */
    public LiveContext nanoClock(final NanoClock clock) {
        nanoClock = clock;
        return this;
    }

    /** What waits are spread by. */
    public LiveContext random(final RandomGenerator generator) {
        random = generator;
        return this;
    }

    /** Sees all that comes, before it is read; nothing unless set. */
    public LiveContext tap(final FrameTap frameTap) {
        tap = frameTap;
        return this;
    }

    /** Gets a line for each connection that is opened, closed or replaced; source's thread; nothing secret. */
    public LiveContext notices(final Consumer<String> lines) {
        notices = lines;
        return this;
    }

    /** Name of the feed. */
    public String name() {
        return name;
    }

    int source() {
        return source;
    }

    Venue venue() {
        return venue;
    }

    SymbolIndex symbols() {
        return symbols;
    }

    PricePublisher publisher() {
        return publisher;
    }

    SourceDowns downs() {
        return downs;
    }

    EpochNanoClock wallClock() {
        return wallClock;
    }

    /** The monotonic time. */
    public NanoClock nanoClock() {
        return nanoClock;
    }

    RandomGenerator random() {
        return random;
    }

    FrameTap tap() {
        return tap;
    }

    void notice(final String text) {
        notices.accept(name + ": " + text);
    }

    /** What gets that which must not happen. */
    public ErrorHandler errorHandler() {
        return errorHandler;
    }
}
