package io.plimsoll.feed.fact;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.SeizeFillEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * A seize order was carried out, or part of it: a debt was repaid, and collateral taken for it.
 *
 * @param accountId the account that owed
 * @param counterpartyId the account that repaid and took the collateral, or {@link LiquidationFill#NO_COUNTERPARTY}
 * @param order which order
 * @param debtAssetId what was owed
 * @param repaid balance mantissa of it, not negative
 * @param collateralAssetId what was taken
 * @param seized balance mantissa of it, not negative
 */
public record SeizeFill(
        int source,
        long sourceSequence,
        long accountId,
        long counterpartyId,
        OrderId order,
        int debtAssetId,
        long repaid,
        int collateralAssetId,
        long seized)
        implements Fact {
    /** Checks the fields. */
    public SeizeFill {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        Checks.counterpartyId(counterpartyId);
        Checks.order(order);
        Checks.id(debtAssetId, "debt asset id");
        Checks.amount(repaid, "amount repaid");
        Checks.id(collateralAssetId, "collateral asset id");
        Checks.amount(seized, "amount seized");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final SeizeFillEncoder encoder = new SeizeFillEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .counterpartyId(counterpartyId)
                .repaid(repaid)
                .seized(seized)
                .sourceSequence(sourceSequence)
                .orderSequence(order.sequence())
                .orderEpoch(order.epoch())
                .debtAssetId(Integer.toUnsignedLong(debtAssetId))
                .collateralAssetId(Integer.toUnsignedLong(collateralAssetId))
                .orderOrdinal(order.ordinal())
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
