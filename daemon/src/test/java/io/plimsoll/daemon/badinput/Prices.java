package io.plimsoll.daemon.badinput;

import static io.plimsoll.daemon.badinput.SmallMarket.FREE;
import static io.plimsoll.daemon.badinput.SmallMarket.GUARDED;
import static io.plimsoll.daemon.badinput.SmallMarket.MAX_PRICE;
import static io.plimsoll.daemon.badinput.SmallMarket.MILLISECOND;
import static io.plimsoll.daemon.badinput.SmallMarket.ORACLES;
import static io.plimsoll.daemon.badinput.SmallMarket.PRICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.daemon.badinput.BadInput.Family;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.TickSource;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.WithheldReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Prices that cannot be, and prices that could be and are not. Sizes are in {@link Sizes}. */
final class Prices {
    private Prices() {}

    static List<BadInput> classes() {
        return List.of(
                row("a price of 0", "record, line, ticks", "refused PRICE_NOT_POSITIVE, no trace", Prices::zero),
                row(
                        "a negative price",
                        "record, line, ticks",
                        "refused PRICE_NOT_POSITIVE, no trace",
                        Prices::negative),
                row(
                        "a price of one tick",
                        "record",
                        "guarded: refused PRICE_OUTSIDE_COLLAR, no trace; unguarded: taken",
                        Prices::oneTick),
                row(
                        "a price as large as 64 bits hold",
                        "record, line",
                        "record: refused PRICE_ABOVE_LIMIT, no trace; line: what 64 bits do not hold is refused at the door",
                        Prices::largest),
                row(
                        "a price at another scale",
                        "record, line",
                        "guarded: refused PRICE_OUTSIDE_COLLAR or PRICE_ABOVE_LIMIT, no trace; unguarded: within the limit taken; more decimals than the price has: refused at the door",
                        Prices::otherScale),
                row(
                        "a jump of 50 % within a millisecond",
                        "record",
                        "guarded, one source: refused PRICE_OUTSIDE_COLLAR, no trace, and without a collar not believed; unguarded: taken",
                        Prices::jump),
                row(
                        "a wick and back",
                        "record",
                        "guarded, all sources: waited out, withheld PRICE_DWELL; unguarded: taken",
                        Prices::wick),
                row(
                        "a frozen price",
                        "record",
                        "the same tick again: refused PRICE_OLDER, no trace; newer numbers under the same time: guarded HALTED and withheld PRICE_HALTED, unguarded taken",
                        Prices::frozen),
                row("a price of \"NaN\" and its like", "line, ticks", "refused at the door", Prices::notANumber),
                row("a price in exponents, as \"1e-7\"", "line, ticks", "refused at the door", Prices::exponent),
                row(
                        "a price with leading zeros",
                        "line, ticks",
                        "the same number as without them",
                        Prices::leadingZeros),
                row(
                        "a crossed interval: a negative confidence",
                        "record, line, ticks",
                        "record: the same state as a confidence of 0; line and ticks: refused at the door",
                        Prices::crossed));
    }

    private static BadInput row(
            final String name, final String door, final String follows, final BadInput.Mutation mutation) {
        return new BadInput(Family.PRICE_AND_SIZE, name, door, follows, mutation);
    }

    private static int oracle(final SplittableRandom random) {
        return ORACLES.get(random.nextInt(ORACLES.size()));
    }

    private static long either(final SplittableRandom random) {
        return random.nextBoolean() ? FREE : GUARDED;
    }

    private static void refused(
            final SplittableRandom random, final long priceId, final long value, final FlagReason reason) {
        final int source = random.nextBoolean() ? oracle(random) : random.nextInt(4, 1_000);
        Follows.refusedPrice(SmallMarket::collared, reason, market -> market.tick(source, priceId, value));
    }

    private static void taken(final SplittableRandom random, final long value) {
        final SmallMarket market = SmallMarket.collared();
        market.later(MILLISECOND);
        market.tick(oracle(random), FREE, value);
        assertEquals(value, market.price(FREE).longValueExact());
    }

    // What the adapters pass on, since the engine is the one to judge it.
    private static void passedOn(final SplittableRandom random, final String value, final FlagReason reason)
            throws IOException {
        final SmallMarket market = SmallMarket.collared();
        market.later(MILLISECOND);
        final Doors doors = new Doors(market);
        doors.read(Doors.priceLine(
                oracle(random), market.nextTick(), random.nextBoolean() ? "FREE" : "GUARDED", value, market.nowNs()));
        Follows.flagged(doors.outputs(), Disposition.REFUSED, reason, 0);
        assertEquals(1, doors.outputs().size());
        final TickSource ticks = Recorded.read("ts,instrument,price\n1700000000000,FREE," + value + "\n")
                .ticks();
        assertEquals(true, ticks.next());
        assertEquals(true, ticks.value() <= 0, "as it was recorded");
    }

