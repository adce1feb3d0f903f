package io.plimsoll.engine.differential;

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
import org.agrona.DirectBuffer;

/**
 * The kill switch by what is told alone, whatever the formulas say (promise P13): it cancels every order at its own record, and is latched,
 * without an order, until somebody arms.
 */
final class KillObserver implements Observer {
    private final Set<OrderId> inFlight = new HashSet<>();
    private boolean isKilled;

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        // what went before was told
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        final int templateId = Frame.templateId(buffer, offset);
        final boolean isKill = templateId == KillDecoder.TEMPLATE_ID;
        isKilled = isKill || (isKilled && templateId != ArmDecoder.TEMPLATE_ID);
        outputs.forEach(this::follow);
        require(!isKill || inFlight.isEmpty(), "orders survived the kill", inFlight);
    }

    private void follow(final Output output) {
        if (output instanceof Output.Order order) {
            ordered(order.id());
        } else if (output instanceof Output.SeizeOrder order) {
            ordered(order.id());
        } else if (output instanceof Output.OrderStateChange change) {
            changed(change.id(), change.status());
        } else if (output instanceof Output.SeizeOrderStateChange change) {
            changed(change.id(), change.status());
        } else if (output instanceof Output.EngineState state) {
            require(
                    !isKilled || (state.status() != EngineStatus.ARMED && state.status() != EngineStatus.DISARMED),
                    "the latch was released",
                    state);
        }
    }

    private void ordered(final OrderId id) {
        require(!isKilled, "an order after a kill", id);
        inFlight.add(id);
    }

    private void changed(final OrderId id, final OrderStatus status) {
        if (status != OrderStatus.PARTIALLY_FILLED) {
            inFlight.remove(id);
        }
    }

    private static void require(final boolean holds, final String what, final Object where) {
        if (!holds) {
            throw new IllegalStateException(what + ": " + where);
        }
    }
}
