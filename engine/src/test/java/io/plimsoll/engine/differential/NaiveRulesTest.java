package io.plimsoll.engine.differential;

import static io.plimsoll.engine.differential.NaivePlay.FIRST;
import static io.plimsoll.engine.differential.NaivePlay.SECOND;
import static io.plimsoll.engine.differential.NaivePlay.SOURCE;
import static io.plimsoll.engine.differential.NaivePlay.USD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Paragraphs of the page, each calculated by hand: the oracle needs one of its own. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class NaiveRulesTest {
    private static final BigInteger CENT = BigInteger.TEN.pow(9); // at V = 11

    @Test
    void shouldLiquidateBelowTheRequirementOnly() {
        final NaivePlay play = NaivePlay.longOneAtHundred();
        // B = 5.00 = R: not below, but below 1.1 * R
        assertEquals(Verdict.WARNING, play.unit(1).verdict());
        // B = 4.99 < R = 4.9995; N = 9.999 - 4.99 = 5.009; D = 0.009999; n = ceil(500.95)
        final List<Output> outputs = play.tick(FIRST, 9_999);
        assertEquals(Verdict.LIQUIDATE, ((Output.UnitStateChange) outputs.get(0)).current());
        final Output.Order order = (Output.Order) outputs.get(1);
        assertEquals(501, order.quantity());
        assertEquals(Side.SELL, order.side());
        assertEquals(OrderReason.MAINTENANCE, order.reason());
        assertEquals(CENT.multiply(BigInteger.valueOf(499)), order.equity());
        assertEquals(BigInteger.valueOf(499_950_000_000L), order.maintenanceMargin());
        assertEquals(BigInteger.valueOf(950_000_000L), order.shortfall());
        // a share of all of it: 99.99 - 4.99; the spread of 0.95 of a cent is none
        assertEquals(OptionalLong.of(9_500), order.bankruptcyPrice());
        assertEquals(9_999, order.limitPrice());
        assertEquals(2, outputs.size());
    }

    @Test
    void shouldWidenTheLimitButNotBelowTheBankruptcyPriceOfWhoOwnsSomething() {
        final NaivePlay play = NaivePlay.longOneAtHundred();
        // net worth 0.00: the whole spread of 5 % would be 90.25, the bankruptcy price bounds it
        final Output.Order order = order(play.tick(FIRST, 9_500));
        assertEquals(1_000, order.quantity());
        assertEquals(OrderReason.MAINTENANCE, order.reason());
        assertEquals(OptionalLong.of(9_500), order.bankruptcyPrice());
        assertEquals(9_500, order.limitPrice());
    }

    @Test
    void shouldSellBelowTheBankruptcyPriceOfABankrupt() {
        final NaivePlay play = NaivePlay.longOneAtHundred();
        final Output.Order order = order(play.tick(FIRST, 9_000));
        assertEquals(OrderReason.BANKRUPT, order.reason());
        assertEquals(OptionalLong.of(9_500), order.bankruptcyPrice());
        assertEquals(8_550, order.limitPrice());
        assertEquals(CENT.multiply(BigInteger.valueOf(-500)), order.netWorth());
    }

    @Test
    void shouldCloseTheRestIfItIsDust() {
        // 501 of 1,000 would do, and leave 0.499 * 99.99 = 49.90
        assertEquals(1_000, order(dusty(50_000_000).tick(FIRST, 9_999)).quantity());
        assertEquals(501, order(dusty(49_895_010).tick(FIRST, 9_999)).quantity()); // not below itself
        assertEquals(1_000, order(dusty(49_895_011).tick(FIRST, 9_999)).quantity());
    }

    @Test
    void shouldNotOrderTheSameShortfallTwice() {
        final NaivePlay play = NaivePlay.longOneAtHundred();
        play.tick(FIRST, 9_999);
        assertEquals(List.of(), play.tick(FIRST, 9_998)); // B = 4.98, projected R = 2.4945
    }

    @Test
    void shouldRoundAgainstTheAccountAndKeepTheRemainder() {
        final NaivePlay play = NaivePlay.roomy();
        play.open(1);
        play.fill(1, FIRST, 3, 1_001);
        play.fill(1, FIRST, -2, 1_000);
        // Cr = 2002, g = -2, credited floor(-0.002) = -1, remainder 998
        assertEquals(BigInteger.ONE.negate(), play.unit(1).legs().balance(USD));
        assertEquals(position(1, 3, 0), play.unit(1).legs().position(FIRST));
        play.fill(1, FIRST, -1, 1_000);
        assertEquals(BigInteger.ONE.negate(), play.unit(1).legs().balance(USD));
        assertEquals(BigInteger.valueOf(997), play.state().residue(FIRST));
        assertTrue(play.unit(1).legs().positions().isEmpty());
    }

    @Test
    void shouldOpenTheOtherSideWithWhatIsLeftOfAFill() {
        final NaivePlay play = NaivePlay.roomy();
        play.open(1);
        play.fill(1, FIRST, 1, 1_000);
        play.fill(1, FIRST, -3, 1_200);
        assertEquals(position(-2, -2_400, 0), play.unit(1).legs().position(FIRST));
        assertEquals(BigInteger.valueOf(200), play.state().residue(FIRST));
    }

    @Test
    void shouldOweFundingUntilItIsSettledByAFill() {
        final NaivePlay play = NaivePlay.longOneAtHundred();
        // 0.01 for each of 1.000: B = 4.99 < R = 5.00
        final List<Output> outputs = play.funding(FIRST, 1);
        assertEquals(Verdict.LIQUIDATE, ((Output.UnitStateChange) outputs.get(0)).current());
        assertEquals(CENT.multiply(BigInteger.valueOf(499)), order(outputs).equity());
        play.fill(1, FIRST, 1_000, 10_000);
        assertEquals(position(2_000, 20_001_000, 1), play.unit(1).legs().position(FIRST));
    }

    @Test
    void shouldWithholdFromTheAccountsOfASourceWithAGapUntilTheirSnapshots() {
        final NaivePlay play = NaivePlay.longOneAtHundred();
        play.nextFact(); // lost
        final Output.InputFlagged flag = (Output.InputFlagged) play.cash(2, 1).get(0);
        assertEquals(FlagReason.SEQUENCE_GAP, flag.reason());
        assertEquals(OptionalLong.empty(), flag.accountId());
        assertEquals(WithheldReason.SUSPECT, withheld(play.tick(FIRST, 9_999)));
        play.apply(out -> out.positionSnapshot(
                1, FIRST, 1_000, BigInteger.valueOf(10_000_000), true, false, SOURCE, play.nextFact()));
        final List<Output> outputs =
                play.apply(out -> out.balanceSnapshot(1, USD, 500, false, true, SOURCE, play.nextFact()));
        assertEquals(501, order(outputs).quantity());
        assertEquals(play.lastSequence(), order(outputs).accountVersion());
    }

    @Test
    void shouldWithholdTheRestOfAPlanWhenTheOrderTableIsFull() {
        final NaivePlay play = new NaivePlay(0, 100, 100, 1);
        play.open(1);
        play.cash(1, 500);
        play.fill(1, SECOND, 500, 10_000);
        play.fill(1, FIRST, 500, 10_000);
        play.tick(SECOND, 10_000);
        play.tick(FIRST, 10_000);
        // N = 9 - 0: both are needed; the larger margin first, ties by id
        final List<Output> outputs = play.tick(FIRST, 9_000);
        assertEquals(FIRST + 1, order(outputs).instrumentId());
        assertEquals(500, order(outputs).quantity());
        assertEquals(WithheldReason.ORDER_CAPACITY, withheld(outputs));
    }

    @Test
    void shouldCancelByAccountThenOrderWhenKilledAndSayNoMore() {
        final NaivePlay play = NaivePlay.roomy();
        play.tick(FIRST, 10_000);
        for (final long accountId : List.of(2L, 1L)) {
            play.open(accountId);
            play.cash(accountId, 500);
            play.fill(accountId, FIRST, 1_000, 10_000);
        }
        play.tick(FIRST, 9_999);
        final List<Output> outputs = play.apply(out -> out.kill("test", "drill"));
        assertEquals(EngineStatus.KILLED, ((Output.EngineState) outputs.get(0)).status());
        assertEquals(1, ((Output.OrderStateChange) outputs.get(1)).accountId());
        assertEquals(2, ((Output.OrderStateChange) outputs.get(2)).accountId());
        assertEquals(3, outputs.size());
        final List<Output> later = play.tick(FIRST, 9_998);
        assertEquals(WithheldReason.KILLED, withheld(later.subList(0, 1)));
        assertEquals(WithheldReason.KILLED, withheld(later.subList(1, 2)));
    }

    @Test
    void shouldReportALiquidationFillBeforeItsOrderIsCancelled() {
        final NaivePlay play = NaivePlay.longOneAtHundred();
        final OrderId id = order(play.tick(FIRST, 9_999)).id();
        play.fill(1, FIRST, -499, 9_999); // 501 left: the order still fits
        final List<Output> outputs = play.apply(
                out -> out.liquidationFill(1, OptionalLong.of(2), id, FIRST, -400, 9_990, 7, SOURCE, play.nextFact()));
        final Output.OrderStateChange partial = (Output.OrderStateChange) outputs.get(1);
        assertEquals(FlagReason.UNKNOWN_ACCOUNT, ((Output.InputFlagged) outputs.get(0)).reason());
        assertEquals(OrderStatus.PARTIALLY_FILLED, partial.status());
        assertEquals(400, partial.filled());
        assertEquals(101, partial.remaining());
        assertEquals(position(400, 3_996_000, 0), play.unit(2).legs().position(FIRST));
        final List<Output> late = play.fill(1, FIRST, -1, 9_990);
        assertEquals(OrderStatus.CANCELLED, ((Output.OrderStateChange) late.get(0)).status());
    }

    @Test
    void shouldHaltWithoutRoomForAnAccountAndWorkAgainWithMore() {
        final NaivePlay play = new NaivePlay(0, 1, 100, 100);
        play.open(1);
        final List<Output> outputs = play.open(2);
        assertEquals(FlagReason.OVER_CAPACITY, ((Output.InputFlagged) outputs.get(0)).reason());
        assertEquals(EngineStatus.HALTED, ((Output.EngineState) outputs.get(1)).status());
        play.apply(out -> out.arm("test", "no use"));
        assertEquals(EngineStatus.HALTED, play.state().status().current());
        play.apply(out -> out.ready(EngineMode.LIVE, 2, 100, 100));
        assertEquals(EngineStatus.DISARMED, play.state().status().current());
        assertEquals(List.of(), play.open(2));
    }

    @Test
    void shouldDropADuplicateWithoutAWord() {
        final NaivePlay play = NaivePlay.roomy();
        play.open(1);
        play.cash(1, 500);
        assertEquals(List.of(), play.apply(out -> out.transfer(77, 66, 1, SOURCE, 1)));
        assertFalse(play.state().units().containsKey(77L));
    }

    private static NaivePlay dusty(final long dustMicros) {
        return new NaivePlay(dustMicros, 100, 100, 100).withLongOneAtHundred();
    }

    private static Position position(final long quantity, final long cost, final long index) {
        return new Position(BigInteger.valueOf(quantity), BigInteger.valueOf(cost), BigInteger.valueOf(index));
    }

    private static Output.Order order(final List<Output> outputs) {
        return only(outputs, Output.Order.class);
    }

    private static WithheldReason withheld(final List<Output> outputs) {
        return only(outputs, Output.Withheld.class).reason();
    }

    private static <T extends Output> T only(final List<Output> outputs, final Class<T> type) {
        final List<T> found =
                outputs.stream().filter(type::isInstance).map(type::cast).toList();
        assertEquals(1, found.size(), outputs::toString);
        return found.get(0);
    }
}
