package io.plimsoll.feed.live;

import java.util.BitSet;

/**
 * The supervisor of one live price source: docs/internals/live-feeds.md, "Trust". Decides when to connect, whom to believe, what is new
 * and when the source is down; a state machine over what its transport tells and {@link #tick}, with no thread, clock or chance of its
 * own. The source's thread only. What must not happen goes to the context's error handler; whatever a venue sends does not.
 */
public final class LiveSource implements AutoCloseable {
    private static final long NANOS_PER_MS = 1_000_000;
    private static final BitSet NOTHING = new BitSet();

    private final LiveContext context;
    private final Venue venue;
    private final VenueLimits limits;
    private final Transport transport;
    private final LiveCounters counters;
    private final PriceIntake intake;
    private final Backfill backfill;
    private final FrameContent content = new FrameContent();
    private final RepeatedFault unreadable = new RepeatedFault();
    private final Origin[] origins;
    private int links;
    private boolean isUp;
    private boolean owesDown; // the last live connection is gone, and the ring has not taken it yet
    private boolean isClosed;

    /**
     * A source that has not connected yet: {@link #start} does.
     *
     * @param transport its own; closed with the source
     */
    public LiveSource(final LiveContext context, final Transport transport) {
        this.context = context;
        this.transport = transport;
        venue = context.venue();
        limits = venue.limits();
        counters = new LiveCounters(context.symbols(), limits.connections());
        final PriceFilter filter =
                new PriceFilter(context.symbols().size(), limits.maxLookAge().toNanos());
        intake = new PriceIntake(context, filter, counters);
        backfill = new Backfill(context, transport, filter, this);
        origins = new Origin[limits.connections()];
        for (int i = 0; i < origins.length; i++) {
            origins[i] = new Origin(i, new Backoff(context.random()));
        }
    }

    /** What it has done so far. Any thread. */
    public LiveCounters counters() {
        return counters;
    }

    /** Begins to connect. */
    public void start() {
        tick();
    }

    /** Does what time has come for: at least every 0.1 s, and at once when prices wait for room in the ring. */
    public void tick() {
        if (isClosed) {
            return;
        }
        try {
            tellDown();
        } catch (final RuntimeException e) { // told again with the next tick; meanwhile a connection may come
            context.errorHandler().onError(e);
        }
        try {
            context.publisher().flush();
            for (final Origin origin : origins) {
                check(origin.current());
                check(origin.next());
                if (origin.wants(context.nanoClock().nanoTime())) {
                    connect(origin);
                }
                counters.state(origin.number(), origin.state());
            }
        } catch (final RuntimeException e) {
            context.errorHandler().onError(e);
        }
    }

    private void check(final Link link) {
        if (link == null || link.isClosed()) {
            return;
        }
        final long nowNs = context.nanoClock().nanoTime();
        final String defect = link.defect(nowNs);
        if (defect != null) {
            if (link.isBehind(nowNs)) {
                counters.gaps(1);
            }
            lose(link, defect, 0);
        } else {
            link.ping(nowNs);
        }
    }

    private void connect(final Origin origin) {
        links++;
        final long nowNs = context.nanoClock().nanoTime();
        final Endpoint endpoint =
                venue.endpoint(origin.number(), context.wallClock().nanoTime() / NANOS_PER_MS);
        final Link link =
                new Link(this, origin, endpoint, limits, context.symbols().size(), links, nowNs);
        if (origin.put(link)) {
            counters.reconnect();
        }
        try {
            link.connection(transport.open(endpoint, venue.kind(), limits.maxFrameBytes(), link));
        } catch (final IllegalArgumentException e) {
            lose(link, "no address to connect to: " + endpoint.redact(e.getMessage()), 0);
        }
    }

    void onOpened(final Link link) {
        try {
            link.open(context.nanoClock().nanoTime());
            context.tap()
                    .opened(
                            link.number(),
                            link.origin().number(),
                            context.wallClock().nanoTime());
            context.notice("connection " + link.number() + " to " + link.endpoint() + " is open");
            for (final String message : venue.subscription()) {
                link.send(message);
            }
            confirm(link, NOTHING);
            counters.state(link.origin().number(), link.origin().state());
        } catch (final RuntimeException e) {
            context.errorHandler().onError(e);
        }
    }

    void onFrame(final Link link, final byte[] frame, final int offset, final int length, final long receivedNanoTime) {
        try {
            final long nowNs = context.nanoClock().nanoTime();
            final long receiveNs = context.wallClock().nanoTime() - (nowNs - receivedNanoTime);
            link.spoke(nowNs);
            counters.message(receiveNs);
            context.tap().frame(link.number(), receiveNs, frame, offset, length);
            if (!parse(link.endpoint(), frame, offset, length)) {
                if (link.unreadable()) {
                    lose(link, Link.MOST_MALFORMED + " messages in a row cannot be read", 0);
                }
                return;
            }
            link.readable();
            act(link, receiveNs, receivedNanoTime);
        } catch (final RuntimeException
                | Error e) { // an Error as well: the transport would never ask for the next frame
            context.errorHandler().onError(e);
        }
    }

