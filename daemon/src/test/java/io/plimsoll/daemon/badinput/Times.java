package io.plimsoll.daemon.badinput;

import static io.plimsoll.daemon.badinput.SmallMarket.FREE;
import static io.plimsoll.daemon.badinput.SmallMarket.GUARDED;
import static io.plimsoll.daemon.badinput.SmallMarket.PRICE;
import static io.plimsoll.daemon.badinput.SmallMarket.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.daemon.badinput.BadInput.Family;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.feed.FormatException;
import io.plimsoll.protocol.codec.FlagReason;
import java.util.List;
import java.util.SplittableRandom;

/** Times that cannot be, or are said in another unit. */
final class Times {
    private static final long YEAR = 365 * 86_400 * SECOND;

    private Times() {}

    static List<BadInput> classes() {
        return List.of(
                new BadInput(
                        Family.TIME,
                        "a publish time in the future",
                        "record",
                        "guarded: refused PRICE_FUTURE from 2 s on, no trace; unguarded: taken, and honest prices before that time are refused PRICE_OLDER",
                        Times::future),
                new BadInput(
                        Family.TIME,
                        "a publish time in the past",
                        "record",
                        "refused PRICE_OLDER, no trace",
                        Times::past),
                new BadInput(
                        Family.TIME,
                        "a publish time of zero",
                        "record",
                        "refused PRICE_OLDER, no trace; from a source of a guarded price that was not heard before: taken, never fresh, not believed",
                        Times::zero),
                new BadInput(
                        Family.TIME,
                        "a negative publish time",
                        "record, line",
                        "record: refused PRICE_OLDER, no trace; line: refused at the door",
                        Times::negative),
                new BadInput(
                        Family.TIME,
                        "a time in another unit: milliseconds sent as microseconds and the like",
                        "record, line, ticks",
                        "too small: refused PRICE_OLDER, no trace; too large: no 64 bits hold it, refused at the door",
                        Times::otherUnit),
                new BadInput(
                        Family.TIME,
                        "publish times that go back",
                        "record",
                        "each refused PRICE_OLDER, the first of them told, no trace",
                        Times::goingBack));
    }

    private static long anyLoss(final SplittableRandom random) {
        return PRICE + (random.nextBoolean() ? 1 : -1) * random.nextLong(1, 500);
    }

    private static int oracle(final SplittableRandom random) {
        return SmallMarket.ORACLES.get(random.nextInt(SmallMarket.ORACLES.size()));
    }

    private static void future(final SplittableRandom random) {
        final long ahead = random.nextBoolean() ? random.nextLong(1, 1_000) : random.nextLong(1, YEAR);
        final long value = anyLoss(random);
        final int source = oracle(random);
        Follows.refusedPrice(
                SmallMarket::collared,
                FlagReason.PRICE_FUTURE,
                market -> market.tick(source, GUARDED, value, market.nowNs() + 2 * SECOND + ahead));
        final SmallMarket market = SmallMarket.collared();
        Follows.order(market.tick(source, FREE, value, market.nowNs() + 2 * SECOND + ahead));
        final List<Output> honest = market.tick(source, FREE, PRICE);
        assertEquals(FlagReason.PRICE_OLDER, ((Output.InputFlagged) honest.get(0)).reason());
    }

    private static void past(final SplittableRandom random) {
        final long behind = random.nextBoolean() ? random.nextLong(1, 1_000) : random.nextLong(1, 50 * YEAR);
        older(random, behind);
    }

    // The last honest ticks were published at the market's time.
    private static void older(final SplittableRandom random, final long behind) {
        final long value = anyLoss(random);
        final int source = oracle(random);
        final long priceId = random.nextBoolean() ? FREE : GUARDED;
        Follows.refusedPrice(
                SmallMarket::collared,
                FlagReason.PRICE_OLDER,
                market -> market.tick(source, priceId, value, market.nowNs() - behind));
    }

    private static void zero(final SplittableRandom random) {
        final long value = anyLoss(random);
        final int source = oracle(random);
        final long priceId = random.nextBoolean() ? FREE : GUARDED;
        Follows.refusedPrice(
                SmallMarket::collared, FlagReason.PRICE_OLDER, market -> market.tick(source, priceId, value, 0));
        final SmallMarket market = SmallMarket.collared();
        Follows.notBelieved(market, market.tick(random.nextInt(4, 100), GUARDED, value, 0));
    }

    private static void negative(final SplittableRandom random) {
        final long value = anyLoss(random);
        final int source = oracle(random);
        final long priceId = random.nextBoolean() ? FREE : GUARDED;
        final long publishNs = -random.nextLong(1, 1L << random.nextInt(1, 62));
        Follows.refusedPrice(
                SmallMarket::collared,
                FlagReason.PRICE_OLDER,
                market -> market.tick(source, priceId, value, publishNs));
        Doors.refuse(Doors.priceLine(source, 1, "FREE", "99.00", publishNs));
    }

    private static void otherUnit(final SplittableRandom random) {
        final long divisor = List.of(1_000L, 1_000_000L, 1_000_000_000L).get(random.nextInt(3));
        final long value = anyLoss(random);
        final int source = oracle(random);
        final long priceId = random.nextBoolean() ? FREE : GUARDED;
        Follows.refusedPrice(
                SmallMarket::collared,
                FlagReason.PRICE_OLDER,
                market -> market.tick(source, priceId, value, market.nowNs() / divisor));
        final SmallMarket market = SmallMarket.collared();
        final String large = market.nowNs() + "000".repeat(random.nextInt(1, 4));
        Doors.refuse(Doors.priceLine(source, 1, "FREE", "99.00", 5).replace("\"5\"", '"' + large + '"'));
        final long milliseconds = market.nowNs() / 1_000_000;
        final String file = "ts,instrument,price\n" + milliseconds + "000,FREE,99.00\n";
        assertThrows(FormatException.class, () -> Recorded.read(file));
    }

    private static void goingBack(final SplittableRandom random) {
        final int source = oracle(random);
        final long priceId = random.nextBoolean() ? FREE : GUARDED;
        final SmallMarket told = SmallMarket.collared();
        final SmallMarket spared = SmallMarket.collared();
        final int ticks = random.nextInt(2, 10);
        long publishNs = told.nowNs();
        int flags = 0;
        for (int i = 0; i < ticks; i++) {
            publishNs -= random.nextLong(1, 3 * SECOND);
            final List<Output> outputs = told.tick(source, priceId, anyLoss(random), publishNs);
            flags += outputs.size();
            assertEquals(
                    List.of(),
                    outputs.stream()
                            .filter(output -> !(output instanceof Output.InputFlagged flag)
                                    || flag.reason() != FlagReason.PRICE_OLDER)
                            .toList());
            spared.nextTick();
            spared.apply(out -> out.marker(0));
        }
        assertEquals(1, flags);
        assertEquals(spared.counters().pricesRefused + ticks, told.counters().pricesRefused);
        Follows.sameAfterwards(told, spared);
    }
}
