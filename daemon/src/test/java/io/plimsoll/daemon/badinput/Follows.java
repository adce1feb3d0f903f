package io.plimsoll.daemon.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What may follow bad input, as assertions. */
final class Follows {
    private Follows() {}

    /** The record is refused with that reason, counted, said once, and leaves no trace: its twin that never saw it is in the same state. */
    static void refusedPrice(
            final Supplier<SmallMarket> market,
            final FlagReason reason,
            final Function<SmallMarket, List<Output>> badPrice) {
        final SmallMarket told = market.get();
        final SmallMarket spared = market.get();
        final long refused = told.counters().pricesRefused;
        final List<Output> outputs = badPrice.apply(told);
        assertEquals(1, outputs.size(), outputs::toString);
        final Output.InputFlagged flag = (Output.InputFlagged) outputs.get(0);
        assertEquals(reason, flag.reason());
        assertEquals(Disposition.REFUSED, flag.disposition());
        assertEquals(refused + 1, told.counters().pricesRefused);
        final long hash = told.hash();
        assertEquals(List.of(), badPrice.apply(told), "a streak is told once");
        assertEquals(refused + 2, told.counters().pricesRefused);
        assertEquals(hash, told.hash());
        spared.nextTick();
        spared.nextTick();
        spared.apply(out -> out.marker(1));
        spared.apply(out -> out.marker(2));
        sameAfterwards(told, spared);
    }

    /** Two markets go on alike: the honest ticks that end streaks of refusals bring the same, and leave the same state. */
    static void sameAfterwards(final SmallMarket told, final SmallMarket spared) {
        told.honestTicks();
        spared.honestTicks();
        assertEquals(spared.hash(), told.hash(), "a trace is left");
    }

    /** The record changes nothing at all, and nothing is said. */
    static void dropped(final SmallMarket market, final Consumer<SmallMarket> record) {
        final long hash = market.hash();
        final long duplicates = market.counters().factsDuplicate;
        record.accept(market);
        assertEquals(duplicates + 1, market.counters().factsDuplicate);
        assertEquals(hash, market.hash());
    }

    /** A price may have been taken from its source, but it is not believed: it stands where it was and nobody is ordered for. */
    static void notBelieved(final SmallMarket market, final List<Output> outputs) {
        noOrder(outputs);
        assertEquals(SmallMarket.PRICE, market.price(SmallMarket.GUARDED).longValueExact());
    }

    static void noOrder(final List<Output> outputs) {
        assertFalse(outputs.stream().anyMatch(Output.Order.class::isInstance), () -> "an order: " + outputs);
    }

    static void order(final List<Output> outputs) {
        assertTrue(outputs.stream().anyMatch(Output.Order.class::isInstance), () -> "no order: " + outputs);
    }

    static void withheld(final List<Output> outputs, final WithheldReason reason) {
        noOrder(outputs);
        assertTrue(
                outputs.stream().anyMatch(output -> output instanceof Output.Withheld one && one.reason() == reason),
                () -> "not withheld " + reason + ": " + outputs);
    }

    static void flagged(
            final List<Output> outputs, final Disposition disposition, final FlagReason reason, final long account) {
        final OptionalLong concerned = account == 0 ? OptionalLong.empty() : OptionalLong.of(account);
        assertTrue(
                outputs.stream()
                        .anyMatch(output -> output instanceof Output.InputFlagged flag
                                && flag.reason() == reason
                                && flag.disposition() == disposition
                                && flag.accountId().equals(concerned)),
                () -> "not flagged " + reason + ": " + outputs);
    }

    /** The account gets no order while in doubt, whatever the price does; its next whole snapshot ends that. */
    static void suspectUntilSnapshot(final SmallMarket market, final long account) {
        assertTrue(account == 1, "the one that is long in what has no guard");
        market.later(SmallMarket.MILLISECOND);
        withheld(market.tick(1, SmallMarket.FREE, SmallMarket.PRICE - 1), WithheldReason.SUSPECT);
        order(market.snapshot(account));
    }
}
