package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kill switch in random streams (promise P13): effective at its own record, whole, and latched until an arm. */
class KillSwitchPropertyTest {
    private static final int SEEDS = 30;
    private static final int EVENTS = 3_000;
    private static final int LEAST_KILLS = 1_000;

    private boolean isKilled;
    private final Set<OrderId> inFlight = new HashSet<>();

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldCancelEveryOrderAndMakeNoneUntilArmed() {
        final long first = Long.getLong("plimsoll.seed", 1);
        System.out.println("seeds from " + first + "; reproduce one with -Dplimsoll.seed=N");
        int kills = 0;
        int killsWithOrders = 0;
        for (long seed = first; seed < first + SEEDS; seed++) {
            final NaiveMarginEngine oracle = new NaiveMarginEngine();
            final EventGenerator generator = new EventGenerator(seed, oracle.state());
            final InputRecords records = new InputRecords();
            final ComparedEngine engine = ComparedEngine.fast(new EngineCapacity(
                    World.MAX_ACCOUNTS,
                    World.MAX_LEGS,
                    World.MAX_ORDERS_IN_FLIGHT,
                    World.MAX_DEFINITIONS,
                    World.MAX_DEFINITIONS));
            isKilled = false;
            inFlight.clear();
            for (int event = 0; event < EVENTS; event++) {
                generator.next(records);
                generator.observe(oracle.onEvent(records.buffer(), records.offset(), records.length()));
                final int templateId = Frame.templateId(records.buffer(), records.offset());
                final boolean isKill = templateId == KillDecoder.TEMPLATE_ID;
                final boolean hadOrders = !inFlight.isEmpty();
                isKilled = isKill || (isKilled && templateId != ArmDecoder.TEMPLATE_ID);
                final String where = "seed " + seed + ", record " + event;
                follow(engine.onEvent(records.buffer(), records.offset(), records.length()), where);
                if (isKill) {
                    kills++;
                    killsWithOrders += hadOrders ? 1 : 0;
                    assertEquals(Set.of(), inFlight, where + ": orders survived the kill");
                }
            }
        }
        System.out.println(kills + " kills, " + killsWithOrders + " of them with orders in flight");
        assertTrue(kills >= LEAST_KILLS, "kills tried: " + kills);
        assertTrue(killsWithOrders >= LEAST_KILLS / 10, "kills with orders in flight: " + killsWithOrders);
    }

    private void follow(final List<Output> outputs, final String where) {
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                assertTrue(!isKilled, where + ": an order after a kill");
                inFlight.add(order.id());
            } else if (output instanceof Output.OrderStateChange change
                    && change.status() != OrderStatus.PARTIALLY_FILLED) {
                inFlight.remove(change.id());
            } else if (output instanceof Output.SeizeOrder order) {
                assertTrue(!isKilled, where + ": a seize order after a kill");
                inFlight.add(order.id());
            } else if (output instanceof Output.SeizeOrderStateChange change
                    && change.status() != OrderStatus.PARTIALLY_FILLED) {
                inFlight.remove(change.id());
            } else if (output instanceof Output.EngineState state && isKilled) {
                assertNotEquals(EngineStatus.ARMED, state.status(), where);
                assertNotEquals(EngineStatus.DISARMED, state.status(), where + ": the latch was released");
            }
        }
    }
}
