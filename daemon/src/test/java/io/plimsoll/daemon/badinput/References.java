package io.plimsoll.daemon.badinput;

import static io.plimsoll.daemon.badinput.SmallMarket.FREE;
import static io.plimsoll.daemon.badinput.SmallMarket.GUARDED;
import static io.plimsoll.daemon.badinput.SmallMarket.PRICE;
import static io.plimsoll.daemon.badinput.SmallMarket.SECOND;
import static io.plimsoll.daemon.badinput.SmallMarket.VENUE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.badinput.BadInput.Family;
import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.MarginTable.Tier;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.feed.file.RecordedTicks;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.WithheldReason;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Input that refers to what is not there, or is something else by now. */
final class References {
    private References() {}

    static List<BadInput> classes() {
        return List.of(
                row(
                        "an unknown symbol",
                        "record, line, ticks",
                        "a price: refused PRICE_UNKNOWN_ID, no trace, and counted by name in a file; a fact: refused UNKNOWN_ASSET or UNKNOWN_INSTRUMENT, the account SUSPECT; line: refused at the door",
                        References::unknownSymbol),
                row(
                        "a delisted instrument",
                        "record, line",
                        "its lines are refused at the door; its guarded price goes HALTED and its holders are withheld PRICE_HALTED; a definition that takes its limits back is refused DEFINITIONS_INVALID",
                        References::delisted),
                row(
                        "another tick size",
                        "record",
                        "one that can be: no order by itself, and later limits are its multiples; one that cannot: refused DEFINITIONS_INVALID, state unchanged",
                        References::tickSize),
                row(
                        "another multiplier: a scale that an id was not defined with",
                        "record",
                        "refused DEFINITIONS_INVALID, state unchanged",
                        References::multiplier),
                row(
                        "tiers that are not monotonic, or rates out of their order",
                        "record",
                        "refused DEFINITIONS_INVALID, state unchanged",
                        References::rates),
                row(
                        "an id that is used again for something else",
                        "record, line",
                        "a definition: refused DEFINITIONS_INVALID, state unchanged; an account: ACCOUNT_EXISTS and SUSPECT; line: refused at the door",
                        References::idReuse));
    }

    private static BadInput row(
            final String name, final String door, final String follows, final BadInput.Mutation mutation) {
        return new BadInput(Family.REFERENCE, name, door, follows, mutation);
    }

    /** The instrument is refused, nobody is ordered for and the state is what it was. */
    static void refused(final SmallMarket.Terms terms, final long id) {
        refused(out -> out.instrument(terms.of(id, "I" + id)));
    }

    private static void refused(final Consumer<InputRecords> definition) {
        final SmallMarket market = SmallMarket.collared();
        final long hash = market.hash();
        assertEquals(List.of(), market.apply(definition));
        final List<Output> outputs = market.apply(out -> out.definitionsCommit(1));
        assertEquals(1, outputs.size(), outputs::toString);
        Follows.flagged(outputs, Disposition.REFUSED, FlagReason.DEFINITIONS_INVALID, 0);
        assertEquals(hash, market.hash());
    }

    private static void unknownSymbol(final SplittableRandom random) throws IOException {
        final long unknown = random.nextBoolean() ? 0 : random.nextLong(1_000, 1L << (32 - random.nextInt(1, 8)));
        final int source = random.nextInt(1, 5);
        final long value = random.nextLong(-5, 2 * PRICE);
        Follows.refusedPrice(
                SmallMarket::collared, FlagReason.PRICE_UNKNOWN_ID, market -> market.tick(source, unknown, value));

        final SmallMarket market = SmallMarket.collared();
        final long id = Math.max(unknown, 1_000);
        final boolean isFill = random.nextBoolean();
        final List<Output> outputs = isFill
                ? market.fill(1, id, random.nextLong(-9, 9), PRICE)
                : market.apply(out -> out.transfer(1, id, random.nextLong(-9, 9), VENUE, market.nextFact()));
        Follows.flagged(
                outputs, Disposition.REFUSED, isFill ? FlagReason.UNKNOWN_INSTRUMENT : FlagReason.UNKNOWN_ASSET, 1);
        Follows.suspectUntilSnapshot(market, 1);

        final String symbol = List.of("DOGE", "free", "", "FREE ", "GUARDEDX").get(random.nextInt(5));
        Doors.refuse(Doors.priceLine(1, 1, symbol, "99.00", 5));
        if (!symbol.isEmpty()) {
            final RecordedTicks ticks = Recorded.read("ts,instrument,price\n1700000000000," + symbol + ",99\n");
            assertEquals(1, ticks.unknownSymbols().get(symbol));
        }
    }

    private static void delisted(final SplittableRandom random) {
        Doors.refuse(Doors.priceLine(1, 1, "GONE", "99.00", 5));
        final SmallMarket market = SmallMarket.collared();
        market.later(SmallMarket.MAX_AGE + random.nextLong(1, 3_600 * SECOND));
        Follows.withheld(market.transfer(3, -random.nextLong(1, 300)), WithheldReason.PRICE_HALTED);
        final SmallMarket.Terms terms = new SmallMarket.Terms();
        if (random.nextBoolean()) {
            terms.maxQuantity = random.nextLong(1, SmallMarket.MAX_QUANTITY);
        } else {
            terms.maxPrice = random.nextLong(1, SmallMarket.MAX_PRICE);
        }
        refused(terms, random.nextBoolean() ? FREE : GUARDED);
    }

