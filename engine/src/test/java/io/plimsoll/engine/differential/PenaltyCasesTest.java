package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.PenaltyTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import io.plimsoll.protocol.terms.WaterfallTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fill of a liquidation order costs its account, and at what price an inverse long is deleveraged, by numbers worked by hand and by both engines. */
@Timeout(60)
class PenaltyCasesTest {
    private static final long TRADER = 1;
    private static final long WINNER = 2;
    private static final int SOURCE = 1;
    private static final long USD = 1;
    private static final long BTC = 2;
    private static final long PERP = 101;
    private static final long FUND = 7;
    private static final int ONE_PERCENT = 10_000;
    private static final long HIGHEST = 100_000_000;
    private static final BigInteger MUCH = BigInteger.ONE.shiftLeft(40);

    private final MarginEngine engine = new MarginEngine(new EngineCapacity(4, 8, 8, 4, 4));
    private final NaiveMarginEngine naive = new NaiveMarginEngine();
    private final InputRecords records = new InputRecords();
    private final CapturingSink sink = new CapturingSink();
    private long facts;

    // Long 1 from 100 with 10 dollars, at 94: 4 dollars are left, which a price of 90 takes. A tenth of it is filled.
    @ParameterizedTest
    @CsvSource({
        "9300,   0, 9, 4, 4, 1", // 1 % of 9.30, of 0.30 that it gained
        "9050,   0, 5, 2, 2, 1", // all of the 0.05 that it gained
        "9000,   0, 0, 0, 0, 0", // at the bankruptcy price
        "8900,   0, 0, 0, 0, 0",
        "9300,  28, 2, 1, 1, 0", // the fee left 0.02 of 0.30
        "9300,  30, 0, 0, 0, 0",
        "9050, -90, 5, 2, 2, 1" // what the venue gave it is its own
    })
    void shouldTakeASurplusUpToThePenaltyAndLeaveTheRestToTheFund(
            final long price,
            final long fee,
            final long all,
            final long liquidator,
            final long fund,
            final long protocol) {
        final Output.Order order = liquidate(new PenaltyTerms(500_000, 300_000, 200_000));
        assertEquals(OptionalLong.of(9_000), order.bankruptcyPrice());
        final List<Output.Penalty> told = penalties(fill(order, -100, price, fee));
        if (all == 0) {
            assertEquals(List.of(), told);
            return;
        }
        final Output.Penalty penalty = told.get(0);
        assertEquals(1, told.size());
        assertEquals(
                List.of(all, liquidator, fund, protocol),
                List.of(penalty.amount(), penalty.liquidatorAmount(), penalty.fundAmount(), penalty.protocolAmount()));
        assertEquals(List.of(TRADER, USD, FUND), List.of(penalty.accountId(), penalty.assetId(), penalty.fundId()));
        assertEquals(order.id(), penalty.orderId());
    }

    @Test
    void shouldTakeAPenaltyOfEachPartOnceAndNoneOfMoreThanWasOrdered() {
        final Output.Order order = liquidate(new PenaltyTerms(0, Rates.ONE, 0));
        final long half = order.quantity() / 2;
        final long rest = order.quantity() - half;
        assertEquals(
                half * 9_400 / 100_000,
                penalties(fill(order, -half, 9_400, 0)).get(0).amount());
        assertEquals(
                rest * 9_400 / 100_000,
                penalties(fill(order, -rest - 100, 9_400, 0)).get(0).amount());
        assertEquals(List.of(), penalties(fill(order, -1, 9_400, 0)), "an order that is no more");
    }

    @Test
    void shouldTakeNothingOfWhoIsBankruptByNow() {
        final Output.Order order = liquidate(new PenaltyTerms(0, 0, Rates.ONE));
        tick(PERP, 8_900);
        assertEquals(List.of(), penalties(fill(order, -100, 9_400, 0)));
        tick(PERP, 9_400);
        assertEquals(1, penalties(fill(order, -100, 9_400, 0)).size());
    }

