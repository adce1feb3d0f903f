package io.plimsoll.daemon.badinput;

import static io.plimsoll.daemon.badinput.SmallMarket.FREE;
import static io.plimsoll.daemon.badinput.SmallMarket.GUARDED;
import static io.plimsoll.daemon.badinput.SmallMarket.MAX_PRICE;
import static io.plimsoll.daemon.badinput.SmallMarket.ORACLES;
import static io.plimsoll.daemon.badinput.SmallMarket.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Seeds;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.Disposition;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * No bad price ever causes an order or changes the state (promise P9): an honest stream with bad prices strewn among it brings the orders
 * that it brings without them, and ends in the same state. A bad price is one that the rules refuse: what can be seen to be wrong of any
 * price, and of a guarded one what its guard sees besides.
 */
@Timeout(120)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class BadPricePropertyTest {
    private static final int STREAMS = 100;
    private static final int ROUNDS = 60;

    private long flags;
    private long orders;

    private record Ordered(long sequence, long accountId, long quantity, long limitPrice) {}

    @Test
    void shouldOrderTheSameWithBadPricesAsWithoutThem() {
        final SplittableRandom random = Seeds.random(BadPricePropertyTest.class);
        for (int stream = 0; stream < STREAMS; stream++) {
            compare(random.split());
        }
        assertTrue(flags > STREAMS && orders > STREAMS, flags + " flags, " + orders + " orders");
    }

    private void compare(final SplittableRandom random) {
        final SmallMarket told = SmallMarket.collared();
        final SmallMarket spared = SmallMarket.collared();
        final List<Ordered> toldOrders = new ArrayList<>();
        final List<Ordered> sparedOrders = new ArrayList<>();
        long price = SmallMarket.PRICE;
        for (int round = 0; round < ROUNDS; round++) {
            price = Math.max(2, price + random.nextLong(-price / 300, price / 300 + 1));
            final long lastNs = told.nowNs();
            final long laterNs = random.nextLong(1, SECOND);
            told.later(laterNs);
            spared.later(laterNs);
            for (int bad = random.nextInt(4); bad > 0; bad--) {
                final Function<SmallMarket, List<Output>> record = badPrice(random, lastNs);
                refused(record.apply(told));
                spared.nextTick();
                spared.apply(out -> out.marker(0));
            }
            final long honest = price;
            for (final long priceId : List.of(FREE, GUARDED)) {
                for (final int source : ORACLES) {
                    collect(told.tick(source, priceId, honest), toldOrders);
                    collect(spared.tick(source, priceId, honest), sparedOrders);
                }
            }
            assertEquals(sparedOrders, toldOrders);
            assertEquals(spared.hash(), told.hash(), "a trace is left");
        }
        orders += toldOrders.size();
    }

    private static void collect(final List<Output> outputs, final List<Ordered> orders) {
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                orders.add(new Ordered(order.id().sequence(), order.accountId(), order.quantity(), order.limitPrice()));
            }
        }
    }

    private void refused(final List<Output> outputs) {
        for (final Output output : outputs) {
            assertTrue(
                    output instanceof Output.InputFlagged flag && flag.disposition() == Disposition.REFUSED,
                    outputs::toString);
            flags++;
        }
    }

    private static Function<SmallMarket, List<Output>> badPrice(final SplittableRandom random, final long lastNs) {
        final int source = ORACLES.get(random.nextInt(ORACLES.size()));
        final long priceId = random.nextBoolean() ? FREE : GUARDED;
        final long any = random.nextLong(1, MAX_PRICE + 1);
        final long size = 1L << random.nextInt(1, 62);
        final long ahead = 2 * SECOND + random.nextLong(1, size + 1);
        final boolean isHigh = random.nextBoolean();
        return switch (random.nextInt(7)) {
            case 0 -> market -> market.tick(source, priceId, 0);
            case 1 -> market -> market.tick(source, priceId, -size);
            case 2 -> market -> market.tick(source, priceId, MAX_PRICE + size);
            case 3 -> market -> market.tick(source, priceId, any, lastNs - size);
            case 4 -> market -> market.tick(source, 1_000 + size, any);
            case 5 -> market -> market.tick(source, GUARDED, any, market.nowNs() + Math.min(ahead, 1L << 61));
            default ->
                market -> {
                    final long inForce = market.price(GUARDED).longValueExact();
                    return market.tick(source, GUARDED, isHigh ? inForce * 12 / 10 + 1 : inForce * 8 / 10);
                };
        };
    }
}
