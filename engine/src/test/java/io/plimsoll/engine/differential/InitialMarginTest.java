package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountLeverageEncoder;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.OpenInterestEncoder;
import io.plimsoll.protocol.codec.OpenOrdersEncoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RebalanceTerms;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What an account is rebalanced to where initial margin rises with open interest, and where it has open orders, and what it is asked for initially where that
 * is of the whole: worked by hand, both engines. It holds 530 dollars and a long of 100 at 100, asked for 5 % and 10 %; between 10,000 and 20,000 open these rise to all.
 */
@Timeout(60)
class InitialMarginTest {
    private static final EngineCapacity CAPACITY = new EngineCapacity(10, 10, 10, 8, 8);
    private static final BigInteger LIMIT = BigInteger.valueOf(100_000_000);
    private static final long ACCOUNT = 7;
    private static final int USD = 1;
    private static final int PERP = 3;
    private static final int TABLE = 5;
    private static final int CENTS = 100;
    private static final int VALUE_DECIMALS = 8; // 6 of the rate, 2 of the price

    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(CAPACITY);
    private long facts;

    @Test
    void shouldRebalanceToInitialMarginByItsOwnRate() {
        define();
        open(100); // 10,000, which is the lower bound
        assertReduced(47, "1000"); // 1,000 - 530 = 470, 10 each
    }

    @Test
    void shouldRebalanceToInitialMarginThatHasRisen() {
        define();
        open(150); // 15,000, half way to 20,000: 0.1 + 0.9 / 2
        assertReduced(91, "5500"); // 5,500 - 530 = 4,970, 55 each
    }

    @Test
    void shouldRebalanceWhateverIsOnOrder() {
        define();
        open(150);
        order(100, 250);
        assertReduced(91, "11000.02"); // for 200 long, and 0.01 an order
    }

    @Test
    void shouldRebalanceByAnOwnLeverageThatAsksForMore() {
        define();
        choose(8_000_001); // 0.124999985, up to 0.125
        assertReduced(58, "1250"); // 1,250 - 530 = 720, 12.50 each
    }

    @Test
    void shouldRebalanceByTheInstrumentWhereAnOwnLeverageAsksForLess() {
        define();
        choose(20_000_000);
        assertReduced(47, "1000");
    }

    @Test
    void shouldAskForOpenOrdersByAnOwnLeverage() {
        define();
        choose(8_000_000);
        order(100, 250);
        assertReduced(58, "2500.02"); // for 200 long, and 0.01 an order
    }

    @Test
    void shouldAskForOpenOrdersByTiersThatNoPositionReaches() {
        final MarginTable table = new MarginTable(
                TABLE,
                List.of(
                        new MarginTable.Tier(BigInteger.ZERO, 100_000, 60_000, 50_000),
                        new MarginTable.Tier(BigInteger.valueOf(16_000_000_000L), 500_000, 60_000, 50_000)));
        final InstrumentTerms tiered = new InstrumentTerms(TABLE, 0, 0, Rates.ONE, Rates.ONE, 0, 0, 0, 0, 0, 0);
        // of 15,000 at most
        define(List.of(table), perpetual(BigInteger.valueOf(150), BigInteger.valueOf(100 * CENTS), tiered));
        order(150, 0);
        // for 250 long 0.1 of 16,000 and 0.5 of 9,000, and 0.01 an order; a position of 100 itself is asked for 1,000
        assertReduced(47, "6100.02", 12);
    }

    @Test
    void shouldAskInitiallyForTheWholeAtTheRateOfTheLastTierThatItIsBeyond() {
        defineOfWhole(9_999_999_999L);
        // 0.5 of 10,000; 6 % of it is 600: 600 - 530 = 70, 6 each
        assertReduced(12, "5000", 12);
    }

    @Test
    void shouldAskInitiallyForTheWholeAtTheRateBelowAFloorThatItJustReaches() {
        defineOfWhole(10_000_000_000L);
        assertReduced(12, "1000", 12);
    }

    @Test
    void shouldAskInitiallyForTheWholeWithWhatIsOnOrder() {
        defineOfWhole(16_000_000_000L);
        order(150, 0);
        assertReduced(12, "12500.02", 12); // 0.5 of 25,000, and 0.01 an order
    }

    @Test
    void shouldRefuseInitialMarginOfTheWholeBesideARebalancingToIt() {
        final ProfileTerms terms = terms().withRequirement(terms().requirement().with(true, false));
        final List<Output> outputs = commit(List.of(), perpetual(LIMIT, LIMIT, InstrumentTerms.PLAIN), terms);
        final Output.InputFlagged flag = (Output.InputFlagged) outputs.get(0);
        assertEquals(FlagReason.DEFINITIONS_INVALID, flag.reason());
    }