    @Test
    void shouldTakeNothingOnAnOrderOfWhoWasBankruptThen() {
        prepare(WaterfallTerms.PLAIN.withPenalty(new PenaltyTerms(0, 0, Rates.ONE)));
        final Output.Order order = order(tick(PERP, 8_900));
        tick(PERP, 9_400);
        assertEquals(List.of(), penalties(fill(order, -100, 9_400, 0)));
    }

    @Test
    void shouldTakeNothingForWhatACounterpartyHadToTakeOver() {
        final Output.Order order =
                liquidate(new WaterfallTerms(true, Terms.UNBOUNDED, false, Deleveraging.PROFIT_BY_EQUITY, 0)
                        .withPenalty(new PenaltyTerms(0, 0, Rates.ONE)));
        hold(WINNER, USD, 100_000, -1_000, BigInteger.valueOf(-10_000_000));
        assertTrue(deleverages(tick(PERP, 8_900)).stream()
                .anyMatch(told -> told.orderId().equals(order.id()) && told.counterpartyId() == WINNER));
        tick(PERP, 9_400); // nobody is bankrupt, and what was assigned stays so
        assertEquals(List.of(), penalties(fill(order, OptionalLong.of(WINNER), -100, 9_400, 0)));
        final List<Output.Penalty> others = penalties(fill(order, OptionalLong.of(WINNER + 1), -100, 9_400, 0));
        assertEquals(1, others.size());
        assertEquals(OptionalLong.of(WINNER + 1), others.get(0).counterpartyId());
    }

    @Test
    void shouldSayNothingWithoutASplit() {
        final Output.Order order = liquidate(PenaltyTerms.NONE);
        assertEquals(List.of(), penalties(fill(order, -100, 9_400, 0)));
        define(new PenaltyTerms(0, Rates.ONE, 0));
        assertEquals(List.of(), penalties(fill(order, -100, 9_400, 0)), "the order is from before");
    }

    @ParameterizedTest
    @CsvSource({
        "500000, 300000, 200001",
        "500000, 300000, 199999",
        "-1, 1000001, 0",
        "1000001, -1, 0",
        "0, 1000001, -1",
        "2147483647, 2147483647, 1000002"
    })
    void shouldRefuseSharesThatDoNotAddUp(final int liquidator, final int fund, final int protocol) {
        open();
        define(new PenaltyTerms(liquidator, fund, protocol));
        assertEquals(
                "profile: the shares of a penalty must be 0 to 1 and add up to 1, or to nothing",
                engine.lastDefinitionDefect());
    }

    // 30,000 contracts of 1 dollar are worth 1 BTC at 30,000; who owes 0.98 of it would have to sell at 1,500,000.
    @Test
    void shouldDeleverageAnInverseLongAtNoPriceThatIsBeyondTheLimit() {
        final long mark = 3_000_000;
        final long most = HIGHEST;
        defineInverse(
                ONE_PERCENT,
                ONE_PERCENT,
                InstrumentTerms.PLAIN,
                new WaterfallTerms(true, Terms.UNBOUNDED, false, Deleveraging.PROFIT_BY_EQUITY, 0));
        tick(PERP, mark);
        tick(BTC, mark);
        final BigInteger worth = BigInteger.valueOf(100_000_000_000_000L / mark);
        hold(TRADER, BTC, -98_000_000, 30_000, BigInteger.valueOf(-30_000).multiply(worth));
        hold(WINNER, BTC, 500_000_000, -60_000, BigInteger.valueOf(60_000).multiply(worth));
        final List<Output> outputs = send(out -> out.arm("test", "case"));
        final Output.Deleverage told = deleverages(outputs).get(0);
        assertEquals(most, told.price());
        final List<Output> filled = send(out -> out.liquidationFill(
                TRADER,
                OptionalLong.of(told.counterpartyId()),
                told.orderId(),
                PERP,
                -told.quantity(),
                told.price(),
                0,
                SOURCE,
                ++facts));
        assertTrue(filled.stream().noneMatch(Output.InputFlagged.class::isInstance), filled::toString);
        assertTrue(naive.state().units().get(TRADER).legs().positions().isEmpty());
    }