    private static void zero(final SplittableRandom random) throws IOException {
        refused(random, either(random), 0, FlagReason.PRICE_NOT_POSITIVE);
        passedOn(random, random.nextBoolean() ? "0" : "-0.00", FlagReason.PRICE_NOT_POSITIVE);
    }

    private static void negative(final SplittableRandom random) throws IOException {
        final long value = random.nextInt(10) == 0 ? Long.MIN_VALUE : -random.nextLong(1, 1L << random.nextInt(1, 63));
        refused(random, either(random), value, FlagReason.PRICE_NOT_POSITIVE);
        passedOn(random, "-" + random.nextInt(1, 1_000) + ".5", FlagReason.PRICE_NOT_POSITIVE);
    }

    private static void oneTick(final SplittableRandom random) {
        final int source = oracle(random);
        Follows.refusedPrice(
                SmallMarket::collared, FlagReason.PRICE_OUTSIDE_COLLAR, market -> market.tick(source, GUARDED, 1));
        taken(random, 1);
    }

    private static void largest(final SplittableRandom random) {
        final long value =
                random.nextBoolean() ? Long.MAX_VALUE - random.nextInt(3) : MAX_PRICE + random.nextLong(1, 1L << 60);
        refused(random, either(random), value, FlagReason.PRICE_ABOVE_LIMIT);
        Doors.refuse(Doors.priceLine(1, 1, "FREE", "92233720368547758.08" + "0".repeat(random.nextInt(3)), 5));
        Doors.refuse(Doors.priceLine(1, 1, "FREE", "9".repeat(random.nextInt(20, 200)), 5));
    }

    private static void otherScale(final SplittableRandom random) {
        long value = PRICE;
        for (int shift = random.nextInt(1, 5); shift > 0; shift--) {
            value /= 10;
        }
        final long small = value;
        final int source = oracle(random);
        Follows.refusedPrice(
                SmallMarket::collared, FlagReason.PRICE_OUTSIDE_COLLAR, market -> market.tick(source, GUARDED, small));
        taken(random, small);
        final long large = PRICE * List.of(10L, 100L).get(random.nextInt(2));
        Follows.refusedPrice(
                SmallMarket::collared, FlagReason.PRICE_OUTSIDE_COLLAR, market -> market.tick(source, GUARDED, large));
        refused(random, either(random), PRICE * 1_000 * random.nextInt(1, 1_000_000), FlagReason.PRICE_ABOVE_LIMIT);
        Doors.refuse(Doors.priceLine(1, 1, "FREE", "100." + "0".repeat(random.nextInt(2, 9)) + "1", 5));
    }

    private static void jump(final SplittableRandom random) {
        final long value = random.nextBoolean() ? PRICE / 2 : PRICE * 3 / 2;
        final int source = oracle(random);
        Follows.refusedPrice(
                SmallMarket::collared, FlagReason.PRICE_OUTSIDE_COLLAR, market -> market.tick(source, GUARDED, value));
        final SmallMarket market = SmallMarket.dwelling();
        market.later(random.nextLong(1, MILLISECOND));
        Follows.notBelieved(market, market.tick(source, GUARDED, value));
        Follows.order(market.tick(source, FREE, value));
    }

    private static void wick(final SplittableRandom random) {
        final long depth = random.nextLong(PRICE / 50 + 1, PRICE / 2) * (random.nextBoolean() ? 1 : -1);
        final SmallMarket market = SmallMarket.dwelling();
        final List<Output> outputs = new ArrayList<>();
        market.later(random.nextLong(1, 100 * MILLISECOND));
        ORACLES.forEach(source -> outputs.addAll(market.tick(source, GUARDED, PRICE + depth)));
        assertEquals(PRICE + depth, market.price(GUARDED).longValueExact(), "all of them say so");
        Follows.withheld(outputs, WithheldReason.PRICE_DWELL);
        market.later(random.nextLong(1, 1_800 * MILLISECOND));
        outputs.clear();
        ORACLES.forEach(source -> outputs.addAll(market.tick(source, GUARDED, PRICE)));
        Follows.noOrder(outputs);
        market.later(random.nextLong(1, 100 * MILLISECOND));
        Follows.order(market.tick(oracle(random), FREE, PRICE + depth));
    }

