package io.plimsoll.feed.live;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What a source has done so far. Written by the source's thread alone, but for the least offset, which whoever takes it resets; read by any; each number is exact when read, two of them need not
 * be of the same moment. They start at 0 and never go down.
 */
public final class LiveCounters {
    private static final long NO_OFFSET = Long.MAX_VALUE;

    private final SymbolIndex symbols;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong unknownSymbols = new AtomicLong();
    private final AtomicLong closedMarkets = new AtomicLong();
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private final AtomicLong rotations = new AtomicLong();
    private final AtomicLong downs = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final AtomicLong backfills = new AtomicLong();
    private final AtomicLong lastMessageNs = new AtomicLong();
    private final AtomicLong leastOffset = new AtomicLong(NO_OFFSET); // the reader resets it
    private final Map<Verdict, AtomicLong> verdicts = new EnumMap<>(Verdict.class); // filled once
    private final AtomicReferenceArray<ConnectionState> states;
    private final LastPrice[] lastPrices;
    private volatile boolean up;
    private volatile String lastFailure;

    LiveCounters(final SymbolIndex symbols, final int connections) {
        this.symbols = symbols;
        states = new AtomicReferenceArray<>(connections);
        lastPrices = new LastPrice[symbols.size()];
        for (int i = 0; i < lastPrices.length; i++) {
            lastPrices[i] = new LastPrice();
        }
        for (final Verdict verdict : Verdict.values()) {
            verdicts.put(verdict, new AtomicLong());
        }
        for (int i = 0; i < connections; i++) {
            states.set(i, ConnectionState.CONNECTING);
        }
    }

    /** The source's symbols, whose numbers {@link #lastPrice} takes. */
    public SymbolIndex symbols() {
        return symbols;
    }

    /** Messages that came, readable or not. */
    public long messages() {
        return messages.get();
    }

    /** Prices of configured symbols that came: those of every verdict. */
    public long prices() {
        long sum = 0;
        for (final AtomicLong count : verdicts.values()) {
            sum += count.get();
        }
        return sum;
    }

    /** Prices that were handed on to the ring. */
    public long published() {
        return count(Verdict.TAKEN);
    }

    /** Prices of one verdict: all but {@link Verdict#TAKEN} are dropped. */
    public long count(final Verdict verdict) {
        return verdicts.get(verdict).get();
    }

    /** Prices of symbols that the configuration does not name. */
    public long unknownSymbols() {
        return unknownSymbols.get();
    }

    /** Prices that the venue itself says are none, since their market is closed. */
    public long closedMarkets() {
        return closedMarkets.get();
    }

    /** Messages that could not be read. */
    public long malformed() {
        return malformed.get();
    }

    /** Attempts to connect again after a connection ended or could not be opened. */
    public long reconnects() {
        return reconnects.get();
    }

    /** Connections that took the place of one that was about to be cut. */
    public long rotations() {
        return rotations.get();
    }

    /** How often the source went down. */
    public long downs() {
        return downs.get();
    }

    /** Prices that a venue says it has sent and that never came: a connection was given up for them, or the next one told of them. */
    public long gaps() {
        return gaps.get();
    }

    /** Answers about missed prices that were read. */
    public long backfills() {
        return backfills.get();
    }

    /** The wall clock at the last message, nanoseconds since the Unix epoch; 0 before the first. */
    public long lastMessageNs() {
        return lastMessageNs.get();
    }

    /**
     * The least time from the venue's own time of a price to its arrival, of those that came since this was last asked and whatever became of
     * them: nanoseconds, below 0 where this machine's clock is behind the venue's. Answers about missed prices do not count. One thread asks.
     */
    public OptionalLong takeLeastOffset() {
        final long least = leastOffset.getAndSet(NO_OFFSET);
        return least == NO_OFFSET ? OptionalLong.empty() : OptionalLong.of(least);
    }

    /** Whether a price was published since the source last went down. */
    public boolean isUp() {
        return up;
    }

    /** How many connections the source holds at once. */
    public int connections() {
        return states.length();
    }

    /** State of a connection, from 0. */
    public ConnectionState state(final int connection) {
        return states.get(connection);
    }

    /** The last price of a symbol that was published. */
    public Optional<SymbolPrice> lastPrice(final int symbol) {
        return Optional.ofNullable(lastPrices[symbol].read());
    }

    /** Why a connection last ended, an answer failed or a message could not be read; nothing secret. */
    public Optional<String> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    void message(final long atNs) {
        increment(messages);
        lastMessageNs.lazySet(atNs);
    }

    void quote(final Verdict verdict) {
        increment(verdicts.get(verdict));
    }

    void published(final Quote quote, final long receiveNs) {
        lastPrices[quote.symbol()].set(quote.value(), quote.publishNs(), receiveNs);
    }

    void arrived(final long offsetNs) {
        // A price is nearly never the nearest: no atomic write for it. One that comes while the reader takes the least
        // may be lost.
        if (offsetNs < leastOffset.getPlain()) {
            leastOffset.accumulateAndGet(offsetNs, Math::min);
        }
    }

    void leftOut(final int unknown, final int closed) {
        unknownSymbols.lazySet(unknownSymbols.getPlain() + unknown);
        closedMarkets.lazySet(closedMarkets.getPlain() + closed);
    }

    void malformedMessage() {
        increment(malformed);
    }

    void reconnect() {
        increment(reconnects);
    }

    void rotation() {
        increment(rotations);
    }

    void gaps(final int more) {
        gaps.lazySet(gaps.getPlain() + more);
    }

    void backfill() {
        increment(backfills);
    }

    void up() {
        up = true;
    }

    void down() {
        up = false;
        increment(downs);
    }

    void state(final int connection, final ConnectionState state) {
        states.set(connection, state);
    }

    void failure(final String text) {
        lastFailure = text;
    }

    // One writer: no atomic addition needed, only that readers see whole values in order.
    private static void increment(final AtomicLong counter) {
        counter.lazySet(counter.getPlain() + 1);
    }
}
