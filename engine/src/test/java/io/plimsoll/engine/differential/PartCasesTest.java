package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.OrderTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is closed after a part was, as Hyperliquid does it: a fifth of a position first, and everything within the next 30 s. By numbers worked by
 * hand and by both engines: long 100 at 100 with 400 dollars, of which 5 % is asked for, 500.
 */
@Timeout(60)
class PartCasesTest {
    private static final BigInteger LIMIT = BigInteger.valueOf(100_000_000);
    private static final long SECOND_NS = 1_000_000_000;
    private static final long START_NS = 1_000 * SECOND_NS;
    private static final long ACCOUNT = 7;
    private static final int USD = 1;
    private static final int PERP = 3;
    private static final int CENTS = 100;

    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(new EngineCapacity(10, 10, 10, 8, 8));
    private long facts;
    private long ticks;

    // The 80 that are left have 320 of the 396 asked for at 99.
    @ParameterizedTest
    @CsvSource({"0, 80", "29999999999, 80", "30000000000, 16", "31000000000, 16"})
    void shouldCloseAllWithinAWhileAfterAPart(final long laterNs, final long quantity) {
        begin(30);
        final Output.Order order = order(tick(100, 0));
        assertEquals(20, order.quantity());
        fill(order, 20);
        assertEquals(quantity, order(tick(99, laterNs)).quantity());
    }

    @Test
    void shouldCloseAPortionAgainWhereTheProfileDoesNotSaySo() {
        begin(0);
        fill(order(tick(100, 0)), 20);
        assertEquals(16, order(tick(99, 0)).quantity());
    }

    // What was closed as a whole 20 s after the part is none; 20 s after that 100 are bought again, asked for 495.
    @Test
    void shouldNotCountAFillThatLeavesNothing() {
        begin(30);
        fill(order(tick(100, 0)), 20);
        fill(order(tick(99, 20 * SECOND_NS)), 80);
        records.eventNs(START_NS + 40 * SECOND_NS);
        final List<Output> bought = send(out -> out.fill(ACCOUNT, PERP, 100, 99 * CENTS, 0, 1, ++facts));
        assertEquals(20, order(bought).quantity());
    }

    private void fill(final Output.Order order, final long quantity) {
        send(out -> out.liquidationFill(
                ACCOUNT, OptionalLong.empty(), order.id(), PERP, -quantity, order.markPrice(), 0, 1, ++facts));
    }

    private List<Output> tick(final long price, final long laterNs) {
        records.eventNs(START_NS + laterNs);
        return send(out -> out.priceTick(PERP, price * CENTS, records.eventNs(), 2, ++ticks));
    }

    private static Output.Order order(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Order.class::isInstance)
                .map(Output.Order.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(outputs));
    }

    private void begin(final int wholeAfterPartSeconds) {
        records.eventNs(START_NS);
        send(out -> out.ready(EngineMode.LIVE, 10, 10, 10));
        send(out -> out.asset(new Asset(USD, 0, 2, 0, Rates.ONE, Rates.ONE, LIMIT, BigInteger.ONE, "USD")));
        send(out -> out.instrument(new Instrument(
                PERP,
                PERP,
                USD,
                USD,
                InstrumentKind.PERPETUAL,
                2,
                0,
                100_000,
                75_000,
                50_000,
                BigInteger.ONE,
                BigInteger.ONE,
                LIMIT,
                LIMIT,
                "PERP",
                InstrumentTerms.PLAIN)));
        final ProfileTerms terms = TierWorlds.with(
                        ProfileTerms.PLAIN, TierWorlds.plan(Sizing.PORTION, 200_000, 0, Terms.UNBOUNDED, 0))
                .withOrders(new OrderTerms(0, 0, false, wholeAfterPartSeconds));
        send(out -> out.profile(new Profile(1, Rates.ONE, 0, 0, "parts").withTerms(terms)));
        assertEquals(List.of(), send(out -> out.definitionsCommit(3)));
        send(out -> out.accountOpened(ACCOUNT, AccountRole.TRADER, "a", 1, ++facts));
        send(out -> out.transfer(ACCOUNT, USD, 400 * CENTS, 1, ++facts));
        send(out -> out.fill(ACCOUNT, PERP, 100, 100 * CENTS, 0, 1, ++facts));
        send(out -> out.arm("test", "parts"));
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        return outputs;
    }
}
