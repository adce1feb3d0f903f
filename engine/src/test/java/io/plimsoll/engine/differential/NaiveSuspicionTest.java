package io.plimsoll.engine.differential;

import static io.plimsoll.engine.differential.NaivePlay.FIRST;
import static io.plimsoll.engine.differential.NaivePlay.SOURCE;
import static io.plimsoll.engine.differential.NaivePlay.USD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Who is suspect, and until when. Each time the account is long 1.000 at 100.00 with 5.00, and a cent less takes it
 * below its requirement: what follows tells whether it is suspect.
 */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class NaiveSuspicionTest {
    private static final int OTHER = 8;
    private static final BigInteger COST = BigInteger.valueOf(10_000_000);

    private final NaivePlay play = NaivePlay.longOneAtHundred();

    @Test
    void shouldStaySuspectWhenAnotherSourceSpeaks() {
        loseOneFact();
        final List<Output> outputs = play.apply(out -> out.transfer(1, USD, -1, OTHER, 1));
        assertEquals(List.of(WithheldReason.SUSPECT), withheld(outputs));
        assertTrue(play.unit(1).suspectFlag());
    }

    @Test
    void shouldNotBeSuspectByChangingASourceWithoutAGap() {
        final List<Output> outputs = play.apply(out -> out.transfer(1, USD, -1, OTHER, 1));
        assertEquals(1, orders(outputs));
        assertFalse(play.unit(1).suspectFlag());
    }

    @Test
    void shouldTrustTheSnapshotOfAnotherSource() {
        loseOneFact();
        play.apply(out -> out.positionSnapshot(1, FIRST, 1_000, COST, true, false, OTHER, 1));
        final List<Output> outputs = play.apply(out -> out.balanceSnapshot(1, USD, 499, false, true, OTHER, 2));
        assertEquals(1, orders(outputs));
        assertFalse(play.unit(1).suspectFlag());
    }

    @Test
    void shouldNotForgiveAGapInsideASnapshot() {
        play.apply(out -> out.positionSnapshot(1, FIRST, 1_000, COST, true, false, SOURCE, play.nextFact()));
        play.nextFact(); // lost
        final List<Output> outputs =
                play.apply(out -> out.balanceSnapshot(1, USD, 499, false, true, SOURCE, play.nextFact()));
        assertEquals(FlagReason.SEQUENCE_GAP, ((Output.InputFlagged) outputs.get(0)).reason());
        assertEquals(List.of(WithheldReason.SUSPECT), withheld(outputs));
        play.apply(out -> out.positionSnapshot(1, FIRST, 1_000, COST, true, false, SOURCE, play.nextFact()));
        assertEquals(
                1, orders(play.apply(out -> out.balanceSnapshot(1, USD, 499, false, true, SOURCE, play.nextFact()))));
    }

    @Test
    void shouldForgiveTheGapThatTheFirstRecordOfASnapshotTells() {
        play.nextFact(); // lost
        play.apply(out -> out.positionSnapshot(1, FIRST, 1_000, COST, true, false, SOURCE, play.nextFact()));
        assertEquals(
                1, orders(play.apply(out -> out.balanceSnapshot(1, USD, 499, false, true, SOURCE, play.nextFact()))));
    }

    @Test
    void shouldBeSuspectFromTheMomentThatASnapshotIsSpoilt() {
        final List<Output> outputs =
                play.apply(out -> out.balanceSnapshot(1, 66, 1, true, false, SOURCE, play.nextFact()));
        assertEquals(FlagReason.UNKNOWN_ASSET, ((Output.InputFlagged) outputs.get(0)).reason());
        assertEquals(OptionalLong.of(66), ((Output.InputFlagged) outputs.get(0)).subjectId());
        assertEquals(List.of(WithheldReason.SUSPECT), withheld(play.tick(FIRST, 9_999)));
        play.apply(out -> out.balanceSnapshot(1, USD, 1_000, false, true, SOURCE, play.nextFact()));
        assertEquals(BigInteger.valueOf(500), play.unit(1).legs().balance(USD));
        assertTrue(play.unit(1).suspectFlag());
    }

    @Test
    void shouldStageNoLegForAZeroAndTakeBackTheEarlierOne() {
        play.apply(out -> out.balanceSnapshot(1, USD, 500, true, false, SOURCE, play.nextFact()));
        play.apply(out -> out.positionSnapshot(1, FIRST, 1_000, COST, false, false, SOURCE, play.nextFact()));
        play.apply(out -> out.balanceSnapshot(1, USD, 700, false, false, SOURCE, play.nextFact()));
        play.apply(out -> out.positionSnapshot(1, FIRST, 0, COST, false, true, SOURCE, play.nextFact()));
        final SortedMap<Long, BigInteger> balances = new TreeMap<>();
        balances.put(USD, BigInteger.valueOf(700));
        assertEquals(balances, play.unit(1).legs().balances());
        assertTrue(play.unit(1).legs().positions().isEmpty());
    }

    private void loseOneFact() {
        play.nextFact();
        final Output.InputFlagged flag = (Output.InputFlagged) play.cash(2, 1).get(0);
        assertEquals(FlagReason.SEQUENCE_GAP, flag.reason());
    }

    private static long orders(final List<Output> outputs) {
        return outputs.stream().filter(Output.Order.class::isInstance).count();
    }

    private static List<WithheldReason> withheld(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Withheld.class::isInstance)
                .map(output -> ((Output.Withheld) output).reason())
                .toList();
    }
}
