package io.plimsoll.daemon.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.differential.CapturingSink;
import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Both engines in a market where the smallest lie would be believed at some account's cost: two perpetuals at 100.00, of which one has a
 * guard, and of each a long and a short account that stand exactly at their requirement. Dollars have 2 decimals, prices 2, quantities 3. Every
 * record goes to both engines, which must say the same. One thread.
 */
final class SmallMarket {
    static final long USD = 1;
    /** Priced by whoever says so. */
    static final long FREE = 101;
    /** Priced by three sources. */
    static final long GUARDED = 102;
    /** Instruments beyond those two, which nobody holds at first and nobody has priced. */
    static final long FIRST_SPARE = 201;

    static final int SPARES = 70;
    static final long PRICE = 10_000;
    static final long MAX_PRICE = 1_000_000;
    static final long MAX_QUANTITY = 1_000_000_000L;
    static final long MAX_BALANCE = 1_000_000_000_000L;
    /** Whose accounts these are. */
    static final int VENUE = 9;

    static final List<Integer> ORACLES = List.of(1, 2, 3);
    /** Long and short in {@link #FREE}, long and short in {@link #GUARDED}: each below its requirement after any loss. */
    static final List<Long> ON_THE_EDGE = List.of(1L, 2L, 3L, 4L);

    static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1_000 * MILLISECOND;
    static final long MAX_AGE = 5 * SECOND;

    private static final EngineCapacity CAPACITY = new EngineCapacity(64, 512, 64, 4, 80);