    private static void tickSize(final SplittableRandom random) {
        final SmallMarket market = SmallMarket.collared();
        final SmallMarket.Terms terms = new SmallMarket.Terms();
        terms.tick = random.nextLong(2, 500);
        market.apply(out -> out.instrument(terms.of(FREE, "FREE")));
        assertEquals(List.of(), market.apply(out -> out.definitionsCommit(1)));
        market.later(SECOND);
        final long fall = random.nextLong(1, 400);
        final Output.Order order = (Output.Order) market.tick(1, FREE, PRICE - fall).stream()
                .filter(Output.Order.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals(0, order.limitPrice() % terms.tick);
        terms.tick = List.of(0L, -1L, SmallMarket.MAX_PRICE + 1, Long.MAX_VALUE).get(random.nextInt(4));
        refused(terms, FREE);
    }

    private static void multiplier(final SplittableRandom random) {
        final SmallMarket.Terms terms = new SmallMarket.Terms();
        final int other = random.nextInt(16);
        if (random.nextBoolean()) {
            terms.quantityDecimals = other == terms.quantityDecimals ? 16 : other;
        } else {
            terms.priceDecimals = other == terms.priceDecimals ? 15 : other;
        }
        refused(terms, random.nextBoolean() ? FREE : GUARDED);
    }

    private static void tiers(final SplittableRandom random) {
        final List<Tier> tiers = new ArrayList<>();
        final int count = random.nextInt(2, 12);
        for (int i = 0; i < count; i++) {
            tiers.add(new Tier(
                    BigInteger.valueOf(1_000_000L * i), 100_000 + 10_000 * i, 50_000 + 5_000 * i, 20_000 + 1_000 * i));
        }
        final int bad = random.nextInt(1, count);
        final Tier before = tiers.get(bad - 1);
        final BigInteger lower = before.floorMicros().subtract(BigInteger.valueOf(random.nextLong(3)));
        tiers.set(
                bad,
                switch (random.nextInt(4)) {
                    case 0 -> new Tier(lower, before.initialPpm(), before.stopPpm(), before.maintenancePpm());
                    case 1 ->
                        new Tier(
                                tiers.get(bad).floorMicros(),
                                before.initialPpm() - 1,
                                before.stopPpm(),
                                before.maintenancePpm());
                    case 2 ->
                        new Tier(
                                tiers.get(bad).floorMicros(),
                                before.initialPpm(),
                                before.stopPpm() - 1,
                                before.maintenancePpm());
                    default ->
                        new Tier(
                                tiers.get(bad).floorMicros(),
                                before.initialPpm(),
                                before.stopPpm(),
                                before.maintenancePpm() - 1);
                });
        refused(out -> out.marginTable(new MarginTable(7, tiers)));
        refused(out -> out.marginTable(new MarginTable(
                7, random.nextBoolean() ? List.of() : List.of(new Tier(BigInteger.ONE, 100_000, 50_000, 20_000)))));
    }

    private static void rates(final SplittableRandom random) {
        tiers(random);
        final SmallMarket.Terms terms = new SmallMarket.Terms();
        switch (random.nextInt(5)) {
            case 0 -> terms.maintenancePpm = terms.stopPpm + random.nextInt(1, 800_000);
            case 1 -> terms.stopPpm = terms.initialPpm + random.nextInt(1, 800_000);
            case 2 -> terms.initialPpm = random.nextInt(terms.stopPpm);
            case 3 -> terms.initialPpm = 1_000_000 + random.nextInt(1, 1_000_000);
            default -> terms.maintenancePpm = -random.nextInt(1, Integer.MAX_VALUE);
        }
        refused(terms, random.nextBoolean() ? FREE : 300);
    }

    private static void idReuse(final SplittableRandom random) {
        final SmallMarket.Terms terms = new SmallMarket.Terms();
        switch (random.nextInt(3)) {
            case 0 -> terms.kind = InstrumentKind.SPOT;
            case 1 -> terms.priceId = GUARDED;
            default -> terms.settlement = 2L + random.nextInt(5);
        }
        refused(terms, FREE);
        final SmallMarket market = SmallMarket.collared();
        final AccountRole role = random.nextBoolean() ? AccountRole.TRADER : AccountRole.LIQUIDATOR;
        Follows.flagged(
                market.apply(out -> out.accountOpened(2, role, "another", VENUE, market.nextFact())),
                Disposition.APPLIED_SUSPECT,
                FlagReason.ACCOUNT_EXISTS,
                2);
        final int other = random.nextInt(6, 100);
        Doors.refuse(
                "{'type':'account','source':'9','sequence':'1000','account':'account-1','accountId':'" + other + "'}");
    }
}