    // 0.1 of a notional up to a floor, 0.5 of all of it beyond.
    private void defineOfWhole(final long floorMicros) {
        final MarginTable table = new MarginTable(
                TABLE,
                List.of(
                        new MarginTable.Tier(BigInteger.ZERO, 100_000, 60_000, 50_000),
                        new MarginTable.Tier(BigInteger.valueOf(floorMicros), 500_000, 60_000, 50_000)));
        final InstrumentTerms tiered = new InstrumentTerms(TABLE, 0, 0, Rates.ONE, Rates.ONE, 0, 0, 0, 0, 0, 0);
        define(
                List.of(table),
                perpetual(BigInteger.valueOf(150), BigInteger.valueOf(100 * CENTS), tiered),
                terms().withRequirement(terms().requirement().with(true, false))
                        .withRebalance(new RebalanceTerms(Rebalancing.STOP, 0)));
    }

    private void choose(final long leveragePpm) {
        send(out -> out.record((buffer, at, header) -> new AccountLeverageEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .accountId(ACCOUNT)
                .leveragePpm(leveragePpm)
                .sourceSequence(++facts)
                .instrumentId(PERP)
                .source(1)
                .encodedLength()));
    }

    private void order(final long bids, final long asks) {
        send(out -> out.record((buffer, at, header) -> new OpenOrdersEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .accountId(ACCOUNT)
                .bids(bids)
                .asks(asks)
                .sourceSequence(++facts)
                .instrumentId(PERP)
                .orders(2)
                .source(1)
                .encodedLength()));
    }

    private void assertReduced(final long quantity, final String initialMargin) {
        assertReduced(quantity, initialMargin, VALUE_DECIMALS);
    }

    private void assertReduced(final long quantity, final String initialMargin, final int valueDecimals) {
        final List<Output> outputs = send(out -> out.fill(ACCOUNT, PERP, 100, 100 * CENTS, 0, 1, ++facts));
        final Output.Order order = (Output.Order) outputs.get(outputs.size() - 1);
        assertEquals(OrderReason.REBALANCE, order.reason());
        assertEquals(quantity, order.quantity());
        assertEquals(new BigDecimal(initialMargin).setScale(valueDecimals).unscaledValue(), order.initialMargin());
    }

    private void open(final long quantity) {
        assertEquals(
                List.of(),
                send(out -> out.record((buffer, at, header) -> new OpenInterestEncoder()
                        .wrapAndApplyHeader(buffer, at, header)
                        .quantity(quantity)
                        .sourceSequence(++facts)
                        .instrumentId(PERP)
                        .source(1)
                        .encodedLength())));
    }

    private void define() {
        define(
                List.of(),
                perpetual(
                        LIMIT,
                        LIMIT,
                        new InstrumentTerms(
                                0, 0, 0, Rates.ONE, Rates.ONE, 10_000_000_000L, 20_000_000_000L, 0, 0, 0, 0)));
    }

    private void define(final List<MarginTable> tables, final Instrument perpetual) {
        define(tables, perpetual, terms());
    }

    private void define(final List<MarginTable> tables, final Instrument perpetual, final ProfileTerms terms) {
        assertEquals(List.of(), commit(tables, perpetual, terms));
        send(out -> out.accountOpened(ACCOUNT, AccountRole.REBALANCED, "a", 1, ++facts));
        send(out -> out.priceTick(PERP, 100 * CENTS, 1, 2, 1));
        send(out -> out.transfer(ACCOUNT, USD, 530 * CENTS, 1, ++facts));
        send(out -> out.arm("test", "initial margin"));
    }

    private List<Output> commit(final List<MarginTable> tables, final Instrument perpetual, final ProfileTerms terms) {
        send(out -> out.ready(EngineMode.LIVE, 10, 10, 10));
        send(out -> out.asset(new Asset(USD, 0, 2, 0, Rates.ONE, Rates.ONE, LIMIT, BigInteger.ONE, "USD")));
        tables.forEach(table -> send(out -> out.marginTable(table)));
        send(out -> out.instrument(perpetual));
        send(out -> out.profile(new Profile(1, 1_100_000, 0, 0, "initial").withTerms(terms)));
        return send(out -> out.definitionsCommit(3 + tables.size()));
    }

    private static Instrument perpetual(
            final BigInteger maxQuantity, final BigInteger maxPrice, final InstrumentTerms terms) {
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
                maxQuantity,
                maxPrice,
                "PERP",
                terms);
    }

    private static ProfileTerms terms() {
        final ProfileTerms plain = ProfileTerms.PLAIN;
        final RequirementTerms requirement = plain.requirement();
        return new ProfileTerms(
                        plain.boundary(),
                        plain.requirePositive(),
                        plain.debtIn(),
                        new RequirementTerms(
                                requirement.profitIn(),
                                requirement.profitCapMicros(),
                                10_000,
                                requirement.openOrdersInMaintenance(),
                                requirement.cancelSeconds(),
                                requirement.sizeShapePpm(),
                                requirement.ratePrecisionPpm()),
                        plain.rounding(),
                        plain.plan(),
                        plain.bonus(),
                        plain.auction(),
                        plain.waterfall())
                .withRebalance(new RebalanceTerms(Rebalancing.INITIAL, 0));
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        return outputs;
    }
}
