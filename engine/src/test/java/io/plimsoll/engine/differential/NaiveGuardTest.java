package io.plimsoll.engine.differential;

import static io.plimsoll.engine.differential.NaivePlay.FIRST;
import static io.plimsoll.engine.differential.NaivePlay.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.naive.GuardedPrice;
import io.plimsoll.engine.naive.GuardedPrice.Dwell;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Output.PriceStateChange;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceState;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guarded prices, by numbers small enough to work out by hand: cents, and nanoseconds from the start. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class NaiveGuardTest extends NaiveGuardPlay {
    // ---- candidates

    @Test
    void shouldBeginHaltedAtThePriceInForceAndThenTakeTheFloorOfTheMiddleTwo() {
        guard(edit -> {});
        assertStands(PriceState.HALTED, 10_000, 10_000, 10_000);
        final PriceStateChange change = changes(tick(1, 10_006)).get(0);
        assertEquals(PriceState.HALTED, change.previous());
        assertEquals(PriceState.VALID, change.current());
        assertEquals(List.of(10_006L, 10_006L, 10_006L), List.of(change.value(), change.low(), change.high()));
        assertEquals(List.of(1, 1), List.of(change.fresh(), change.kept()));
        assertEquals(OptionalInt.of(1), change.source());
        tick(2, 10_001);
        assertStands(PriceState.VALID, 10_003, 10_003, 10_003); // 10003.5
        tick(3, 10_002);
        assertStands(PriceState.VALID, 10_002, 10_002, 10_002);
    }

    @Test
    void shouldLeaveOutWhoIsFartherThanItsMultipleOfTheMedianDeviation() {
        guard(edit -> edit.outlierMads = OptionalInt.of(2));
        tick(1, 10_000);
        tick(2, 10_002);
        tick(3, 10_010); // middle 10002, deviations 0 2 8: MAD 2, d = 4: 3 is an outlier
        assertStands(PriceState.VALID, 10_001, 10_001, 10_001);
        // middle 10006, deviations 4 4 6 4994: MAD 5, d = 10: 4 is one, 3 is none any more
        final List<Output> outputs = tick(4, 15_000);
        assertEquals(
                List.of(OptionalInt.of(4)),
                outputs.stream()
                        .filter(output -> output instanceof Output.InputFlagged flag
                                && flag.reason() == FlagReason.PRICE_OUTLIER
                                && flag.disposition() == Disposition.APPLIED_SUSPECT
                                && flag.subjectId().equals(OptionalLong.of(FIRST)))
                        .map(output -> ((Output.InputFlagged) output).source())
                        .toList());
        assertStands(PriceState.VALID, 10_002, 10_002, 10_002);
        assertEquals(List.of(), flags(tick(4, 15_001))); // still one
        tick(4, 10_016); // middle 10006, deviations 4 4 6 10: d = 10: within
        assertStands(PriceState.VALID, 10_006, 10_006, 10_006);
        assertEquals(List.of(FlagReason.PRICE_OUTLIER), flags(tick(4, 10_017))); // d = 10 again, 11 away
    }

    @Test
    void shouldCallNoOneAnOutlierWithinTheFloor() {
        guard(edit -> {
            edit.outlierMads = OptionalInt.of(1);
            edit.outlierFloorPpm = 1_000;
        });
        tick(1, 10_000);
        tick(2, 10_000);
        assertEquals(List.of(), flags(tick(3, 10_010))); // MAD 0, floor(10000 * 0.001) = 10
        assertEquals(List.of(FlagReason.PRICE_OUTLIER), flags(tick(3, 10_011)));
    }

    @Test
    void shouldBoundADegradedPriceByConfidenceSpreadAndTheLastValidPrice() {
        validAt(FIRST, 10_000);
        guard(edit -> edit.quorum = 6);
        final long[] values = {10_004, 10_008, 10_020, 10_100};
        tick(1, 9_990);
        for (int i = 0; i < values.length; i++) {
            tick(2 + i, values[i]);
        }
        // 9990 10004 10008 10020 10100: q1 10004, q3 10020, half of it 8
        assertStands(PriceState.DEGRADED, 10_008, 10_000, 10_016);
        tick(1, 9_990, OptionalLong.of(3));
        tick(2, 10_004, OptionalLong.of(50));
        tick(3, 10_008, OptionalLong.of(-9)); // counts 0
        tick(4, 10_020, OptionalLong.of(40));
        assertStands(PriceState.DEGRADED, 10_008, 10_000, 10_016); // 0 0 3 40 50
        tick(5, 10_100, OptionalLong.of(30));
        assertStands(PriceState.DEGRADED, 10_008, 9_978, 10_038); // 0 3 30 40 50
        tick(5, 10_100, OptionalLong.of(Long.MAX_VALUE));
        tick(1, 9_990, OptionalLong.of(Long.MAX_VALUE));
        tick(2, 10_004, OptionalLong.of(Long.MAX_VALUE));
        assertStands(PriceState.DEGRADED, 10_008, 1, 1_000_000_000);
    }

    @Test
    void shouldDegradeOnlyAnIntervalWiderThanAllowed() {
        guard(edit -> edit.maxConfidencePpm = OptionalInt.of(1_000));
        tick(1, 10_000, OptionalLong.of(10));
        assertStands(PriceState.VALID, 10_000, 10_000, 10_000);
        tick(1, 10_000, OptionalLong.of(11));
        assertStands(PriceState.DEGRADED, 10_000, 9_989, 10_011);
    }

    @Test
    void shouldCountOnlyWhoIsYoungEnough() {
        guard(edit -> edit.quorum = 2);
        tick(1, 10_000);
        now += 1;
        tick(2, 10_000);
        now = START + SECOND_NS; // source 1 is as old as it may be
        assertEquals(List.of(), timer());
        now++;
        final PriceStateChange change = changes(timer()).get(0);
        assertEquals(PriceState.DEGRADED, change.current());
        assertEquals(List.of(1, 1), List.of(change.fresh(), change.kept()));
        assertEquals(OptionalInt.empty(), change.source());
        now++;
        assertEquals(PriceState.HALTED, changes(timer()).get(0).current());
        assertStands(PriceState.HALTED, 10_000, 10_000, 10_000);
    }

    // ---- out of proportion

    @Test
    void shouldMoveTheSlowPriceByTheCandidateBeforeInStepsOfASixtyFourth() {
        guard(edit -> {
            edit.haltFactor = OptionalInt.of(2);
            edit.slowNs = 6_400;
        });
        tick(1, 10_000);
        now += 99;
        tick(1, 9_993);
        assertSlow(10_000, START); // 99 * 64 < 6400
        now += 1;
        tick(1, 9_000);
        assertSlow(9_999, START + 100); // floor(-7 * 100 / 6400)
        now += SECOND_NS; // no more than all of it
        tick(1, 9_001);
        assertSlow(9_000, now);
        tick(1, 18_000);
        assertStands(PriceState.VALID, 18_000, 18_000, 18_000); // just twice as much
        tick(1, 18_001);
        assertStands(PriceState.HALTED, 18_000, 18_000, 18_000);
        tick(1, 4_500);
        assertStands(PriceState.VALID, 4_500, 4_500, 4_500);
        tick(1, 4_499);
        assertStands(PriceState.HALTED, 4_500, 4_500, 4_500);
    }

    private void assertSlow(final long value, final long atNs) {
        assertEquals(Optional.of(new GuardedPrice.Slow(BigInteger.valueOf(value), atNs)), known().slow());
    }

    @Test
    void shouldResumeAfterSoManyTicksInAgreementButNotAtATimer() {
        guard(edit -> {
            edit.haltFactor = OptionalInt.of(2);
            edit.slowNs = 1L << 50;
            edit.resumeTicks = 2;
        });
        tick(1, 10_000);
        timer();
        assertEquals(PriceState.HALTED, known().stand().state());
        tick(1, 10_000);
        assertEquals(PriceState.VALID, known().stand().state());
        tick(1, 30_000);
        tick(1, 10_000);
        tick(1, 30_000); // begins to count anew
        tick(1, 10_001);
        assertStands(PriceState.HALTED, 10_000, 10_000, 10_000);
        tick(1, 10_001);
        assertStands(PriceState.VALID, 10_001, 10_001, 10_001);
    }

    @Test
    void shouldNotBeginWithADegradedPrice() {
        guard(SECOND, edit -> edit.quorum = 2);
        assertEquals(List.of(), tick(SECOND, 1, 500, OptionalLong.empty(), now, true));
        assertEquals(Optional.empty(), play.state().prices().of(SECOND));
        final PriceStateChange change =
                changes(tick(SECOND, 2, 502, OptionalLong.empty(), now, true)).get(0);
        assertEquals(501, change.value());
        assertEquals(PriceState.VALID, change.current());
    }

    // ---- dwells

    @Test
    void shouldDwellOnAJumpUntilItIsBack() {
        guardWithDwell();
        tick(1, 10_100); // just 1 %
        assertStands(PriceState.VALID, 10_100, 10_100, 10_100);
        tick(1, 10_000);
        final PriceStateChange opened = changes(tick(1, 10_101)).get(0);
        assertEquals(PriceState.VALID, opened.previous());
        assertEquals(true, opened.dwelling());
        assertStands(PriceState.VALID, 10_101, 10_000, 10_101);
        assertEquals(
                Optional.of(new Dwell(BigInteger.valueOf(10_000), START + 500)),
                known().stand().dwell());
        tick(1, 10_150); // it moves, and dwells on
        assertStands(PriceState.VALID, 10_150, 10_000, 10_150);
        final PriceStateChange closed = changes(tick(1, 10_100)).get(0);
        assertEquals(false, closed.dwelling());
        assertStands(PriceState.VALID, 10_100, 10_100, 10_100);
    }

    @Test
    void shouldDwellNoLongerThanItsTimeAndAnewOnAnotherJump() {
        guardWithDwell();
        tick(1, 10_000);
        tick(1, 9_000);
        assertStands(PriceState.VALID, 9_000, 9_000, 10_000);
        now = START + 499;
        assertEquals(List.of(), changes(timer()));
        now++;
        assertEquals(false, changes(timer()).get(0).dwelling());
        assertStands(PriceState.VALID, 9_000, 9_000, 9_000);
        tick(1, 8_000);
        now += 500;
        final PriceStateChange another = changes(tick(1, 7_000)).get(0);
        assertEquals(true, another.dwelling());
        assertStands(PriceState.VALID, 7_000, 7_000, 8_000);
    }
}
