package io.plimsoll.daemon.venue;

import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Follows the daemon's orders as a bot does, and fills those that are live, at their mark, in one part or two. After a restart it
 * reads every order again; the venue's ledger knows which have been filled, so none is filled twice. One thread.
 */
final class LiquidationDesk implements AutoCloseable {
    private static final int SEVERAL = 50;

    private final FrameLogReader orders;
    private final VenueLedger ledger;
    private final long counterpartyId;
    private final Consumer<LiquidationFill> fills;
    private final Map<OrderId, Waiting> waiting = new LinkedHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final OrderStateDecoder state = new OrderStateDecoder();

    private record Waiting(OrderId id, long accountId, int instrumentId, long quantity, long price) {}

    LiquidationDesk(
            final Path daemonJournal,
            final VenueLedger ledger,
            final long counterpartyId,
            final Consumer<LiquidationFill> fills) {
        this.orders = FrameLogs.in(daemonJournal).reader(LogName.ORDERS, Position.start());
        this.ledger = ledger;
        this.counterpartyId = counterpartyId;
        this.fills = fills;
    }

    /** Reads what is new, and when it has read everything fills what waits, if it may. */
    void work(final boolean mayFill) {
        boolean hasMore = true;
        for (int i = 0; i < SEVERAL && hasMore; i++) {
            hasMore = orders.poll(this::onRecord);
        }
        if (!hasMore && mayFill && orders.atEnd(0)) {
            final List<Waiting> all = new ArrayList<>(waiting.values());
            waiting.clear();
            all.forEach(this::fill);
        }
    }

    private void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        final int message = offset + Frame.HEADER_LENGTH;
        switch (Frame.templateId(buffer, offset)) {
            case LiquidationOrderDecoder.TEMPLATE_ID -> onOrder(order.wrapAndApplyHeader(buffer, message, header));
            case OrderStateDecoder.TEMPLATE_ID -> onState(state.wrapAndApplyHeader(buffer, message, header));
            default -> {
                // verdicts, reasons and flags are not for a venue
            }
        }
    }

    private void onOrder(final LiquidationOrderDecoder seen) {
        final OrderId id = new OrderId(seen.epoch(), seen.causeSequence(), seen.ordinal());
        final long quantity = (seen.side() == Side.BUY ? seen.quantity() : -seen.quantity()) - ledger.filled(id);
        if (seen.mode() == EngineMode.LIVE && quantity != 0) {
            waiting.put(id, new Waiting(id, seen.accountId(), (int) seen.instrumentId(), quantity, seen.markPrice()));
        }
    }

    private void onState(final OrderStateDecoder seen) {
        if (seen.status() == OrderStatus.CANCELLED) {
            waiting.remove(new OrderId(seen.orderEpoch(), seen.orderSequence(), seen.orderOrdinal()));
        }
    }

    private void fill(final Waiting next) {
        final long held = ledger.accounts().get(next.accountId()).quantity(next.instrumentId());
        if (Long.signum(held) != -Long.signum(next.quantity())) {
            return; // traded away meanwhile: the daemon hears that too
        }
        final long size = Math.min(Math.abs(held), Math.abs(next.quantity())) * Long.signum(next.quantity());
        final long part = next.id().sequence() % 2 == 0 ? size / 2 : 0;
        if (part != 0) {
            say(next, part);
        }
        say(next, size - part);
    }

    private void say(final Waiting filled, final long quantity) {
        fills.accept(new LiquidationFill(
                Market.SOURCE,
                ledger.lastSequence() + 1,
                filled.accountId(),
                counterpartyId,
                filled.instrumentId(),
                filled.id(),
                quantity,
                filled.price(),
                0));
    }

    @Override
    public void close() {
        orders.close();
    }
}
