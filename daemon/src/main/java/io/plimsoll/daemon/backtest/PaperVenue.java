package io.plimsoll.daemon.backtest;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.FundPayment;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.feed.fact.SeizeFill;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.DeleverageDecoder;
import io.plimsoll.protocol.codec.FundDrawDecoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderStateDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.UnitStateDecoder;
import io.plimsoll.protocol.codec.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.agrona.DirectBuffer;

/**
 * A liquidator on paper: is shown {@code orders} as any bot is, and fills each in full a fixed event time after its cause. What closes a
 * position trades at its mark less slip, never past its limit; what seizes collateral repays just what it says, the venue's reserves' part
 * as well, for just what it takes; an auction is taken whole as soon as its price is as good as its collateral's less slip. A fund pays what is drawn, and a counterparty takes over what is assigned to it, at the price that the
 * engine says. A penalty is moved to who gets it, as long after. The driver's thread.
 */
public final class PaperVenue implements FrameHandler {

    private static final long NOTHING_DUE = Long.MAX_VALUE;
    private static final int BPS = 10_000;
    private static final long MOST_OF_A_RECORD = 8;

    private final PaperTerms terms;
    private final int source;
    private final long liquidatorId;
    private final long protocolId;
    private final PriorityQueue<PaperFill> waiting = new PriorityQueue<>();
    private final Map<OrderId, List<PaperFill>> byOrder =
            new HashMap<>(); // the order's own, then those of counterparties
    private final Map<Long, List<OrderId>> drawsByAccount = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final OrderStateDecoder state = new OrderStateDecoder();
    private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
    private final DeleverageDecoder deleverage = new DeleverageDecoder();
    private final FundDrawDecoder draw = new FundDrawDecoder();
    private final LiquidationPenaltyDecoder penalty = new LiquidationPenaltyDecoder();
    private final UnitStateDecoder unit = new UnitStateDecoder();
    private final SeizeOrderStateDecoder seizeState = new SeizeOrderStateDecoder();
    private long sourceSequence;

    /**
     * Waits for orders.
     *
     * @param source the source id of its fills
     * @param liquidatorId the account that takes the other side, or {@link LiquidationFill#NO_COUNTERPARTY}
     * @param protocolId the account that gets the protocol's part of penalties, or the same
     */
    public PaperVenue(final PaperTerms terms, final int source, final long liquidatorId, final long protocolId) {
        this.terms = terms;
        this.source = source;
        this.liquidatorId = liquidatorId;
        this.protocolId = protocolId;
    }

    /** Event time from an order's cause to its fill. */
    long delayNs() {
        return terms.delayNs();
    }

    /** When the next fill is due, or a time that never comes. */
    public long nextDueNs() {
        final PaperFill next = waiting.peek();
        return next == null ? NOTHING_DUE : next.dueNs();
    }