    private static void frozen(final SplittableRandom random) {
        final int source = oracle(random);
        final long frozenNs = SmallMarket.collared().nowNs();
        // the last of the three was this source's for the unguarded price, so that the time alone decides
        final int last = ORACLES.get(ORACLES.size() - 1);
        final boolean isFree = random.nextBoolean();
        final long value = PRICE - random.nextLong(0, 2);
        Follows.refusedPrice(SmallMarket::collared, FlagReason.PRICE_OLDER, market -> {
            market.nextTick();
            return market.apply(
                    out -> out.priceTick(isFree ? FREE : GUARDED, value, frozenNs, isFree ? last : source, 1));
        });
        final SmallMarket market = SmallMarket.collared();
        final List<Output> outputs = new ArrayList<>();
        for (int second = 0; second < 6; second++) {
            market.later(SmallMarket.SECOND + random.nextLong(MILLISECOND));
            ORACLES.forEach(each -> outputs.addAll(market.tick(each, GUARDED, PRICE, frozenNs)));
            ORACLES.forEach(each -> outputs.addAll(market.tick(each, FREE, PRICE, frozenNs)));
        }
        Follows.noOrder(outputs);
        Follows.withheld(market.transfer(3, -1), WithheldReason.PRICE_HALTED);
        Follows.order(market.transfer(1, -1));
    }

    private static void refusedAtTheDoors(final String value) {
        Doors.refuse(Doors.priceLine(1, 1, "FREE", value, 5));
        final String file = "ts,instrument,price\n1700000000000,FREE,99\n1700000000000,FREE," + value + "\n";
        assertThrows(FormatException.class, () -> Recorded.read(file), value);
    }

    private static void notANumber(final SplittableRandom random) {
        final List<String> texts = List.of(
                "NaN",
                "nan",
                "NAN",
                "-NaN",
                "Infinity",
                "-Infinity",
                "inf",
                "null",
                "undefined",
                "#N/A",
                "-",
                "1.2.3",
                "0x10",
                "１００",
                "1_000",
                "+1",
                "1 000",
                " 1",
                "1 ",
                ".5",
                "5.",
                "--1",
                "1;2");
        final String text = texts.get(random.nextInt(texts.size()));
        refusedAtTheDoors(random.nextInt(4) == 0 ? text + text : text);
        Doors.refuse(Doors.priceLine(1, 1, "FREE", "NaN", 5).replace("\"NaN\"", "NaN"));
    }

    private static void exponent(final SplittableRandom random) {
        final String mantissa = random.nextBoolean() ? "1" : random.nextInt(1, 100) + "." + random.nextInt(100);
        final String sign = List.of("", "+", "-").get(random.nextInt(3));
        refusedAtTheDoors(mantissa + (random.nextBoolean() ? "e" : "E") + sign + random.nextInt(400));
    }

    private static void leadingZeros(final SplittableRandom random) throws IOException {
        final long value = PRICE + random.nextLong(-500, 500);
        final String plain = value / 100 + "." + value / 10 % 10 + value % 10;
        final String padded = "0".repeat(random.nextInt(1, 40)) + plain;
        assertEquals(hashAfter(plain), hashAfter(padded));
        final TickSource ticks = Recorded.read("ts,instrument,price\n1700000000000,FREE," + padded + "\n")
                .ticks();
        assertEquals(true, ticks.next());
        assertEquals(value, ticks.value());
    }

    private static long hashAfter(final String price) {
        final SmallMarket market = SmallMarket.collared();
        market.later(MILLISECOND);
        final Doors doors = new Doors(market);
        final long number = market.nextTick();
        doors.read(Doors.priceLine(1, number, "FREE", price, market.nowNs()));
        doors.read(Doors.priceLine(1, number, "GUARDED", price, market.nowNs()));
        assertEquals(2, doors.records());
        return market.hash();
    }

    private static void crossed(final SplittableRandom random) {
        final long negative =
                random.nextInt(10) == 0 ? Long.MIN_VALUE + 1 : -random.nextLong(1, 1L << random.nextInt(1, 63));
        final int source = oracle(random);
        final long value = PRICE + random.nextLong(-20, 20);
        final SmallMarket crossed = SmallMarket.collared();
        final SmallMarket without = SmallMarket.collared();
        for (final long priceId : List.of(FREE, GUARDED)) {
            assertEquals(
                    confident(without, source, priceId, value, 0).size(),
                    confident(crossed, source, priceId, value, negative).size());
        }
        assertEquals(without.hash(), crossed.hash());
        final String line = Doors.priceLine(1, 1, "FREE", "99.00", 5);
        Doors.refuse(line.replace("}", ",\"confidence\":\"-" + random.nextInt(1, 100) + "\"}"));
        final String file = "ts,instrument,price,confidence\n1700000000000,FREE,99,-" + random.nextInt(1, 100) + "\n";
        assertThrows(FormatException.class, () -> Recorded.read(file));
    }

    private static List<Output> confident(
            final SmallMarket market, final int source, final long priceId, final long value, final long confidence) {
        market.later(MILLISECOND);
        final long number = market.nextTick();
        return market.apply(out ->
                out.priceTick(priceId, value, OptionalLong.of(confidence), market.nowNs(), source, number, true));
    }
}
