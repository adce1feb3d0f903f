package io.plimsoll.feed.fact;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.LiquidationFillEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * A liquidation order traded.
 *
 * @param accountId the liquidated account
 * @param counterpartyId the account that took the other side at the same price, or {@link #NO_COUNTERPARTY}
 * @param order which order
 * @param quantity signed quantity mantissa of the liquidated account; positive: bought
 * @param price price mantissa
 * @param fee settlement-asset balance mantissa; positive: paid by the liquidated account
 */
public record LiquidationFill(
        int source,
        long sourceSequence,
        long accountId,
        long counterpartyId,
        int instrumentId,
        OrderId order,
        long quantity,
        long price,
        long fee)
        implements Fact {
    /** The venue reports the other side separately. */
    public static final long NO_COUNTERPARTY = Long.MIN_VALUE;

    /** Checks the fields. */
    public LiquidationFill {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        Checks.counterpartyId(counterpartyId);
        Checks.id(instrumentId, "instrument id");
        Checks.order(order);
        Checks.amount(quantity, "quantity");
        Checks.amount(price, "price");
        Checks.amount(fee, "fee");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final LiquidationFillEncoder encoder = new LiquidationFillEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .counterpartyId(counterpartyId)
                .quantity(quantity)
                .price(price)
                .fee(fee)
                .sourceSequence(sourceSequence)
                .orderSequence(order.sequence())
                .orderEpoch(order.epoch())
                .instrumentId(Integer.toUnsignedLong(instrumentId))
                .orderOrdinal(order.ordinal())
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