    private final MarginEngine engine = new MarginEngine(CAPACITY);
    private final NaiveMarginEngine naive = new NaiveMarginEngine();
    private final CapturingSink sink = new CapturingSink();
    private final InputRecords records = new InputRecords();
    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(2_048));
    private long nowNs = 1_700_000_000_000_000_000L;
    private long sequence;
    private int crc;
    private long factSequence;
    private long tickSequence;

    private SmallMarket(final Guard guard, final boolean hasSpares) {
        define(guard, hasSpares);
        apply(out -> out.ready(EngineMode.LIVE, 60, 500, 60));
        apply(out -> out.arm("test", "bad input"));
        honestTicks();
        for (final long account : ON_THE_EDGE) {
            open(account);
            transfer(account, 500);
            fill(account, account <= 2 ? FREE : GUARDED, account % 2 == 1 ? 1_000 : -1_000, PRICE);
        }
        open(5);
        transfer(5, 1_000_000);
    }

    /** With a collar of 10 %. */
    static SmallMarket collared() {
        return new SmallMarket(guard(OptionalInt.of(100_000), OptionalInt.empty()), false);
    }

    /** Without a collar, so that only the other sources and the dwell of jumps of 2 % stand against a lie. */
    static SmallMarket dwelling() {
        return new SmallMarket(guard(OptionalInt.empty(), OptionalInt.of(20_000)), false);
    }

    /** With a collar, and with more instruments than a unit may have legs. */
    static SmallMarket wide() {
        return new SmallMarket(guard(OptionalInt.of(100_000), OptionalInt.empty()), true);
    }

    private static Guard guard(final OptionalInt collarPpm, final OptionalInt dwellPpm) {
        return new Guard(
                GUARDED,
                2,
                MAX_AGE,
                collarPpm,
                OptionalInt.of(4),
                5_000,
                OptionalInt.of(20_000),
                OptionalInt.of(5),
                300 * SECOND,
                1,
                dwellPpm,
                2 * SECOND,
                DegradedAction.AT_BOUND);
    }

    private void define(final Guard guard, final boolean hasSpares) {
        apply(out -> out.asset(new Asset(USD, 0, 2, 0, 1_000_000, 1_000_000, big(MAX_BALANCE), BigInteger.ONE, "USD")));
        apply(out -> out.instrument(instrument(FREE, "FREE")));
        apply(out -> out.instrument(instrument(GUARDED, "GUARDED")));
        final int spares = hasSpares ? SPARES : 0;
        for (int spare = 0; spare < spares; spare++) {
            final long id = FIRST_SPARE + spare;
            apply(out -> out.instrument(instrument(id, "S" + id)));
        }
        apply(out -> out.guard(guard));
        apply(out -> out.profile(new Profile(7, 1_100_000, 1_000_000, 0, "small")));
        assertEquals(List.of(), apply(out -> out.definitionsCommit(5L + spares)));
    }

    static Instrument instrument(final long id, final String symbol) {
        return new Terms().of(id, symbol);
    }

    /** An instrument's terms, to be had with one of them otherwise. */
    static final class Terms {
        InstrumentKind kind = InstrumentKind.PERPETUAL;
        long priceId;
        long settlement = USD;
        int priceDecimals = 2;
        int quantityDecimals = 3;
        int initialPpm = 200_000;
        int stopPpm = 100_000;
        int maintenancePpm = 50_000;
        long tick = 1;
        long step = 1;
        long maxQuantity = MAX_QUANTITY;
        long maxPrice = MAX_PRICE;

        Instrument of(final long id, final String symbol) {
            return new Instrument(
                    id,
                    priceId == 0 ? id : priceId,
                    USD,
                    settlement,
                    kind,
                    priceDecimals,
                    quantityDecimals,
                    initialPpm,
                    stopPpm,
                    maintenancePpm,
                    big(tick),
                    big(step),
                    big(maxQuantity),
                    big(maxPrice),
                    symbol);
        }
    }

    private static BigInteger big(final long value) {
        return BigInteger.valueOf(value);
    }

    // ---- records

    /** Writes one record, gives it to both engines and returns what they decided. */
    List<Output> apply(final Consumer<InputRecords> writer) {
        writer.accept(records);
        return applyMessage(
                records.buffer(), records.offset() + Frame.HEADER_LENGTH, records.length() - Frame.HEADER_LENGTH);
    }

    /** The same for a message that an adapter wrote. */
    List<Output> applyMessage(final DirectBuffer message, final int offset, final int length) {
        record.putBytes(Frame.HEADER_LENGTH, message, offset, length);
        crc = Frame.seal(record, 0, length, ++sequence, nowNs, crc);
        final List<Output> expected = naive.onEvent(record, 0, Frame.HEADER_LENGTH + length);
        engine.onEvent(record, 0, Frame.HEADER_LENGTH + length, sink);
        final List<Output> decided = sink.takeOutputs();
        assertEquals(expected, decided, "the engines differ");
        return decided;
    }

    void later(final long ns) {
        nowNs += ns;
    }

    long nowNs() {
        return nowNs;
    }

    /** A price that is published now. */
    List<Output> tick(final int source, final long priceId, final long value) {
        return tick(source, priceId, value, nowNs);
    }

    List<Output> tick(final int source, final long priceId, final long value, final long publishNs) {
        return apply(out -> out.priceTick(priceId, value, publishNs, source, ++tickSequence));
    }

    long nextTick() {
        return ++tickSequence;
    }

    /** A tick of each source for each price, where they were: it ends every streak of refusals. */
    void honestTicks() {
        later(MILLISECOND);
        ORACLES.forEach(source -> tick(source, FREE, PRICE));
        ORACLES.forEach(source -> tick(source, GUARDED, PRICE));
    }

    List<Output> open(final long account) {
        return apply(
                out -> out.accountOpened(account, AccountRole.TRADER, "account-" + account, VENUE, ++factSequence));
    }

    List<Output> transfer(final long account, final long cents) {
        return apply(out -> out.transfer(account, USD, cents, VENUE, ++factSequence));
    }

    List<Output> fill(final long account, final long instrument, final long quantity, final long price) {
        return apply(out -> out.fill(account, instrument, quantity, price, 0, VENUE, ++factSequence));
    }

    /** What an account on the edge holds, as its venue states it. */
    List<Output> snapshot(final long account) {
        final long quantity = account % 2 == 1 ? 1_000 : -1_000;
        final long instrument = account <= 2 ? FREE : GUARDED;
        apply(out -> out.balanceSnapshot(account, USD, 500, true, false, VENUE, ++factSequence));
        return apply(out -> out.positionSnapshot(
                account, instrument, quantity, big(quantity * PRICE), false, true, VENUE, ++factSequence));
    }

    long nextFact() {
        return ++factSequence;
    }

    long lastFact() {
        return factSequence;
    }

    /** Leaves out some of the venue's sequences. */
    void lose(final long facts) {
        factSequence += facts;
    }

    // ---- what is known after it

    long hash() {
        return engine.stateHash();
    }

    EngineCounters counters() {
        return engine.counters();
    }

    Unit unit(final long account) {
        return naive.state().units().get(account);
    }

    BigInteger price(final long priceId) {
        return naive.state().prices().of(priceId).orElseThrow();
    }
}
