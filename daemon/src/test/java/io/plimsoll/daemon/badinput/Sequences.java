package io.plimsoll.daemon.badinput;

import static io.plimsoll.daemon.badinput.SmallMarket.FREE;
import static io.plimsoll.daemon.badinput.SmallMarket.GUARDED;
import static io.plimsoll.daemon.badinput.SmallMarket.MILLISECOND;
import static io.plimsoll.daemon.badinput.SmallMarket.PRICE;
import static io.plimsoll.daemon.badinput.SmallMarket.SECOND;
import static io.plimsoll.daemon.badinput.SmallMarket.USD;
import static io.plimsoll.daemon.badinput.SmallMarket.VENUE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.badinput.BadInput.Family;
import io.plimsoll.engine.differential.SourceRecords;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;

/** Account records that are missing, come twice or out of their order. A price needs no predecessor: a lost one is only older. */
final class Sequences {
    private static final String GAP =
            "SEQUENCE_GAP told, every account of the source SUSPECT until its next snapshot: no order";

    private Sequences() {}

    static List<BadInput> classes() {
        return List.of(
                row("a gap of one", "record, line", GAP, random -> gap(random, 1)),
                row("a gap of a million", "record, line", GAP, random -> gap(random, 1_000_000)),
                row("a record that comes twice", "record", "dropped, counted, state unchanged", Sequences::duplicate),
                row(
                        "records in another order",
                        "record",
                        "the later one: a gap, as above; the earlier one behind it: dropped, counted, state unchanged",
                        Sequences::reorder),
                row(
                        "a source that counts from the beginning again",
                        "record",
                        "dropped, counted, state unchanged, until it is past where it was",
                        Sequences::reset),
                row(
                        "a sequence that wraps",
                        "record, line",
                        "the jump to the last number: a gap, as above; behind it: dropped; line: what 64 bits do not hold is refused at the door",
                        Sequences::wrap),
                row(
                        "a stale account snapshot",
                        "record",
                        "dropped, counted, state unchanged; nobody's doubt is cleared by it",
                        Sequences::staleSnapshot),
                row(
                        "silence",
                        "record",
                        "of the oracles: a guarded price is not believed, withheld PRICE_HALTED; unguarded: the last price stands until a SourceDown tells that its source is silent, withheld PRICE_HALTED",
                        Sequences::silence));
    }

    private static BadInput row(
            final String name, final String door, final String follows, final BadInput.Mutation mutation) {
        return new BadInput(Family.SEQUENCE, name, door, follows, mutation);
    }

    private static void gap(final SplittableRandom random, final long missing) {
        final SmallMarket market = SmallMarket.collared();
        market.lose(missing);
        final List<Output> outputs = market.transfer(5, random.nextLong(-100, 100));
        Follows.flagged(outputs, Disposition.APPLIED_SUSPECT, FlagReason.SEQUENCE_GAP, 0);
        Follows.suspectUntilSnapshot(market, 1);

        final SmallMarket byLine = SmallMarket.collared();
        final Doors doors = new Doors(byLine);
        doors.read(Doors.transferLine(byLine.lastFact() + 1 + missing, "account-2", "0.01"));
        Follows.flagged(doors.outputs(), Disposition.APPLIED_SUSPECT, FlagReason.SEQUENCE_GAP, 0);
        byLine.later(MILLISECOND);
        Follows.withheld(byLine.tick(1, FREE, PRICE - random.nextLong(1, 400)), WithheldReason.SUSPECT);
    }

    private static void duplicate(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final long cents = random.nextLong(1, 1_000);
        market.transfer(5, cents);
        final long sequence = random.nextBoolean() ? market.lastFact() : random.nextLong(0, market.lastFact() + 1);
        Follows.dropped(
                market,
                told -> assertEquals(List.of(), told.apply(out -> out.transfer(1, USD, -cents, VENUE, sequence))));
    }

    private static void reorder(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final long first = market.nextFact();
        market.lose(random.nextLong(0, 5));
        Follows.flagged(market.transfer(5, 1), Disposition.APPLIED_SUSPECT, FlagReason.SEQUENCE_GAP, 0);
        Follows.dropped(
                market, told -> assertEquals(List.of(), told.apply(out -> out.transfer(1, USD, -1, VENUE, first))));
        Follows.suspectUntilSnapshot(market, 1);
    }

    private static void reset(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final long from = random.nextLong(0, 3);
        for (long sequence = from; sequence <= market.lastFact(); sequence++) {
            final long again = sequence;
            Follows.dropped(
                    market,
                    told -> assertEquals(List.of(), told.apply(out -> out.transfer(1, USD, -again, VENUE, again))));
        }
        Follows.order(market.transfer(1, -random.nextLong(1, 400)));
    }

    private static void wrap(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        Follows.flagged(
                market.apply(out -> out.transfer(5, USD, 1, VENUE, Long.MAX_VALUE)),
                Disposition.APPLIED_SUSPECT,
                FlagReason.SEQUENCE_GAP,
                0);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            final long sequence = random.nextLong(0, 1L << random.nextInt(1, 63));
            Follows.dropped(
                    market,
                    told -> assertEquals(List.of(), told.apply(out -> out.transfer(1, USD, -1, VENUE, sequence))));
        }
        market.later(MILLISECOND);
        Follows.withheld(market.tick(1, FREE, PRICE - 1), WithheldReason.SUSPECT);
        final String beyond = new BigInteger("9223372036854775807")
                .add(BigInteger.valueOf(random.nextLong(1, 1L << random.nextInt(1, 63))))
                .toString();
        Doors.refuse(Doors.transferLine(7, "account-1", "-1").replace("\"7\"", '"' + beyond + '"'));
        Doors.refuse(Doors.transferLine(-random.nextInt(1, 9), "account-1", "-1"));
    }

    private static void staleSnapshot(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final long stale = market.lastFact() + 1;
        market.lose(2);
        market.lose(random.nextLong(1, 5)); // and with it the account's own record
        market.transfer(5, 1);
        Follows.dropped(
                market,
                told -> assertEquals(
                        List.of(), told.apply(out -> out.balanceSnapshot(1, USD, 500, true, false, VENUE, stale))));
        Follows.dropped(
                market,
                told -> assertEquals(
                        List.of(),
                        told.apply(out ->
                                out.positionSnapshot(1, FREE, 1, BigInteger.ONE, false, true, VENUE, stale + 1))));
        Follows.suspectUntilSnapshot(market, 1);
    }

    private static void silence(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        market.later(SmallMarket.MAX_AGE + random.nextLong(1, 86_400 * SECOND));
        final long loss = random.nextLong(1, 400);
        Follows.withheld(market.transfer(3, -loss), WithheldReason.PRICE_HALTED);
        assertEquals(PRICE, market.price(GUARDED).longValueExact());
        Follows.order(market.transfer(1, -loss));
        market.apply(out -> SourceRecords.down(out, SmallMarket.ORACLES.get(SmallMarket.ORACLES.size() - 1)));
        Follows.withheld(market.transfer(2, -loss), WithheldReason.PRICE_HALTED);
    }
}
