package io.plimsoll.daemon.badinput;

import static io.plimsoll.daemon.badinput.SmallMarket.FREE;
import static io.plimsoll.daemon.badinput.SmallMarket.GUARDED;
import static io.plimsoll.daemon.badinput.SmallMarket.MAX_BALANCE;
import static io.plimsoll.daemon.badinput.SmallMarket.MAX_QUANTITY;
import static io.plimsoll.daemon.badinput.SmallMarket.PRICE;
import static io.plimsoll.daemon.badinput.SmallMarket.USD;
import static io.plimsoll.daemon.badinput.SmallMarket.VENUE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.badinput.BadInput.Family;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;

/** Sizes that cannot be. A fill's quantity has a sign, so a negative one is a sale; what may not be negative is a step, a tick or a limit. */
final class Sizes {
    private Sizes() {}

    static List<BadInput> classes() {
        return List.of(
                new BadInput(
                        Family.PRICE_AND_SIZE,
                        "a size of 0",
                        "record",
                        "a fill of nothing changes no position and brings no order; a step or limit of 0: refused DEFINITIONS_INVALID",
                        Sizes::zero),
                new BadInput(
                        Family.PRICE_AND_SIZE,
                        "a negative size",
                        "record",
                        "a negative step, tick or limit: refused DEFINITIONS_INVALID, state unchanged",
                        Sizes::negative),
                new BadInput(
                        Family.PRICE_AND_SIZE,
                        "a size as large as 64 bits hold",
                        "record, line",
                        "refused OVER_LIMIT, the account SUSPECT and nothing of it changed; line: what 64 bits do not hold is refused at the door",
                        Sizes::largest));
    }

    private static void zero(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final long account = SmallMarket.ON_THE_EDGE.get(random.nextInt(4));
        final Legs before = market.unit(account).legs();
        assertEquals(List.of(), market.fill(account, account <= 2 ? FREE : GUARDED, 0, random.nextLong(1, PRICE * 2)));
        assertEquals(before.positions(), market.unit(account).legs().positions());
        refusedDefinition(random, 0);
    }

    private static void negative(final SplittableRandom random) {
        refusedDefinition(random, -random.nextLong(1, 1L << random.nextInt(1, 63)));
    }

    private static void refusedDefinition(final SplittableRandom random, final long size) {
        final SmallMarket.Terms terms = new SmallMarket.Terms();
        switch (random.nextInt(4)) {
            case 0 -> terms.step = size;
            case 1 -> terms.tick = size;
            case 2 -> terms.maxQuantity = size;
            default -> terms.maxPrice = size;
        }
        References.refused(terms, random.nextBoolean() ? FREE : 300);
    }

    private static void largest(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final boolean isHuge = random.nextBoolean();
        final long sign = random.nextBoolean() ? 1 : -1;
        final long beyond =
                isHuge ? Long.MAX_VALUE - random.nextInt(3) : MAX_QUANTITY + random.nextLong(1_001, 1L << 60);
        final Legs before = market.unit(1).legs();
        final List<Output> outputs = switch (random.nextInt(3)) {
            case 0 -> market.fill(1, FREE, sign * beyond, PRICE);
            case 1 ->
                market.transfer(1, isHuge ? sign * beyond : sign * (MAX_BALANCE + random.nextLong(501, 1L << 60)));
            default ->
                market.apply(out -> out.positionSnapshot(
                        1,
                        FREE,
                        sign * beyond,
                        BigInteger.TWO.pow(random.nextInt(64)),
                        true,
                        true,
                        VENUE,
                        market.nextFact()));
        };
        Follows.flagged(outputs, Disposition.REFUSED, FlagReason.OVER_LIMIT, 1);
        Follows.noOrder(outputs);
        assertEquals(before.positions(), market.unit(1).legs().positions());
        assertEquals(before.balance(USD), market.unit(1).legs().balance(USD));
        Follows.suspectUntilSnapshot(market, 1);
        Doors.refuse(Doors.transferLine(1, "account-1", "9".repeat(random.nextInt(18, 100))));
    }
}