    // A parser that trips over what a venue sends is no reason to stop: the message counts as one that cannot be read.
    private boolean parse(final Endpoint endpoint, final byte[] frame, final int offset, final int length) {
        try {
            venue.parser().parse(frame, offset, length, content.reset());
            return true;
        } catch (final RuntimeException | AssertionError e) {
            counters.malformedMessage();
            final String text = e instanceof MalformedFrameException ? e.getMessage() : e.toString();
            final String told = "a message that cannot be read: " + endpoint.redact(text);
            counters.failure(told);
            final String more = unreadable.comes(context.nanoClock().nanoTime());
            if (more != null) {
                context.notice(told + more);
            }
            return false;
        }
    }

    private void act(final Link link, final long receiveNs, final long receivedNanoTime) {
        if (content.refusal() != null) {
            lose(link, "refused: " + link.endpoint().redact(content.refusal()), 0);
            return;
        }
        if (content.wantsAnswer()) {
            link.send(venue.answer());
        }
        tellDown(); // behind a new price it would say of that one, too, that it is no longer
        confirm(link, content.acknowledged());
        counters.gaps(link.count(content, context.nanoClock().nanoTime()));
        final int taken = intake.take(content, link, receiveNs, receivedNanoTime);
        if (taken > 0) {
            up();
        }
        if (taken > 0 || intake.wasYoung() || content.closed() > 0) {
            link.priced(context.nanoClock().nanoTime());
        }
        if (intake.wasYoung() && !link.isLive()) {
            live(link);
        }
        if (content.closing() != null) {
            context.notice("connection " + link.number() + " will be closed by the venue: "
                    + link.endpoint().redact(content.closing()));
            link.origin().ending(link, context.nanoClock().nanoTime());
        }
    }

    private void confirm(final Link link, final BitSet confirmations) {
        if (link.confirm(
                        confirmations,
                        venue.expectedAcknowledgements(),
                        context.nanoClock().nanoTime())
                && !isLive()) {
            backfill.start();
        }
    }

    private void live(final Link link) {
        link.live(context.nanoClock().nanoTime());
        final Link replaced = link.origin().promote(link);
        if (replaced != null) {
            counters.rotation();
            context.notice("connection " + link.number() + " takes the place of " + replaced.number());
            end(replaced, "replaced");
        }
        counters.state(link.origin().number(), link.origin().state());
    }

    private void up() {
        if (!isUp) {
            isUp = true;
            counters.up();
            context.notice("up");
        }
    }

    private boolean isLive() {
        for (final Origin origin : origins) {
            if (origin.isLive()) {
                return true;
            }
        }
        return false;
    }

    void onKeepAlive(final Link link) {
        link.spoke(context.nanoClock().nanoTime());
    }

    void onPong(final Link link) {
        link.heard(context.nanoClock().nanoTime());
    }

    void onClosed(final Link link, final String reason, final long retryAfterNs) {
        try {
            lose(link, link.endpoint().redact(reason), retryAfterNs);
        } catch (final RuntimeException e) {
            context.errorHandler().onError(e);
        }
    }

    private void lose(final Link link, final String reason, final long retryAfterNs) {
        link.giveUp(); // before anything else is tried the ring hears that there will be no prices
        owesDown |= isUp && !isLive();
        try {
            tellDown();
        } finally {
            forget(link, reason, retryAfterNs);
        }
    }

    private void forget(final Link link, final String reason, final long retryAfterNs) {
        final long waitNs = link.origin().lose(link, context.nanoClock().nanoTime(), retryAfterNs);
        failure("connection " + link.number() + " to " + link.endpoint() + ": " + reason
                + (waitNs == 0 ? "" : "; next attempt in " + waitNs / NANOS_PER_MS + " ms"));
        end(link, reason);
        counters.state(link.origin().number(), link.origin().state());
    }

    private void tellDown() {
        if (!owesDown) {
            return;
        }
        backfill.stop();
        context.publisher().drain(); // a price that waits for room must not come after it
        context.downs().down(context.source(), context.wallClock().nanoTime());
        owesDown = false;
        isUp = false;
        counters.down();
        context.notice("down");
    }

    private void end(final Link link, final String reason) {
        link.close(reason);
        context.tap().closed(link.number(), context.wallClock().nanoTime(), reason);
    }

    private void failure(final String text) {
        counters.failure(text);
        context.notice(text);
    }

    void onAnswer(
            final Endpoint asked, final byte[] body, final int offset, final int length, final long receivedNanoTime) {
        try {
            final long receiveNs =
                    context.wallClock().nanoTime() - (context.nanoClock().nanoTime() - receivedNanoTime);
            if (isClosed || !isSubscribed() || !parse(asked, body, offset, length)) {
                return;
            }
            counters.backfill();
            tellDown();
            if (intake.take(content.newestFirst(), null, receiveNs, receivedNanoTime) > 0) {
                up();
            }
        } catch (final RuntimeException e) {
            context.errorHandler().onError(e);
        }
    }

    // What was missed is of no use, and would pass for life, while there is nobody to go on from there.
    private boolean isSubscribed() {
        for (final Origin origin : origins) {
            if (origin.current() != null && origin.current().isSubscribed()) {
                return true;
            }
        }
        return false;
    }

    void onNoAnswer(final Endpoint asked, final String reason) {
        failure("no answer from " + asked + " about missed prices: " + asked.redact(reason));
    }

    /** Ends the connections, and publishes what waits if there is room. The ring is not told that the source is down. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            for (final Origin origin : origins) {
                origin.close("stopped");
            }
            transport.close();
            context.publisher().flush();
        }
    }
}