    // 25,000 contracts of 1 dollar, each worth 1/25,000 = 40,000,000 of 10^-12 BTC when they were bought or sold, at 5
    // % and 10 %.
    // Long with 0.3 BTC: at 20,000 each is worth 50,000,000, so that 0.05 are left of the 0.0625 asked for; 2,000,000 a
    // contract
    // may be lost: at 52,000,000, for which the least price is 19,230.77, 51,999,997.
    // Short with 0.23 BTC: at 31,250 each is worth 32,000,000, so that 0.03 are left of the 0.04 asked for; 1,200,000 a
    // contract
    // may be lost: at 30,800,000, for which the greatest price is 32,467.53, 30,800,002.
    // 10,000 of them are filled.
    @ParameterizedTest
    @CsvSource({
        "true, 2000000,       0, 500000, 250000, 150000, 100000", // 1 % of 0.5 BTC, of 0.01999997 that it gained
        "true, 2000000, 1600000, 399997, 199998, 120000,  79999", // what the fee left
        "true, 1930000,       0, 186526,  93263,  55958,  37305", // each worth 51,813,471: all it gained
        "true, 1923077,       0,      0,      0,      0,      0", // the bankruptcy price
        "false, 3125000,      0, 320000, 160000,  96000,  64000", // 1 % of 0.32 BTC, of 0.01199998
        "false, 3240000,      0,  64195,  32097,  19259,  12839", // each worth 30,864,197: all it gained
        "false, 3246753,      0,      0,      0,      0,      0"
    })
    void shouldTakeThePenaltyOfAnInverseContractOfWhatItIsWorth(
            final boolean isLong,
            final long price,
            final long fee,
            final long all,
            final long liquidator,
            final long fund,
            final long protocol) {
        final InstrumentTerms terms =
                new InstrumentTerms(0, 0, 0, Rates.ONE, Rates.ONE, 0, 0, ONE_PERCENT, 0, (int) FUND, 0);
        final PenaltyTerms split = new PenaltyTerms(500_000, 300_000, 200_000);
        defineInverse(100_000, 50_000, terms, WaterfallTerms.PLAIN.withPenalty(split));
        tick(BTC, 2_000_000);
        tick(PERP, 2_500_000);
        final long quantity = isLong ? 25_000 : -25_000;
        hold(TRADER, BTC, isLong ? 30_000_000 : 23_000_000, quantity, BigInteger.valueOf(-40_000_000 * quantity));
        send(out -> out.arm("test", "case"));
        final Output.Order order = order(tick(PERP, isLong ? 2_000_000 : 3_125_000));
        assertEquals(OptionalLong.of(isLong ? 1_923_077 : 3_246_753), order.bankruptcyPrice());
        final List<Output.Penalty> told = penalties(fill(order, isLong ? -10_000 : 10_000, price, fee));
        assertEquals(
                all == 0 ? List.of() : List.of(List.of(all, liquidator, fund, protocol, BTC, FUND)),
                told.stream()
                        .map(penalty -> List.of(
                                penalty.amount(),
                                penalty.liquidatorAmount(),
                                penalty.fundAmount(),
                                penalty.protocolAmount(),
                                penalty.assetId(),
                                penalty.fundId()))
                        .toList());
    }

    // Contracts of 1 dollar.
    private void defineInverse(
            final int stopPpm, final int maintenancePpm, final InstrumentTerms terms, final WaterfallTerms waterfall) {
        open();
        cash();
        send(out -> out.asset(new Asset(
                BTC,
                BTC,
                8,
                2,
                Rates.ONE,
                Rates.ONE,
                BigInteger.ONE.shiftLeft(50),
                BigInteger.valueOf(HIGHEST),
                "BTC")));
        send(out -> out.instrument(new Instrument(
                PERP,
                PERP,
                BTC,
                BTC,
                InstrumentKind.INVERSE,
                2,
                0,
                stopPpm,
                stopPpm,
                maintenancePpm,
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.valueOf(1_000_000),
                BigInteger.valueOf(HIGHEST),
                "BTC-USD",
                terms.ofContract(100, 12))));
        profile(waterfall);
        send(out -> out.definitionsCommit(4));
        assertNull(engine.lastDefinitionDefect());
    }

