package io.plimsoll.engine.differential;

import static io.plimsoll.engine.differential.NaivePlay.FIRST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What follows when a price source goes down, by hand as in {@link NaiveGuardTest}. */
@Timeout(value = 10, unit = TimeUnit.SECONDS)
class NaiveSourceDownTest extends NaiveGuardPlay {
    private List<Output> down(final int source) {
        return play.apply(out -> {
            out.eventNs(now);
            SourceRecords.down(out, source);
        });
    }

    // ---- without a guard: NaivePlay's ticks are of source 1

    @Test
    void shouldOrderNothingByAnOrphanedPriceUntilItIsPricedAgain() {
        assertEquals(List.of(), down(1));
        assertEquals(List.of(WithheldReason.PRICE_HALTED), withheld(play.cash(1, -1)));
        assertEquals(List.of(), play.cash(1, -1)); // it was told
        assertEquals(1, orders(play.tick(FIRST, 10_000)).size()); // as it was
    }

    @Test
    void shouldBelieveAnotherSourceInstead() {
        down(1);
        play.cash(1, -1);
        assertEquals(1, orders(tick(2, 10_000)).size());
        down(1);
        assertEquals(Set.of(), play.state().prices().orphans(), "whose price it is no longer");
        down(2);
        assertEquals(Set.of(FIRST), play.state().prices().orphans());
    }

    @Test
    void shouldLeaveOrdersInFlightAlone() {
        assertEquals(1, orders(play.tick(FIRST, 9_000)).size());
        assertEquals(List.of(), down(1));
        assertEquals(1, play.state().orders().size());
    }

    @Test
    void shouldSayNothingOfSourcesThatNobodyKnowsOrTwice() {
        assertEquals(List.of(), down(7));
        assertEquals(Set.of(), play.state().prices().orphans());
        down(1);
        assertEquals(List.of(), down(1));
    }

    @Test
    void shouldStandByAPriceThatAnOperatorSets() {
        down(1);
        play.cash(1, -1);
        assertEquals(
                1,
                orders(play.apply(out -> ActRecords.setPrice(out, FIRST, 10_000)))
                        .size());
        down(1);
        play.apply(out -> ActRecords.releasePrice(out, FIRST));
        down(1);
        assertEquals(Set.of(), play.state().prices().orphans());
    }

    // ---- guarded

    @Test
    void shouldCountASourceThatIsDownAsNotFreshAtOnce() {
        validAt(FIRST, 10_000);
        tick(2, 10_000);
        guard(edit -> edit.quorum = 2);
        timer();
        assertEquals(PriceState.VALID, known().stand().state());
        final Output.PriceStateChange degraded = changes(down(2)).get(0);
        assertEquals(PriceState.DEGRADED, degraded.current());
        assertEquals(List.of(1, 1), List.of(degraded.fresh(), degraded.kept()));
        assertEquals(OptionalInt.empty(), degraded.source());
        assertEquals(List.of(), down(2));
        assertEquals(PriceState.HALTED, changes(down(1)).get(0).current());
        timer();
        assertEquals(PriceState.HALTED, known().stand().state());
        tick(1, 10_000);
        tick(2, 10_000);
        assertEquals(PriceState.VALID, known().stand().state());
        assertEquals(Set.of(), known().down());
    }

    @Test
    void shouldLeaveAPriceInHandAsItIs() {
        validAt(FIRST, 10_000);
        play.apply(out -> ActRecords.setPrice(out, FIRST, 10_000));
        assertEquals(List.of(), down(1));
        assertEquals(PriceState.VALID, known().stand().state());
        assertEquals(Set.of(1), known().down());
    }

    @Test
    void shouldGiveThePlaceOfOneThatIsDownToANewOne() {
        guard(edit -> {});
        for (int source = 1; source <= 16; source++) {
            now++;
            tick(source, 10_000);
        }
        down(5);
        tick(17, 10_000);
        assertEquals(false, known().ticks().containsKey(5));
        assertEquals(true, known().ticks().containsKey(1));
        now++;
        tick(5, 10_000); // no room: all are fresh
        assertEquals(false, known().ticks().containsKey(5));
    }

    @Test
    void shouldStayDownWhenItsTickIsRefused() {
        validAt(FIRST, 10_000);
        down(1);
        tick(FIRST, 1, 10_000, OptionalLong.empty(), now - 1, true); // older than its last
        assertEquals(Set.of(1), known().down());
    }

    @Test
    void shouldAdoptWhatIsGuardedFromNowOn() {
        down(1);
        guard(edit -> {});
        assertEquals(Set.of(), play.state().prices().orphans());
        assertEquals(PriceState.HALTED, known().stand().state());
    }
}
