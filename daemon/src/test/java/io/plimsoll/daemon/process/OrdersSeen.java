package io.plimsoll.daemon.process;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.WithheldDecoder;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/** What the records of an {@code orders} log say about orders: issued, ended, withheld. Holds ids to be unique. */
final class OrdersSeen {
    private final Set<OrderId> issued = new LinkedHashSet<>();
    private final Map<OrderId, OrderStatus> last = new LinkedHashMap<>();
    private final List<OrderId> cancelledByKill = new ArrayList<>();
    private final List<WithheldReason> withheld = new ArrayList<>();
    private final Set<EngineMode> modes = new LinkedHashSet<>();

    OrdersSeen(final List<DirectBuffer> records) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        for (final DirectBuffer record : records) {
            switch (Frame.templateId(record, 0)) {
                case LiquidationOrderDecoder.TEMPLATE_ID ->
                    onOrder(new LiquidationOrderDecoder().wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header));
                case OrderStateDecoder.TEMPLATE_ID ->
                    onState(new OrderStateDecoder().wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header));
                case WithheldDecoder.TEMPLATE_ID ->
                    withheld.add(new WithheldDecoder()
                            .wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header)
                            .reason());
                default -> {
                    // not about an order
                }
            }
        }
    }

    private void onOrder(final LiquidationOrderDecoder order) {
        final OrderId id = new OrderId(order.epoch(), order.causeSequence(), order.ordinal());
        if (!issued.add(id)) {
            throw new AssertionError("order " + id + " was issued twice");
        }
        modes.add(order.mode());
    }

    private void onState(final OrderStateDecoder state) {
        final OrderId id = new OrderId(state.orderEpoch(), state.orderSequence(), state.orderOrdinal());
        last.put(id, state.status());
        if (state.reason() == OrderStatusReason.KILLED) {
            cancelledByKill.add(id);
        }
    }

    /** Ids in order. */
    List<OrderId> issued() {
        return List.copyOf(issued);
    }

    long filled() {
        return last.values().stream().filter(OrderStatus.FILLED::equals).count();
    }

    List<OrderId> cancelledByKill() {
        return cancelledByKill;
    }

    List<WithheldReason> withheld() {
        return withheld;
    }

    Set<EngineMode> modes() {
        return modes;
    }
}
