package io.plimsoll.engine.differential;

import static io.plimsoll.engine.differential.NaivePlay.FIRST;
import static io.plimsoll.engine.differential.NaivePlay.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.naive.GuardedPrice;
import io.plimsoll.engine.naive.GuardedPrice.Dwell;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Output.PriceStateChange;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guarded prices, by numbers small enough to work out by hand: cents, and nanoseconds from the start. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class NaiveGuardTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final NaivePlay play = NaivePlay.longOneAtHundred(); // FIRST at 100.00, exactly at its requirement
    private long now = START;
    private long sequence = 1_000;

    private List<Output> guard(final Consumer<GuardEdit> change) {
        return guard(FIRST, change);
    }

    private List<Output> guard(final long priceId, final Consumer<GuardEdit> change) {
        play.apply(out -> out.guard(GuardEdit.guard(priceId, change)));
        return play.apply(out -> out.definitionsCommit(1));
    }

    private List<Output> tick(final int source, final long value) {
        return tick(source, value, OptionalLong.empty());
    }

    private List<Output> tick(final int source, final long value, final OptionalLong confidence) {
        return tick(FIRST, source, value, confidence, now, true);
    }

    private List<Output> tick(
            final long priceId,
            final int source,
            final long value,
            final OptionalLong confidence,
            final long publishNs,
            final boolean isEnd) {
        return play.apply(out -> {
            out.eventNs(now);
            out.priceTick(priceId, value, confidence, publishNs, source, ++sequence, isEnd);
        });
    }

    private List<Output> timer() {
        return play.apply(out -> {
            out.eventNs(now);
            out.timer(now);
        });
    }

    private GuardedPrice known() {
        return play.state().prices().guarded(FIRST).orElseThrow();
    }

    private void assertStands(final PriceState state, final long price, final long low, final long high) {
        final GuardedPrice.Stand stand = known().stand();
        assertEquals(state, stand.state());
        assertEquals(
                List.of(price, low, high),
                List.of(
                        stand.price().orElseThrow().longValueExact(),
                        stand.low().longValueExact(),
                        stand.high().longValueExact()));
    }

    private static List<FlagReason> flags(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.InputFlagged.class::isInstance)
                .map(output -> ((Output.InputFlagged) output).reason())
                .toList();
    }

    private static List<WithheldReason> withheld(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Withheld.class::isInstance)
                .map(output -> ((Output.Withheld) output).reason())
                .toList();
    }

    private static List<Output.Order> orders(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Order.class::isInstance)
                .map(Output.Order.class::cast)
                .toList();
    }

    private static List<PriceStateChange> changes(final List<Output> outputs) {
        return outputs.stream()
                .filter(PriceStateChange.class::isInstance)
                .map(PriceStateChange.class::cast)
                .toList();
    }

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

    private void guardWithDwell() {
        guard(edit -> {
            edit.dwellPpm = OptionalInt.of(10_000);
            edit.dwellNs = 500;
        });
    }

    // ---- orders

    @Test
    void shouldLiquidateAtADegradedPriceOnlyWhoIsBelowAtTheBound() {
        guard(edit -> edit.quorum = 2);
        // at 99.99 it lacks a cent; at the last valid price, 100.00, it is exactly at its requirement
        assertEquals(List.of(WithheldReason.PRICE_DEGRADED), withheld(tick(1, 9_999)));
        assertEquals(List.of(), withheld(tick(1, 9_998))); // it was told
        final Output.Order order = orders(play.cash(1, -1)).get(0);
        assertEquals(PriceState.DEGRADED, order.prices().get(0).state());
        assertEquals(9_998, order.markPrice());
    }

    @Test
    void shouldTakeTheLowerBoundForAShort() {
        play.tick(SECOND, 10_000);
        play.open(2);
        play.cash(2, 500);
        play.fill(2, SECOND, -1_000, 10_000);
        guard(SECOND, edit -> edit.quorum = 2);
        assertEquals(
                List.of(WithheldReason.PRICE_DEGRADED),
                withheld(tick(SECOND, 1, 10_001, OptionalLong.empty(), now, true)));
        assertEquals(1, orders(play.cash(2, -1)).size());
    }

    @Test
    void shouldDoWithADegradedPriceAsTheGuardSays() {
        guard(edit -> {
            edit.quorum = 2;
            edit.degraded = DegradedAction.NEVER;
        });
        tick(1, 9_000);
        assertEquals(Optional.of(WithheldReason.PRICE_DEGRADED), play.unit(1).withheld());
        final List<Output> outputs = guard(edit -> {
            edit.quorum = 2;
            edit.degraded = DegradedAction.AS_VALID;
        });
        assertEquals(1, orders(outputs).size());
    }

    @Test
    void shouldLiquidateAfterADwellWhoIsStillBelow() {
        guardWithDwell();
        tick(1, 10_000);
        assertEquals(List.of(WithheldReason.PRICE_DWELL), withheld(tick(1, 9_800)));
        now += 500;
        assertEquals(1, orders(timer()).size());
    }

    @Test
    void shouldNotLiquidateByAPriceThatIsStaleThoughNothingSaidSo() {
        guard(edit -> {});
        tick(1, 10_000);
        now += SECOND_NS + 1;
        play.apply(out -> {
            out.eventNs(now);
            out.marker(1);
        });
        assertEquals(List.of(WithheldReason.PRICE_HALTED), withheld(play.cash(1, -1)));
        assertEquals(List.of(), orders(timer()));
        assertEquals(1, orders(tick(1, 10_000)).size());
    }

    @Test
    void shouldTellTheAgeOfTheNewestOfThoseThatMadeThePrice() {
        guard(edit -> edit.outlierMads = OptionalInt.of(1));
        tick(FIRST, 1, 9_999, OptionalLong.empty(), START - 50, true); // ordered at once, all it needs
        play.apply(out -> out.kill("test", "again"));
        play.apply(out -> out.arm("test", "again"));
        tick(FIRST, 2, 9_999, OptionalLong.empty(), START - 70, true);
        play.apply(out -> out.kill("test", "again"));
        tick(FIRST, 3, 9_000, OptionalLong.empty(), START, true); // an outlier
        final Output.Order order =
                orders(play.apply(out -> out.arm("test", "again"))).get(0);
        assertEquals(50, order.prices().get(0).ageNs());
    }

    // ---- groups

    @Test
    void shouldWaitForTheLastPriceOfAGroup() {
        guard(edit -> {});
        tick(1, 10_000);
        final List<Output> first = tick(FIRST, 1, 9_999, OptionalLong.empty(), now, false);
        assertEquals(List.of(WithheldReason.OUT_OF_GROUP), withheld(first));
        tick(FIRST, 2, 0, OptionalLong.empty(), now, false); // refused, and yet it opens another
        assertEquals(List.of(), orders(tick(77, 1, 1, OptionalLong.empty(), now, true))); // unknown, and yet it closes
        assertEquals(List.of(2), List.copyOf(play.state().groups().open()));
        assertEquals(
                1,
                orders(tick(SECOND, 2, 10_000, OptionalLong.empty(), now, true)).size());
    }

    @Test
    void shouldWaitForNoGroupBeyondATimer() {
        guard(edit -> {});
        tick(1, 10_000);
        tick(FIRST, 1, 9_999, OptionalLong.empty(), now, false);
        assertEquals(1, orders(timer()).size());
    }

    @Test
    void shouldOpenGroupsOfSixtyFourSourcesAndOfGuardedIdsAlone() {
        tick(SECOND, 99, 10_000, OptionalLong.empty(), now, false);
        guard(edit -> {});
        for (int source = 1; source <= 65; source++) {
            tick(FIRST, source, 0, OptionalLong.empty(), now, false);
        }
        assertEquals(64, play.state().groups().open().size());
        timer();
        tick(FIRST, 65, 0, OptionalLong.empty(), now, false);
        assertEquals(0, play.state().groups().open().size());
        tick(FIRST, 64, 0, OptionalLong.empty(), now, false);
        assertEquals(1, play.state().groups().open().size());
    }

    // ---- refusals

    @Test
    void shouldRefuseWhatIsMoreThanTwoSecondsAhead() {
        guard(edit -> {});
        assertEquals(List.of(), flags(tick(FIRST, 1, 10_000, OptionalLong.empty(), now + 2 * SECOND_NS, true)));
        assertEquals(
                List.of(FlagReason.PRICE_FUTURE),
                flags(tick(FIRST, 1, 10_000, OptionalLong.empty(), now + 2 * SECOND_NS + 1, true)));
    }

    @Test
    void shouldRefuseWhatIsOlderThanItsOwnSourceSaid() {
        guard(edit -> {});
        tick(FIRST, 1, 10_000, OptionalLong.empty(), now, true);
        assertEquals(List.of(), flags(tick(FIRST, 2, 10_000, OptionalLong.empty(), now - 9, true)));
        assertEquals(
                List.of(), flags(tick(FIRST, 2, 10_000, OptionalLong.empty(), now - 9, true))); // later in sequence
        assertEquals(
                List.of(FlagReason.PRICE_OLDER), flags(tick(FIRST, 2, 10_000, OptionalLong.empty(), now - 10, true)));
    }

    @Test
    void shouldRefuseWhatIsOutsideTheCollarOfThePriceInForceUnlessHalted() {
        guard(edit -> {
            edit.collarPpm = OptionalInt.of(1_000);
            edit.quorum = 1;
        });
        assertEquals(List.of(), flags(tick(1, 20_000))); // HALTED: at any distance
        assertEquals(List.of(), flags(tick(1, 20_020)));
        assertEquals(List.of(), flags(tick(2, 20_000))); // now 20010
        assertEquals(List.of(FlagReason.PRICE_OUTSIDE_COLLAR), flags(tick(1, 20_031)));
        assertEquals(List.of(), flags(tick(1, 20_030)));
    }

    @Test
    void shouldTellARefusalAgainOnlyOfAnotherSourceOrForAnotherReason() {
        guard(edit -> {});
        tick(1, 10_000);
        tick(2, 10_000);
        final List<FlagReason> notPositive = List.of(FlagReason.PRICE_NOT_POSITIVE);
        assertEquals(notPositive, flags(tick(1, 0)));
        assertEquals(List.of(), flags(tick(1, 0)));
        assertEquals(notPositive, flags(tick(2, 0)));
        assertEquals(notPositive, flags(tick(3, 0))); // strangers share one
        assertEquals(List.of(), flags(tick(4, 0)));
        tick(1, 10_000); // ends its own, and the strangers'
        assertEquals(notPositive, flags(tick(1, 0)));
        assertEquals(List.of(), flags(tick(2, 0)));
        assertEquals(notPositive, flags(tick(4, 0)));
    }

    @Test
    void shouldKnowSixteenSources() {
        guard(edit -> {});
        for (int source = 1; source <= 16; source++) {
            assertEquals(List.of(), flags(tick(source, 10_000)));
        }
        assertEquals(List.of(FlagReason.PRICE_TOO_MANY_SOURCES), flags(tick(17, 10_000)));
        assertEquals(List.of(), flags(tick(16, 10_001)));
    }

    // ---- definitions

    @Test
    void shouldRefuseAGuardBeyondItsBounds() {
        final List<Consumer<GuardEdit>> within = List.of(
                edit -> edit.quorum = 16,
                edit -> edit.maxAgeNs = 1,
                edit -> edit.maxAgeNs = 1L << 50,
                edit -> edit.collarPpm = OptionalInt.of(1),
                edit -> edit.outlierMads = OptionalInt.of(100),
                edit -> edit.outlierFloorPpm = 1_000_000,
                edit -> edit.maxConfidencePpm = OptionalInt.of(1_000_000),
                edit -> edit.haltFactor = OptionalInt.of(2),
                edit -> edit.haltFactor = OptionalInt.of(100),
                edit -> edit.slowNs = 1L << 50,
                edit -> edit.resumeTicks = 100,
                edit -> edit.dwellPpm = OptionalInt.of(1),
                edit -> edit.dwellNs = 1L << 50);
        final List<Consumer<GuardEdit>> beyond = List.of(
                edit -> edit.quorum = 0,
                edit -> edit.quorum = 17,
                edit -> edit.maxAgeNs = 0,
                edit -> edit.maxAgeNs = (1L << 50) + 1,
                edit -> edit.collarPpm = OptionalInt.of(0),
                edit -> edit.collarPpm = OptionalInt.of(1_000_001),
                edit -> edit.outlierMads = OptionalInt.of(0),
                edit -> edit.outlierMads = OptionalInt.of(101),
                edit -> edit.outlierFloorPpm = -1,
                edit -> edit.outlierFloorPpm = 1_000_001,
                edit -> edit.maxConfidencePpm = OptionalInt.of(0),
                edit -> edit.haltFactor = OptionalInt.of(1),
                edit -> edit.haltFactor = OptionalInt.of(101),
                edit -> edit.slowNs = 63,
                edit -> edit.slowNs = (1L << 50) + 1,
                edit -> edit.resumeTicks = 0,
                edit -> edit.resumeTicks = 101,
                edit -> edit.dwellPpm = OptionalInt.of(0),
                edit -> edit.dwellNs = -1,
                edit -> edit.dwellNs = (1L << 50) + 1);
        within.forEach(change -> assertEquals(List.of(), flags(guard(change))));
        beyond.forEach(change -> assertEquals(List.of(FlagReason.DEFINITIONS_INVALID), flags(guard(change))));
        for (final long noOnes : new long[] {0, 77}) {
            assertEquals(List.of(FlagReason.DEFINITIONS_INVALID), flags(guard(noOnes, edit -> {})));
        }
    }

    @Test
    void shouldKeepWhatItKnowsWhenTheGuardIsAnother() {
        guardWithDwell();
        tick(1, 10_000);
        tick(1, 9_000);
        guard(edit -> {});
        assertStands(PriceState.VALID, 9_000, 9_000, 10_000);
        assertEquals(false, changes(timer()).get(0).dwelling());
        assertStands(PriceState.VALID, 9_000, 9_000, 9_000);
    }
}
