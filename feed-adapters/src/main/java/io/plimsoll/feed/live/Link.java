package io.plimsoll.feed.live;

import java.util.BitSet;

/**
 * One connection's life as its source sees it, from the attempt to its end. Hands on what the transport tells, until it is closed; one
 * that is closed is deaf. The source's thread only; times are {@link System#nanoTime()}.
 */
final class Link implements ConnectionListener {
    /** So many messages in a row that cannot be read end a connection. */
    static final int MOST_MALFORMED = 3;
    /** So many pings without any answer end a connection. */
    private static final int MOST_PINGS = 3;

    private final LiveSource source;
    private final Origin origin;
    private final Endpoint endpoint;
    private final VenueLimits limits;
    private final int number;
    private final BitSet seen = new BitSet();
    private final BitSet confirmed = new BitSet();
    private final GapWatch gaps;
    private Connection connection;
    private ConnectionState state = ConnectionState.CONNECTING;
    private boolean isClosed;
    private boolean isEnding;
    private long sinceNs;
    private long openedNs;
    private long liveSinceNs;
    private long spokeNs;
    private long pricedNs;
    private long heardNs;
    private long pingedNs;
    private int malformed;

    Link(
            final LiveSource source,
            final Origin origin,
            final Endpoint endpoint,
            final VenueLimits limits,
            final int symbols,
            final int number,
            final long nowNs) {
        this.source = source;
        this.origin = origin;
        this.endpoint = endpoint;
        this.limits = limits;
        this.number = number;
        gaps = new GapWatch(symbols);
        sinceNs = nowNs;
    }

    void connection(final Connection opening) {
        connection = opening;
    }

    @Override
    public void opened() {
        if (!isClosed) {
            source.onOpened(this);
        }
    }

    @Override
    public void frame(final byte[] frame, final int offset, final int length, final long receivedNanoTime) {
        if (!isClosed) {
            source.onFrame(this, frame, offset, length, receivedNanoTime);
        }
    }

    @Override
    public void keepAlive() {
        if (!isClosed) {
            source.onKeepAlive(this);
        }
    }

    @Override
    public void pong() {
        if (!isClosed) {
            source.onPong(this);
        }
    }

    @Override
    public void closed(final String reason, final long retryAfterNs) {
        if (!isClosed) {
            source.onClosed(this, reason, retryAfterNs);
        }
    }

    Origin origin() {
        return origin;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    int number() {
        return number;
    }

    ConnectionState state() {
        return state;
    }

    boolean isClosed() {
        return isClosed;
    }

    boolean isLive() {
        return state == ConnectionState.LIVE && !isClosed;
    }

    /** Whether its prices may be believed. */
    boolean isSubscribed() {
        return state == ConnectionState.SUBSCRIBED || state == ConnectionState.LIVE;
    }

    /** It is open: {@code openedNs} counts from here, and so does silence. */
    void open(final long nowNs) {
        state = ConnectionState.OPEN;
        openedNs = nowNs;
        spokeNs = nowNs;
        heardNs = nowNs;
        pingedNs = nowNs;
    }

    /** Confirmations came; whether they make it subscribed: from then on prices are waited for. */
    boolean confirm(final BitSet confirmations, final int expected, final long nowNs) {
        confirmed.or(confirmations);
        if (state == ConnectionState.OPEN && confirmed.cardinality() >= expected) {
            state = ConnectionState.SUBSCRIBED;
            pricedNs = nowNs;
            return true;
        }
        return false;
    }

    void live(final long nowNs) {
        state = ConnectionState.LIVE;
        liveSinceNs = nowNs;
    }

    /** How long it has been live, 0 where it is not. */
    long liveNs(final long nowNs) {
        return state == ConnectionState.LIVE ? nowNs - liveSinceNs : 0;
    }

    /** Whether no young price of the symbol that may be believed has come here yet. */
    boolean looks(final int symbol) {
        return !seen.get(symbol);
    }

    /** A young price of the symbol has come that may be believed. */
    void sees(final int symbol) {
        seen.set(symbol);
    }

    void spoke(final long nowNs) {
        spokeNs = nowNs;
        heardNs = nowNs;
    }

    /** A message came whose prices, or whose word how many there are, count; of how many prices the one before them never came. */
    int count(final FrameContent content, final long nowNs) {
        return gaps.hear(content, nowNs);
    }

    /** Whether a price that the venue says it has sent is missing for too long. */
    boolean isBehind(final long nowNs) {
        return limits.maxBehind() != null
                && gaps.isBehind(nowNs, limits.maxBehind().toNanos());
    }

    /** It gave a price that is new, or could have been, or the venue's word that there is none. */
    void priced(final long nowNs) {
        pricedNs = nowNs;
    }

    void heard(final long nowNs) {
        heardNs = nowNs;
    }

    void readable() {
        malformed = 0;
    }

    /** A message that cannot be read; whether that was one too many. */
    boolean unreadable() {
        malformed++;
        return malformed >= MOST_MALFORMED;
    }

    /** The venue says that it will close it; whether that is new. */
    boolean ending() {
        final boolean isNew = !isEnding;
        isEnding = true;
        return isNew;
    }

    /** Whether another connection should take its place before the venue cuts it, 23/24 of its life from its opening. */
    boolean wantsSuccessor(final long nowNs) {
        if (state == ConnectionState.CONNECTING) {
            return false;
        }
        return isEnding
                || (limits.maxLife() != null
                        && nowNs - openedNs >= limits.maxLife().toNanos() / 24 * 23);
    }

    /** Sends the ping that is due. */
    void ping(final long nowNs) {
        if (limits.pingEvery() != null
                && state != ConnectionState.CONNECTING
                && nowNs - pingedNs >= limits.pingEvery().toNanos()) {
            pingedNs = nowNs;
            connection.ping();
        }
    }

    /** Why it has to be given up, or null. */
    String defect(final long nowNs) {
        if (state == ConnectionState.CONNECTING) {
            return nowNs - sinceNs > Transport.ANSWER_LIMIT_NS ? "not open within 10 s" : null;
        }
        if (nowNs - spokeNs > limits.maxSilence().toNanos()) {
            return "silent for longer than " + limits.maxSilence().toMillis() + " ms";
        }
        if (isSubscribed() && nowNs - pricedNs > limits.maxPriceSilence().toNanos()) {
            return "no price for longer than " + limits.maxPriceSilence().toMillis() + " ms";
        }
        if (isBehind(nowNs)) {
            return "for longer than " + limits.maxBehind().toMillis() + " ms without a price that the venue has sent";
        }
        if (limits.pingEvery() != null
                && nowNs - heardNs > MOST_PINGS * limits.pingEvery().toNanos()) {
            return "no answer to " + MOST_PINGS + " pings";
        }
        if (state == ConnectionState.OPEN && nowNs - openedNs > Transport.ANSWER_LIMIT_NS) {
            return "only " + confirmed.cardinality() + " subscriptions confirmed within 10 s";
        }
        return null;
    }

    void send(final String text) {
        connection.send(text);
    }

    /** Deaf from now on; closing the socket is left for after the ring has heard. */
    void giveUp() {
        isClosed = true;
    }

    void close(final String reason) {
        isClosed = true;
        if (connection != null) {
            connection.close(reason);
        }
    }
}
