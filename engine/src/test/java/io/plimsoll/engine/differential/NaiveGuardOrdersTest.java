package io.plimsoll.engine.differential;

import static io.plimsoll.engine.differential.NaivePlay.FIRST;
import static io.plimsoll.engine.differential.NaivePlay.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What guards keep from being ordered, from being taken and from being defined, by hand as in {@link NaiveGuardTest}. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class NaiveGuardOrdersTest extends NaiveGuardPlay {
    // ---- orders

    @Test
    void shouldLiquidateAtADegradedPriceOnlyWhoIsBelowAtTheBound() {
        validAt(FIRST, 10_000);
        guard(edit -> edit.quorum = 2);
        // at 99.99 it lacks a cent; at the last valid price, 100.00, it is exactly at its requirement
        assertEquals(List.of(WithheldReason.PRICE_DEGRADED), withheld(tick(1, 9_999)));
        assertEquals(List.of(), withheld(tick(1, 9_998))); // it was told
        final Output.Order order = orders(play.cash(1, -1)).get(0);
        assertEquals(PriceState.DEGRADED, order.prices().get(0).state());
        assertEquals(9_998, order.markPrice());
    }

    @Test
    void shouldBelieveNoSingleSourceBeforeSeveralHaveAgreedOnce() {
        guard(edit -> edit.quorum = 2);
        for (int time = 0; time < 5; time++) {
            assertEquals(List.of(), orders(tick(1, 5_000)));
        }
        assertEquals(PriceState.HALTED, known().stand().state());
        assertEquals(List.of(), orders(play.cash(1, -1)));
    }

    @Test
    void shouldCountOrdersInFlightAsDoneAtTheBound() {
        validAt(FIRST, 10_000);
        assertEquals(1, orders(tick(1, 9_999)).size());
        guard(edit -> edit.quorum = 2);
        assertEquals(List.of(), orders(tick(1, 9_000))); // at 99.99 what is not ordered is covered
    }

    @Test
    void shouldBoundAPriceAtOnceThatCountedAsValid() {
        validAt(FIRST, 10_000);
        guard(edit -> {
            edit.quorum = 2;
            edit.degraded = DegradedAction.NEVER;
        });
        tick(1, 9_000);
        assertEquals(List.of(), orders(guard(edit -> edit.quorum = 2)));
        assertStands(PriceState.DEGRADED, 9_000, 9_000, 10_000);
    }

    @Test
    void shouldFindWhoWaitedForAnyFreshSourceThoughThePriceIsAsItWas() {
        validAt(FIRST, 10_000);
        now += SECOND_NS + 1;
        play.apply(out -> {
            out.eventNs(now);
            out.marker(1);
        });
        assertEquals(List.of(WithheldReason.PRICE_HALTED), withheld(play.cash(1, -1)));
        assertEquals(1, orders(tick(1, 10_000)).size()); // with no Timer between
    }

    @Test
    void shouldTakeTheLowerBoundForAShort() {
        play.tick(SECOND, 10_000);
        play.open(2);
        play.cash(2, 500);
        play.fill(2, SECOND, -1_000, 10_000);
        validAt(SECOND, 10_000);
        guard(SECOND, edit -> edit.quorum = 2);
        assertEquals(
                List.of(WithheldReason.PRICE_DEGRADED),
                withheld(tick(SECOND, 1, 10_001, OptionalLong.empty(), now, true)));
        assertEquals(1, orders(play.cash(2, -1)).size());
    }

    @Test
    void shouldDoWithADegradedPriceAsTheGuardSays() {
        validAt(FIRST, 10_000);
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
    void shouldKeepNobodyOutByAPriceThatTooFewStandBehind() {
        guard(edit -> {
            edit.collarPpm = OptionalInt.of(1_000);
            edit.quorum = 2;
        });
        tick(1, 10_000);
        tick(2, 10_000);
        tick(2, 10_000);
        assertEquals(List.of(FlagReason.PRICE_OUTSIDE_COLLAR), flags(tick(2, 9_000)));
        now += SECOND_NS + 1;
        tick(1, 10_000); // alone
        assertEquals(PriceState.DEGRADED, known().stand().state());
        assertEquals(List.of(), flags(tick(2, 9_000)));
    }

    @Test
    void shouldTakeANewSourceInThePlaceOfTheOneSilentForLongest() {
        guard(edit -> {});
        for (int source = 1; source <= 16; source++) {
            now += source == 4 ? 10 : 0;
            tick(source, 10_000);
        }
        now += SECOND_NS;
        assertEquals(List.of(), flags(tick(17, 10_000)));
        assertEquals(16, known().ticks().size());
        assertEquals(false, known().ticks().containsKey(1)); // of three the lowest
        assertEquals(true, known().ticks().containsKey(2));
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
