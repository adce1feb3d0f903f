package io.plimsoll.engine.differential;

import static io.plimsoll.engine.differential.NaivePlay.FIRST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.naive.GuardedPrice;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.Output.PriceStateChange;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One guarded price and one account at its requirement, played by the naive engine: what the tests of guards share. */
abstract class NaiveGuardPlay {
    static final long START = 1_700_000_000_000_000_000L;
    static final long SECOND_NS = 1_000_000_000L;

    final NaivePlay play = NaivePlay.longOneAtHundred(); // FIRST at 100.00, exactly at its requirement
    long now = START;
    private long sequence = 1_000;

    List<Output> guard(final Consumer<GuardEdit> change) {
        return guard(FIRST, change);
    }

    List<Output> guard(final long priceId, final Consumer<GuardEdit> change) {
        play.apply(out -> out.guard(GuardEdit.guard(priceId, change)));
        return play.apply(out -> out.definitionsCommit(1));
    }

    /** One source makes a price VALID before so many are asked for. */
    void validAt(final long priceId, final long value) {
        guard(priceId, edit -> {});
        tick(priceId, 1, value, OptionalLong.empty(), now, true);
    }

    List<Output> tick(final int source, final long value) {
        return tick(source, value, OptionalLong.empty());
    }

    List<Output> tick(final int source, final long value, final OptionalLong confidence) {
        return tick(FIRST, source, value, confidence, now, true);
    }

    List<Output> tick(
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

    List<Output> timer() {
        return play.apply(out -> {
            out.eventNs(now);
            out.timer(now);
        });
    }

    GuardedPrice known() {
        return play.state().prices().guarded(FIRST).orElseThrow();
    }

    void assertStands(final PriceState state, final long price, final long low, final long high) {
        final GuardedPrice.Stand stand = known().stand();
        assertEquals(state, stand.state());
        assertEquals(
                List.of(price, low, high),
                List.of(
                        stand.price().orElseThrow().longValueExact(),
                        stand.low().longValueExact(),
                        stand.high().longValueExact()));
    }

    static List<FlagReason> flags(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.InputFlagged.class::isInstance)
                .map(output -> ((Output.InputFlagged) output).reason())
                .toList();
    }

    static List<WithheldReason> withheld(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Withheld.class::isInstance)
                .map(output -> ((Output.Withheld) output).reason())
                .toList();
    }

    static List<Output.Order> orders(final List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Order.class::isInstance)
                .map(Output.Order.class::cast)
                .toList();
    }

    static List<PriceStateChange> changes(final List<Output> outputs) {
        return outputs.stream()
                .filter(PriceStateChange.class::isInstance)
                .map(PriceStateChange.class::cast)
                .toList();
    }

    void guardWithDwell() {
        guard(edit -> {
            edit.dwellPpm = OptionalInt.of(10_000);
            edit.dwellNs = 500;
        });
    }
}
