package io.plimsoll.engine.differential;

import static io.plimsoll.engine.differential.NaivePlay.FIRST;
import static io.plimsoll.engine.differential.NaivePlay.SECOND;
import static io.plimsoll.engine.differential.NaivePlay.SOURCE;
import static io.plimsoll.engine.differential.NaivePlay.USD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page's paragraph AccountDifference, calculated by hand. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class NaiveReconciliationTest {
    private final NaivePlay play = NaivePlay.longOneAtHundred(); // account 1: 5.00, long 1.000 at 100.00

    /** Cash first, then FIRST; a quantity of 0 is left out. */
    private List<Output> snapshot(final long cents, final long quantity, final long cost) {
        final boolean isFlat = quantity == 0;
        final List<Output> outputs = new ArrayList<>(
                play.apply(out -> out.balanceSnapshot(1, USD, cents, true, isFlat, SOURCE, play.nextFact())));
        if (!isFlat) {
            outputs.addAll(play.apply(out -> out.positionSnapshot(
                    1, FIRST, quantity, BigInteger.valueOf(cost), false, true, SOURCE, play.nextFact())));
        }
        return outputs;
    }

    private static List<Output.AccountDifference> differences(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.AccountDifference.class::isInstance)
                .map(Output.AccountDifference.class::cast)
                .toList();
    }

    @Test
    void shouldSayNothingWhereBothSidesAgree() {
        assertEquals(List.of(), snapshot(500, 1_000, 10_000_000));
    }

    @Test
    void shouldTellBothSidesOfABalance() {
        final List<Output> outputs = snapshot(499, 1_000, 10_000_000);
        final Output.AccountDifference told = differences(outputs).get(0);
        assertEquals(OptionalLong.of(USD), told.assetId());
        assertEquals(OptionalLong.empty(), told.instrumentId());
        assertEquals(BigInteger.valueOf(500), told.ourUnits());
        assertEquals(BigInteger.valueOf(499), told.theirUnits());
        assertEquals(2, told.unitDecimals());
        assertEquals("account-1", told.accountName());
        // then what follows from the ledger: 4.99 < 5.00
        assertEquals(told, outputs.get(0));
        assertEquals(Verdict.LIQUIDATE, ((Output.UnitStateChange) outputs.get(1)).current());
        assertEquals(1, differences(outputs).size());
        assertEquals(BigInteger.valueOf(499), play.unit(1).legs().balance(USD));
    }

    @Test
    void shouldTellLegsThatOneSideDoesNotHaveInOrderOfLeg() {
        play.fill(1, SECOND, 1, 10_000);
        final List<Output.AccountDifference> told = differences(snapshot(500, 0, 0));
        assertEquals(2, told.size());
        assertEquals(OptionalLong.of(FIRST), told.get(0).instrumentId());
        assertEquals(BigInteger.valueOf(1_000), told.get(0).ourUnits());
        assertEquals(BigInteger.valueOf(10_000_000), told.get(0).ourCost());
        assertEquals(BigInteger.ZERO, told.get(0).theirUnits());
        assertEquals(BigInteger.ZERO, told.get(0).theirCost());
        assertEquals(3, told.get(0).unitDecimals());
        assertEquals(2, told.get(0).priceDecimals());
        assertEquals(OptionalLong.of(SECOND), told.get(1).instrumentId());
        // and back again
        final List<Output.AccountDifference> back = differences(snapshot(500, 1_000, 10_000_000));
        assertEquals(1, back.size());
        assertEquals(BigInteger.ZERO, back.get(0).ourUnits());
        assertEquals(BigInteger.valueOf(10_000_000), back.get(0).theirCost());
    }

    @Test
    void shouldCompareCostsWithFundingSettled() {
        play.funding(FIRST, 3); // owes 0.03 for each of 1.000
        assertEquals(List.of(), differences(snapshot(500, 1_000, 10_003_000)));
        play.funding(FIRST, 4);
        final List<Output.AccountDifference> told = differences(snapshot(500, 1_000, 10_003_000));
        assertEquals(BigInteger.valueOf(10_004_000), told.get(0).ourCost());
        assertEquals(BigInteger.valueOf(10_003_000), told.get(0).theirCost());
        assertEquals(told.get(0).ourUnits(), told.get(0).theirUnits());
    }

    @Test
    void shouldSayNothingOfAnAccountInDoubtAndBeginAgainAfterIt() {
        play.nextFact(); // lost
        assertTrue(differences(snapshot(77, 1_000, 10_000_000)).isEmpty());
        assertEquals(1, differences(snapshot(78, 1_000, 10_000_000)).size());
        play.apply(out -> out.transfer(1, 55_555, 1, SOURCE, play.nextFact())); // an unknown asset
        assertTrue(play.unit(1).suspectFlag());
        assertTrue(differences(snapshot(79, 1_000, 10_000_000)).isEmpty());
        assertFalse(play.unit(1).suspectFlag());
    }

    @Test
    void shouldSayNothingOfAnAccountsFirstBook() {
        play.open(2);
        assertEquals(
                List.of(), play.apply(out -> out.balanceSnapshot(2, USD, 500, true, true, SOURCE, play.nextFact())));
        // by now it has one, if an empty one
        play.apply(out -> out.balanceSnapshot(2, USD, 0, true, true, SOURCE, play.nextFact()));
        final List<Output> outputs =
                play.apply(out -> out.balanceSnapshot(2, USD, 500, true, true, SOURCE, play.nextFact()));
        assertEquals(BigInteger.ZERO, differences(outputs).get(0).ourUnits());
    }
}
