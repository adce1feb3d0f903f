package io.plimsoll.engine.differential;

import static io.plimsoll.engine.differential.NaivePlay.FIRST;
import static io.plimsoll.engine.differential.NaivePlay.SECOND;
import static io.plimsoll.engine.differential.NaivePlay.SOURCE;
import static io.plimsoll.engine.differential.NaivePlay.USD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which units a record touches, which facts find room, and what is said of whom nothing can be ordered for. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class NaiveEvaluationTest {
    private static final long THIRD = 103;
    private static final long LIMIT = 1_000_000_000;

    private final NaivePlay play = NaivePlay.longOneAtHundred();

    @Test
    void shouldTouchNoUnitByAPriceThatDidNotMove() {
        play.tick(FIRST, 9_999);
        play.apply(out -> out.kill("test", "drill"));
        assertEquals(List.of(), play.tick(FIRST, 9_999));
        assertEquals(WithheldReason.KILLED, ((Output.Withheld) one(play.tick(FIRST, 9_998))).reason());
    }

    @Test
    void shouldSayNothingOfWhomAllIsOrderedFor() {
        play.tick(FIRST, 9_000); // bankrupt: all of it
        play.apply(out -> out.ready(EngineMode.LIVE, 100, 100, 100));
        assertEquals(List.of(), play.tick(FIRST, 8_999)); // neither DISARMED nor NOTHING_TO_REDUCE
    }

    @Test
    void shouldFindNothingToReduceWhereNoLegGainsStopMargin() {
        play.define(NaivePlay.instrument(THIRD, InstrumentKind.PERPETUAL, 0, 0));
        play.tick(THIRD, 10_000);
        play.open(3);
        play.fill(3, THIRD, 1_000, 10_000);
        final List<Output> outputs = play.cash(3, -1);
        assertEquals(WithheldReason.NOTHING_TO_REDUCE, ((Output.Withheld) outputs.get(1)).reason());
        assertEquals(2, outputs.size());
    }

    @Test
    void shouldNotSpreadTheLimitWithoutARequirement() {
        play.define(NaivePlay.instrument(THIRD, InstrumentKind.PERPETUAL, 100_000, 0));
        play.tick(THIRD, 10_000);
        play.open(3);
        play.fill(3, THIRD, 1_000, 10_000);
        // B = -0.01 < R = 0; N = 10.01, D = 0.01: all of it
        final Output.Order order = (Output.Order) play.cash(3, -1).get(1);
        assertEquals(OrderReason.BANKRUPT, order.reason());
        assertEquals(1_000, order.quantity());
        assertEquals(10_000, order.limitPrice());
        assertEquals(OptionalLong.empty(), order.bankruptcyPrice());
    }

    @Test
    void shouldCancelTheOutgrownOrdersOfWhoIsNoTraderAnyMore() {
        final OrderId id = ((Output.Order) play.tick(FIRST, 9_999).get(1)).id(); // 501
        final Output.InputFlagged flag = (Output.InputFlagged) one(
                play.apply(out -> out.accountOpened(1, AccountRole.LIQUIDATOR, "retired", SOURCE, play.nextFact())));
        assertEquals(FlagReason.ACCOUNT_EXISTS, flag.reason());
        final Output.OrderStateChange change =
                (Output.OrderStateChange) one(play.fill(1, FIRST, -600, 9_999)); // 400 left
        assertEquals(id, change.id());
        assertEquals(OrderStatus.CANCELLED, change.status());
        assertEquals(OrderStatusReason.POSITION_CHANGED, change.reason());
        assertEquals(List.of(), play.tick(FIRST, 9_000));
    }

    @Test
    void shouldFillTheCounterpartyWhateverBecameOfTheAccount() {
        play.open(2);
        play.cash(2, 1_000_000);
        final OrderId id = ((Output.Order) play.tick(FIRST, 9_999).get(1)).id();
        final Output.InputFlagged flag = (Output.InputFlagged) one(play.apply(out -> out.liquidationFill(
                1, OptionalLong.of(2), id, FIRST, -501, 9_999, 2 * LIMIT, SOURCE, play.nextFact())));
        assertEquals(FlagReason.OVER_LIMIT, flag.reason());
        assertEquals(OptionalLong.of(1), flag.accountId());
        assertEquals(OptionalLong.of(FIRST), flag.subjectId());
        assertEquals(BigInteger.valueOf(501), play.state().orders().get(id).remaining());
        assertEquals(
                BigInteger.valueOf(1_000), play.unit(1).legs().position(FIRST).quantity());
        assertEquals(
                BigInteger.valueOf(501), play.unit(2).legs().position(FIRST).quantity());
    }

    @Test
    void shouldRefuseFundingForItsSizeBeforeItsKind() {
        play.define(NaivePlay.instrument(THIRD, InstrumentKind.SPOT, 100_000, 50_000));
        assertFunding(FlagReason.UNKNOWN_INSTRUMENT, THIRD + 1, LIMIT + 1);
        assertFunding(FlagReason.OVER_LIMIT, THIRD, LIMIT + 1);
        assertFunding(FlagReason.OVER_LIMIT, THIRD, -LIMIT - 1);
        assertFunding(FlagReason.FUNDING_NOT_DUE, THIRD, LIMIT);
        assertFunding(FlagReason.OVER_LIMIT, FIRST, LIMIT + 1);
        final long version = play.unit(1).version();
        play.funding(FIRST, 1);
        assertEquals(version, play.unit(1).version());
    }

    private void assertFunding(final FlagReason reason, final long instrumentId, final long index) {
        final Output.InputFlagged flag = (Output.InputFlagged) one(play.funding(instrumentId, index));
        assertEquals(reason, flag.reason());
        assertEquals(OptionalLong.empty(), flag.accountId());
        assertEquals(OptionalLong.of(instrumentId), flag.subjectId());
    }

    @Test
    void shouldLetInWhatNeedsNoMoreRoomThanNowAndHaltOnce() {
        play.apply(out -> out.ready(EngineMode.LIVE, 100, 1, 100)); // two legs are there
        play.cash(1, 1);
        assertEquals(BigInteger.valueOf(501), play.unit(1).legs().balance(USD));
        final List<Output> outputs = play.fill(1, SECOND, 1, 10_000);
        assertEquals(FlagReason.OVER_CAPACITY, ((Output.InputFlagged) outputs.get(0)).reason());
        assertEquals(OptionalLong.of(SECOND), ((Output.InputFlagged) outputs.get(0)).subjectId());
        assertEquals(EngineStatus.HALTED, ((Output.EngineState) outputs.get(1)).status());
        assertEquals(2, outputs.size());
        assertEquals(FlagReason.OVER_CAPACITY, ((Output.InputFlagged) one(play.fill(1, SECOND, 1, 10_000))).reason());
        play.fill(1, FIRST, -1_000, 10_000); // one leg less, which is still not below the capacity
        assertEquals(1, play.unit(1).legs().count());
    }

    private static Output one(final List<Output> outputs) {
        assertEquals(1, outputs.size(), outputs::toString);
        return outputs.get(0);
    }
}
