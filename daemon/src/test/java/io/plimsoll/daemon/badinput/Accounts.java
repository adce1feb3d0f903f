package io.plimsoll.daemon.badinput;

import static io.plimsoll.daemon.badinput.SmallMarket.FIRST_SPARE;
import static io.plimsoll.daemon.badinput.SmallMarket.FREE;
import static io.plimsoll.daemon.badinput.SmallMarket.MILLISECOND;
import static io.plimsoll.daemon.badinput.SmallMarket.PRICE;
import static io.plimsoll.daemon.badinput.SmallMarket.USD;
import static io.plimsoll.daemon.badinput.SmallMarket.VENUE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.badinput.BadInput.Family;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Facts that should not have been possible. They come from the venue's ledger, so they are applied where they can be. */
final class Accounts {
    private Accounts() {}

    static List<BadInput> classes() {
        return List.of(
                row(
                        "an unknown account",
                        "record, line",
                        "applied to an account of its own, UNKNOWN_ACCOUNT and SUSPECT: no order for it; line: refused at the door",
                        Accounts::unknown),
                row(
                        "a fill whose sign is flipped",
                        "record",
                        "a liquidation fill: applied, FILL_BEYOND_ORDER and FILL_BEYOND_POSITION, the account SUSPECT until its next snapshot",
                        Accounts::signFlip),
                row(
                        "a negative balance",
                        "record",
                        "applied, a debt that counts in full; without a position withheld NOTHING_TO_REDUCE, no order",
                        Accounts::negativeBalance),
                row(
                        "a fill that comes twice",
                        "record, line",
                        "dropped, counted, state unchanged",
                        Accounts::duplicateFill),
                row(
                        "a fill before its order",
                        "record",
                        "applied as a plain fill; no order is said to be filled",
                        Accounts::fillBeforeOrder),
                row(
                        "funding that comes late",
                        "record",
                        "behind a later fact of its source: dropped, counted, state unchanged",
                        Accounts::lateFunding),
                row(
                        "a million positions in one account",
                        "record, line",
                        "the 65th leg: refused OVER_CAPACITY, the account SUSPECT, nothing replaced; line: refused at the door",
                        Accounts::manyPositions));
    }

    private static BadInput row(
            final String name, final String door, final String follows, final BadInput.Mutation mutation) {
        return new BadInput(Family.ACCOUNTS, name, door, follows, mutation);
    }

    private static void unknown(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final long account = random.nextLong(6, 1L << random.nextInt(4, 63));
        final List<Output> outputs = market.fill(account, FREE, 1_000, PRICE);
        Follows.flagged(outputs, Disposition.APPLIED_SUSPECT, FlagReason.UNKNOWN_ACCOUNT, account);
        Follows.withheld(outputs, WithheldReason.SUSPECT);
        market.later(MILLISECOND);
        final long fall = random.nextLong(1, 5_000);
        assertTrue(
                market.tick(1, FREE, PRICE - fall).stream()
                        .noneMatch(output -> output instanceof Output.Order order && order.accountId() == account),
                "no order for a stranger");
        Doors.refuse(Doors.transferLine(1_000, "account-" + account, "1.00"));
    }

    private static void signFlip(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        market.later(MILLISECOND);
        final Output.Order order =
                (Output.Order) market.tick(1, FREE, PRICE - 1).get(1);
        final List<Output> outputs = market.apply(out -> out.liquidationFill(
                1,
                OptionalLong.empty(),
                order.id(),
                FREE,
                random.nextLong(1, 1_000),
                PRICE,
                0,
                VENUE,
                market.nextFact()));
        Follows.flagged(outputs, Disposition.APPLIED_SUSPECT, FlagReason.FILL_BEYOND_ORDER, 1);
        Follows.flagged(outputs, Disposition.APPLIED_SUSPECT, FlagReason.FILL_BEYOND_POSITION, 1);
        Follows.noOrder(outputs);
        market.later(MILLISECOND);
        Follows.noOrder(market.tick(1, FREE, PRICE - random.nextLong(2, 500)));
        market.snapshot(1);
        assertEquals(false, market.unit(1).suspectFlag());
    }