    private Output.Order liquidate(final PenaltyTerms split) {
        return liquidate(WaterfallTerms.PLAIN.withPenalty(split));
    }

    private Output.Order liquidate(final WaterfallTerms waterfall) {
        prepare(waterfall);
        return order(tick(PERP, 9_400));
    }

    private static Output.Order order(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Order.class::isInstance)
                .map(Output.Order.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void prepare(final WaterfallTerms waterfall) {
        open();
        define(waterfall);
        assertNull(engine.lastDefinitionDefect());
        tick(PERP, 10_000);
        hold(TRADER, USD, 1_000, 1_000, BigInteger.valueOf(10_000_000));
        send(out -> out.arm("test", "case"));
    }

    private void open() {
        send(out -> out.ready(EngineMode.LIVE, 4, 8, 8));
    }

    private void cash() {
        send(out -> out.asset(new Asset(USD, 0, 2, 0, Rates.ONE, Rates.ONE, MUCH, BigInteger.ONE, "USD")));
    }

    private void define(final PenaltyTerms split) {
        define(WaterfallTerms.PLAIN.withPenalty(split));
    }

    private void define(final WaterfallTerms waterfall) {
        cash();
        send(out -> out.instrument(new Instrument(
                PERP,
                PERP,
                USD,
                USD,
                InstrumentKind.PERPETUAL,
                2,
                3,
                100_000,
                100_000,
                50_000,
                BigInteger.ONE,
                BigInteger.ONE,
                BigInteger.valueOf(1_000_000),
                BigInteger.valueOf(1_000_000),
                "PERP",
                new InstrumentTerms(0, 0, 0, Rates.ONE, Rates.ONE, 0, 0, ONE_PERCENT, 0, (int) FUND, 0))));
        profile(waterfall);
        send(out -> out.definitionsCommit(3));
    }

    private void profile(final WaterfallTerms waterfall) {
        send(out -> out.profile(new Profile(1, Rates.ONE, 0, 0, 0, "p", ProfileTerms.PLAIN.withWaterfall(waterfall))));
    }

    private void hold(
            final long account, final long asset, final long balance, final long quantity, final BigInteger cost) {
        send(out -> out.accountOpened(account, AccountRole.TRADER, "a" + account, SOURCE, ++facts));
        send(out -> out.balanceSnapshot(account, asset, balance, true, false, SOURCE, ++facts));
        send(out -> out.positionSnapshot(account, PERP, quantity, cost, false, true, SOURCE, ++facts));
    }

    private List<Output> fill(final Output.Order order, final long quantity, final long price, final long fee) {
        return fill(order, OptionalLong.empty(), quantity, price, fee);
    }

    private List<Output> fill(
            final Output.Order order,
            final OptionalLong counterparty,
            final long quantity,
            final long price,
            final long fee) {
        final OrderId id = order.id();
        return send(out -> out.liquidationFill(TRADER, counterparty, id, PERP, quantity, price, fee, SOURCE, ++facts));
    }

    private List<Output> tick(final long priceId, final long price) {
        records.eventNs(records.eventNs() + 1);
        return send(out -> out.priceTick(priceId, price, records.eventNs(), 2, records.sequence() + 1));
    }

    private static List<Output.Deleverage> deleverages(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Deleverage.class::isInstance)
                .map(Output.Deleverage.class::cast)
                .toList();
    }

    private static List<Output.Penalty> penalties(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Penalty.class::isInstance)
                .map(Output.Penalty.class::cast)
                .toList();
    }

    // Both engines say it.
    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        engine.onEvent(records.buffer(), records.offset(), records.length(), sink);
        final List<Output> outputs = sink.takeOutputs();
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        return outputs;
    }
}
