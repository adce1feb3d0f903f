package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Open orders that are cancelled before anything is closed: worked by hand, both engines. The account holds 530 dollars and a long of 100 at
 * 100, asked for 5 % and, to stop, 6 %; bids of 100 more ask for as much again. It has ten seconds to cancel them.
 */
@Timeout(60)
class CancelFirstTest {
    private static final EngineCapacity CAPACITY = new EngineCapacity(10, 10, 10, 8, 8);
    private static final BigInteger LIMIT = BigInteger.valueOf(100_000_000);
    private static final long ACCOUNT = 7;
    private static final int USD = 1;
    private static final int PERP = 3;
    private static final int CENTS = 100;
    private static final int CANCEL_SECONDS = 10;
    private static final long CANCEL_NS = CANCEL_SECONDS * 1_000_000_000L;
    private static final int VALUE_DECIMALS = 8; // 6 of the rate, 2 of the price

    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(CAPACITY);
    private long facts;
    private long ticks;

    @Test
    void shouldSayThatOrdersAreToBeCancelledAndLiquidateWhoseStay() {
        assertTold(order(100), Verdict.LIQUIDATE, WithheldReason.OPEN_ORDERS);
        final long told = records.eventNs();
        assertEquals(List.of(), price(100 * CENTS + 1));
        assertEquals(List.of(), price(100 * CENTS));
        assertEquals(List.of(), timer(told + CANCEL_NS - 1));
        final Output.Order order = onlyOrder(timer(told + CANCEL_NS));
        assertEquals(100, order.quantity()); // 1,200 - 530 = 670, 6 each, which is more than there is
        assertEquals(value("1000"), order.maintenanceMargin());
        assertEquals(value("1200"), order.stopMargin());
        assertTrue(order.terms().cancelOpenOrders());
    }

    @Test
    void shouldLeaveAloneWhoseOrdersWereCancelled() {
        order(100);
        final List<Output> outputs = order(0);
        assertEquals(1, outputs.size(), outputs::toString);
        assertEquals(Verdict.WARNING, ((Output.UnitStateChange) outputs.get(0)).current());
        assertEquals(List.of(), timer(records.eventNs() + CANCEL_NS));
    }

    @Test
    void shouldGiveTimeAnewWhoRecovered() {
        order(100);
        order(0);
        timer(records.eventNs() + CANCEL_NS);
        assertTold(order(100), Verdict.LIQUIDATE, WithheldReason.OPEN_ORDERS);
        assertEquals(List.of(), timer(records.eventNs() + CANCEL_NS - 1));
    }

    @Test
    void shouldLiquidateAtOnceAsIfItHadNoneWhoIsBelowWithoutThem() {
        order(100);
        final Output.Order order = onlyOrder(transfer(-40));
        assertEquals(19, order.quantity()); // 600 - 490 = 110, 6 each
        assertEquals(value("500"), order.maintenanceMargin());
        assertEquals(value("600"), order.stopMargin());
        assertEquals(value("10"), order.shortfall());
        assertTrue(order.terms().cancelOpenOrders());
    }

    @Test
    void shouldTellNothingOfTheKindWhileItIsNotArmed() {
        send(out -> out.kill("test", "drill"));
        assertTold(order(100), Verdict.LIQUIDATE, WithheldReason.KILLED);
        final long told = records.eventNs();
        assertEquals(List.of(), timer(told + CANCEL_NS));
        final List<Output> outputs = send(out -> out.arm("test", "drill"));
        assertEquals(WithheldReason.OPEN_ORDERS, ((Output.Withheld) outputs.get(1)).reason());
    }

    private static void assertTold(final List<Output> outputs, final Verdict verdict, final WithheldReason reason) {
        assertEquals(2, outputs.size(), outputs::toString);
        assertEquals(verdict, ((Output.UnitStateChange) outputs.get(0)).current());
        assertEquals(reason, ((Output.Withheld) outputs.get(1)).reason());
        assertEquals(value("1000"), ((Output.Withheld) outputs.get(1)).maintenanceMargin());
    }

    private static Output.Order onlyOrder(final List<Output> outputs) {
        assertEquals(1, outputs.size(), outputs::toString);
        return (Output.Order) outputs.get(0);
    }

    private static BigInteger value(final String decimal) {
        return new BigDecimal(decimal).setScale(VALUE_DECIMALS).unscaledValue();
    }

    private List<Output> order(final long bids) {
        return send(out -> OpenOrderMoves.write(out, ACCOUNT, PERP, bids, 0, bids == 0 ? 0 : 1, 1, ++facts));
    }

    private List<Output> transfer(final long dollars) {
        return send(out -> out.transfer(ACCOUNT, USD, dollars * CENTS, 1, ++facts));
    }

    private List<Output> price(final long cents) {
        return send(out -> out.priceTick(PERP, cents, out.eventNs(), 2, ++ticks));
    }

    private List<Output> timer(final long atNs) {
        return send(out -> {
            out.eventNs(atNs);
            out.timer(atNs);
        });
    }

    @BeforeEach
    void define() {
        final Profile profile = new Profile(1, 1_100_000, 0, 0, "orders");
        send(out -> out.ready(EngineMode.LIVE, 10, 10, 10));
        send(out -> out.asset(new Asset(USD, 0, 2, 0, Rates.ONE, Rates.ONE, LIMIT, BigInteger.ONE, "USD")));
        send(out -> out.instrument(perpetual()));
        send(out -> out.profile(OpenOrderWorlds.with(profile, 0, true, CANCEL_SECONDS)));
        assertEquals(List.of(), send(out -> out.definitionsCommit(3)));
        send(out -> out.accountOpened(ACCOUNT, AccountRole.TRADER, "a", 1, ++facts));
        price(100 * CENTS);
        transfer(530);
        send(out -> out.fill(ACCOUNT, PERP, 100, 100 * CENTS, 0, 1, ++facts));
        send(out -> out.arm("test", "open orders"));
    }

    private static Instrument perpetual() {
        return new Instrument(
                PERP,
                PERP,
                USD,
                USD,
                InstrumentKind.PERPETUAL,
                2,
                0,
                100_000,
                60_000,
                50_000,
                BigInteger.ONE,
                BigInteger.ONE,
                LIMIT,
                LIMIT,
                "PERP",
                InstrumentTerms.PLAIN);
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        return outputs;
    }
}
