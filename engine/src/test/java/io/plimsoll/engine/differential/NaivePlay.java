package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;

/**
 * A naive engine in a world small enough to calculate by hand: dollars with 2 decimals, two perpetuals (101, 102) with
 * prices of 2 decimals and quantities of 3, margins 5 / 10 / 20 %, warning at 1.1. So V = 11.
 */
final class NaivePlay {
    static final long USD = 1;
    static final long FIRST = 101;
    static final long SECOND = 102;
    static final int SOURCE = 9;

    private static final BigInteger LIMIT = BigInteger.valueOf(1_000_000_000);

    private final NaiveMarginEngine engine = new NaiveMarginEngine();
    private final InputRecords records = new InputRecords();
    private long factSequence;
    private long tickSequence;

    /** Defined, ready and armed, with the capacities given. */
    NaivePlay(final long dustMicros, final long maxAccounts, final long maxLegs, final long maxOrdersInFlight) {
        apply(out -> out.asset(new Asset(USD, 0, 2, 0, 1_000_000, 1_000_000, LIMIT, BigInteger.ONE, "USD")));
        apply(out -> out.instrument(instrument(FIRST, InstrumentKind.PERPETUAL, 100_000, 50_000)));
        apply(out -> out.instrument(instrument(SECOND, InstrumentKind.PERPETUAL, 100_000, 50_000)));
        apply(out -> out.profile(new Profile(7, 1_100_000, 1_000_000, dustMicros, "play")));
        apply(out -> out.definitionsCommit(4));
        apply(out -> out.ready(EngineMode.LIVE, maxAccounts, maxLegs, maxOrdersInFlight));
        apply(out -> out.arm("test", "play"));
    }

    static NaivePlay roomy() {
        return new NaivePlay(0, 100, 100, 100);
    }

    /** One account, 1, with 5.00, long 1.000 at 100.00: exactly at its requirement. */
    static NaivePlay longOneAtHundred() {
        return roomy().withLongOneAtHundred();
    }

    NaivePlay withLongOneAtHundred() {
        tick(FIRST, 10_000);
        open(1);
        cash(1, 500);
        fill(1, FIRST, 1_000, 10_000);
        return this;
    }

    static Instrument instrument(
            final long id, final InstrumentKind kind, final int stopPpm, final int maintenancePpm) {
        final BigInteger one = BigInteger.ONE;
        return new Instrument(
                id, id, USD, USD, kind, 2, 3, 200_000, stopPpm, maintenancePpm, one, one, LIMIT, LIMIT, "P" + id);
    }

    /** One instrument more. */
    void define(final Instrument instrument) {
        apply(out -> out.instrument(instrument));
        apply(out -> out.definitionsCommit(1));
    }

    List<Output> apply(final Consumer<InputRecords> record) {
        record.accept(records);
        return engine.onEvent(records.buffer(), records.offset(), records.length());
    }

    List<Output> open(final long accountId) {
        return apply(out ->
                out.accountOpened(accountId, AccountRole.TRADER, "account-" + accountId, SOURCE, ++factSequence));
    }

    List<Output> cash(final long accountId, final long cents) {
        return apply(out -> out.transfer(accountId, USD, cents, SOURCE, ++factSequence));
    }

    List<Output> fill(final long accountId, final long instrumentId, final long quantity, final long price) {
        return apply(out -> out.fill(accountId, instrumentId, quantity, price, 0, SOURCE, ++factSequence));
    }

    List<Output> funding(final long instrumentId, final long index) {
        return apply(out -> out.funding(instrumentId, index, SOURCE, ++factSequence));
    }

    List<Output> tick(final long priceId, final long value) {
        return apply(out -> out.priceTick(priceId, value, out.eventNs(), 1, ++tickSequence));
    }

    long nextFact() {
        return ++factSequence;
    }

    long lastSequence() {
        return records.sequence();
    }

    State state() {
        return engine.state();
    }

    Unit unit(final long accountId) {
        return engine.state().units().get(accountId);
    }
}