    /** Publishes the next fill. */
    public void publishNext(final InputPort port) {
        final PaperFill next = waiting.remove();
        final Fact fill = next.fact(++sourceSequence);
        final long slot = port.claim();
        port.publish(slot, fill.encode(port.buffer(slot), port.messageOffset(slot)), System.nanoTime(), next.dueNs());
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final int message = offset + Frame.HEADER_LENGTH;
        switch (Frame.templateId(buffer, offset)) {
            case LiquidationOrderDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(buffer, message, header);
                awaitOrder(buffer, offset);
            }
            case SeizeOrderDecoder.TEMPLATE_ID -> {
                seizeOrder.wrapAndApplyHeader(buffer, message, header);
                awaitSeizure(buffer, offset);
            }
            case DeleverageDecoder.TEMPLATE_ID -> {
                deleverage.wrapAndApplyHeader(buffer, message, header);
                awaitDeleverage(buffer, offset);
            }
            case FundDrawDecoder.TEMPLATE_ID -> {
                draw.wrapAndApplyHeader(buffer, message, header);
                awaitPayment(buffer, offset);
            }
            case LiquidationPenaltyDecoder.TEMPLATE_ID -> {
                penalty.wrapAndApplyHeader(buffer, message, header);
                awaitPenalty(buffer, offset);
            }
            case UnitStateDecoder.TEMPLATE_ID -> {
                unit.wrapAndApplyHeader(buffer, message, header);
                onVerdict(unit.accountId(), unit.current());
            }
            case OrderStateDecoder.TEMPLATE_ID -> {
                state.wrapAndApplyHeader(buffer, message, header);
                onState(new OrderId(state.orderEpoch(), state.orderSequence(), state.orderOrdinal()), state.status());
            }
            case SeizeOrderStateDecoder.TEMPLATE_ID -> {
                seizeState.wrapAndApplyHeader(buffer, message, header);
                onState(
                        new OrderId(seizeState.orderEpoch(), seizeState.orderSequence(), seizeState.orderOrdinal()),
                        seizeState.status());
            }
            default -> {
                // nothing that a venue acts on
            }
        }
    }

    // Of an order, or of a draw.
    private void await(
            final DirectBuffer buffer,
            final int offset,
            final OrderId id,
            final long accountId,
            final long quantity,
            final PaperFill.Made made) {
        await(buffer, offset, terms.delayNs(), id, accountId, quantity, made);
    }

    private void await(
            final DirectBuffer buffer,
            final int offset,
            final long delayNs,
            final OrderId id,
            final long accountId,
            final long quantity,
            final PaperFill.Made made) {
        final PaperFill fill = new PaperFill(
                Frame.eventNs(buffer, offset) + delayNs, number(buffer, offset), accountId, quantity, made);
        waiting.add(fill);
        byOrder.computeIfAbsent(id, unknown -> new ArrayList<>()).add(fill);
    }

    private void awaitOrder(final DirectBuffer buffer, final int offset) {
        final OrderId id = new OrderId(order.epoch(), order.causeSequence(), order.ordinal());
        final boolean isBuy = order.side() == Side.BUY;
        final long slip = Math.multiplyExact(order.markPrice() / BPS, (long) terms.slipBps())
                + order.markPrice() % BPS * terms.slipBps() / BPS;
        final long price = isBuy
                ? Math.min(order.markPrice() + slip, order.limitPrice())
                : Math.max(order.markPrice() - slip, order.limitPrice());
        awaitFill(
                buffer,
                offset,
                id,
                order.accountId(),
                liquidatorId,
                order.instrumentId(),
                isBuy,
                order.quantity(),
                price);
    }

    private void awaitFill(
            final DirectBuffer buffer,
            final int offset,
            final OrderId id,
            final long accountId,
            final long counterpartyId,
            final long instrumentId,
            final boolean isBuy,
            final long ordered,
            final long price) {
        await(
                buffer,
                offset,
                id,
                accountId,
                ordered,
                (sequence, quantity) -> new LiquidationFill(
                        source,
                        sequence,
                        accountId,
                        counterpartyId,
                        (int) instrumentId,
                        id,
                        isBuy ? quantity : -quantity,
                        price,
                        0));
    }

    // What is assigned to a counterparty is not the liquidator's any more.
    private void awaitDeleverage(final DirectBuffer buffer, final int offset) {
        final OrderId id = new OrderId(deleverage.orderEpoch(), deleverage.orderSequence(), deleverage.orderOrdinal());
        final List<PaperFill> fills = byOrder.get(id);
        if (fills != null && !fills.get(0).reduce(deleverage.quantity())) {
            waiting.remove(fills.get(0));
        }
        awaitFill(
                buffer,
                offset,
                id,
                deleverage.accountId(),
                deleverage.counterpartyId(),
                deleverage.instrumentId(),
                deleverage.side() == Side.BUY,
                deleverage.quantity(),
                deleverage.price());
    }

    private void awaitSeizure(final DirectBuffer buffer, final int offset) {
        if (seizeOrder.curve() == PriceCurve.FIXED) {
            awaitSeizure(buffer, offset, terms.delayNs(), seizeOrder.seize());
            return;
        }
        final PaperBid bid = PaperBid.of(seizeOrder, terms);
        if (bid != null) { // else it is never taken
            awaitSeizure(buffer, offset, bid.delayNs(), bid.sold());
        }
    }

    private void awaitSeizure(final DirectBuffer buffer, final int offset, final long delayNs, final long taken) {
        final OrderId id = new OrderId(seizeOrder.epoch(), seizeOrder.causeSequence(), seizeOrder.ordinal());
        final long accountId = seizeOrder.accountId();
        final int debtAssetId = (int) seizeOrder.debtAssetId();
        final long repaid = seizeOrder.repay() + seizeOrder.reserve();
        final int collateralAssetId = (int) seizeOrder.collateralAssetId();
        await(
                buffer,
                offset,
                delayNs,
                id,
                accountId,
                taken,
                (sequence, seized) -> new SeizeFill(
                        source, sequence, accountId, liquidatorId, id, debtAssetId, repaid, collateralAssetId, seized));
    }

    private void awaitPayment(final DirectBuffer buffer, final int offset) {
        final OrderId id = new OrderId(draw.epoch(), draw.causeSequence(), draw.ordinal());
        final long accountId = draw.accountId();
        final int fundId = (int) draw.fundId();
        final int assetId = (int) draw.assetId();
        await(
                buffer,
                offset,
                id,
                accountId,
                draw.amount(),
                (sequence, amount) ->
                        new FundPayment(source, sequence, accountId, fundId, assetId, amount, Optional.of(id)));
        drawsByAccount.computeIfAbsent(accountId, unknown -> new ArrayList<>()).add(id);
    }

    // Nothing that becomes of the order, or of the account, takes it back.
    private void awaitPenalty(final DirectBuffer buffer, final int offset) {
        final long accountId = penalty.accountId();
        final int fundId = (int) penalty.fundId();
        final int assetId = (int) penalty.assetId();
        final List<PaperFill.Made> moved = new ArrayList<>();
        final long toFund = penalty.fundAmount();
        if (toFund != 0) {
            moved.add((sequence, unused) ->
                    new FundPayment(source, sequence, accountId, fundId, assetId, -toFund, Optional.empty()));
        }
        addTransfers(moved, accountId, penalty.counterpartyId(), assetId, penalty.liquidatorAmount());
        addTransfers(moved, accountId, protocolId, assetId, penalty.protocolAmount());
        final long dueNs = Frame.eventNs(buffer, offset) + terms.delayNs();
        for (int i = 0; i < moved.size(); i++) {
            waiting.add(new PaperFill(dueNs, number(buffer, offset) + i, accountId, penalty.amount(), moved.get(i)));
        }
    }

    // Out of the account, and to who gets it, if that is an account at all.
    private void addTransfers(
            final List<PaperFill.Made> moved,
            final long accountId,
            final long receiverId,
            final int assetId,
            final long amount) {
        if (amount == 0) {
            return;
        }
        moved.add((sequence, unused) -> new Transfer(source, sequence, accountId, assetId, -amount));
        if (receiverId != LiquidationFill.NO_COUNTERPARTY) {
            moved.add((sequence, unused) -> new Transfer(source, sequence, receiverId, assetId, amount));
        }
    }

    // Ties of time go by the record that asked for it, then by its place among what that record asked for.
    private static long number(final DirectBuffer buffer, final int offset) {
        return Frame.sequence(buffer, offset) * MOST_OF_A_RECORD;
    }

    private void onState(final OrderId id, final OrderStatus status) {
        if (status == OrderStatus.CANCELLED || status == OrderStatus.EXPIRED || status == OrderStatus.FILLED) {
            drop(id);
        }
    }

    private void drop(final OrderId id) {
        final List<PaperFill> fills = byOrder.remove(id);
        if (fills != null) {
            waiting.removeAll(fills);
        }
    }

    // A draw ends silently with the verdict that it was made for.
    private void onVerdict(final long accountId, final Verdict verdict) {
        if (verdict != Verdict.BANKRUPT && drawsByAccount.containsKey(accountId)) {
            drawsByAccount.remove(accountId).forEach(this::drop);
        }
    }
}