    private static void negativeBalance(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final long debt = random.nextLong(1, 1L << random.nextInt(1, 38));
        final List<Output> outputs = market.transfer(5, -1_000_000 - debt);
        Follows.withheld(outputs, WithheldReason.NOTHING_TO_REDUCE);
        assertEquals(BigInteger.valueOf(-debt), market.unit(5).legs().balance(USD));
    }

    private static void duplicateFill(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final long quantity = random.nextLong(1, 100_000) * (random.nextBoolean() ? 1 : -1);
        market.fill(5, FREE, quantity, PRICE);
        final long again = market.lastFact();
        Follows.dropped(
                market,
                told -> assertEquals(
                        List.of(), told.apply(out -> out.fill(5, FREE, quantity, PRICE, 0, VENUE, again))));
        Follows.dropped(
                market,
                told -> assertEquals(
                        List.of(),
                        told.apply(
                                out -> out.fill(5, FREE, -quantity, PRICE, 9, VENUE, random.nextLong(0, again + 1)))));
        Follows.dropped(market, told -> new Doors(told).read(Doors.transferLine(again, "account-1", "-4.99")));
    }

    private static void fillBeforeOrder(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final SmallMarket plain = SmallMarket.collared();
        final OrderId id = new OrderId(random.nextInt(3), random.nextLong(1, 10_000), random.nextInt(5));
        final long quantity = -random.nextLong(1, 1_000);
        final List<Output> outputs = market.apply(out ->
                out.liquidationFill(1, OptionalLong.empty(), id, FREE, quantity, PRICE, 0, VENUE, market.nextFact()));
        assertTrue(outputs.stream().noneMatch(Output.OrderStateChange.class::isInstance), outputs::toString);
        plain.fill(1, FREE, quantity, PRICE);
        assertEquals(plain.hash(), market.hash());
    }

    private static void lateFunding(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final long late = market.nextFact();
        market.apply(out -> out.funding(FREE, random.nextLong(-500, 500), VENUE, late));
        final long later = market.nextFact();
        market.apply(out -> out.funding(FREE, 0, VENUE, later));
        final long index = random.nextLong(-SmallMarket.MAX_PRICE, SmallMarket.MAX_PRICE);
        Follows.dropped(
                market, told -> assertEquals(List.of(), told.apply(out -> out.funding(FREE, index, VENUE, late))));
    }

    private static void manyPositions(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.wide();
        final Legs before = market.unit(1).legs();
        final int positions = random.nextInt(66, SmallMarket.SPARES + 1);
        final List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < positions; i++) {
            final long instrument = FIRST_SPARE + i;
            final boolean isFirst = i == 0;
            final boolean isLast = i == positions - 1;
            outputs.addAll(market.apply(out ->
                    out.positionSnapshot(1, instrument, 1, BigInteger.ONE, isFirst, isLast, VENUE, market.nextFact())));
        }
        Follows.flagged(outputs, Disposition.REFUSED, FlagReason.OVER_CAPACITY, 1);
        assertEquals(before.positions(), market.unit(1).legs().positions());
        Follows.suspectUntilSnapshot(market, 1);

        final boolean isMillion = random.nextInt(100) == 0;
        final int inLine = isMillion ? 1_000_000 : random.nextInt(2_000, 20_000);
        final String position = "{\"instrument\":\"FREE\",\"quantity\":\"1\",\"cost\":\"1\"}";
        final String line = "{\"type\":\"snapshot\",\"source\":\"9\",\"sequence\":\"1000\",\"account\":\"account-1\","
                + "\"collateral\":{},\"positions\":[" + (position + ",").repeat(inLine - 1) + position + "]}";
        Doors.refuse(line.getBytes(UTF_8));
    }
}
