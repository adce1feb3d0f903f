package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OpenOrdersEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * What an account's own open orders in one instrument come to; replaces what was known of them.
 *
 * @param bids sum of what is left of all bids, quantity mantissa, not negative
 * @param asks the same of all asks, not negative
 * @param orders how many orders these are, 0 to 65,534
 */
public record OpenOrders(
        int source, long sourceSequence, long accountId, int instrumentId, long bids, long asks, int orders)
        implements Fact {
    /** Most orders that one record tells of: one less than SBE's null. */
    public static final int MAX_ORDERS = 65_534;

    /** Checks the fields. */
    public OpenOrders {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        Checks.id(instrumentId, "instrument id");
        Checks.amount(bids, "bids");
        Checks.amount(asks, "asks");
        Checks.check(orders >= 0 && orders <= MAX_ORDERS, "orders", orders, "0 to 65,534");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final OpenOrdersEncoder encoder = new OpenOrdersEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .bids(bids)
                .asks(asks)
                .sourceSequence(sourceSequence)
                .instrumentId(Integer.toUnsignedLong(instrumentId))
                .orders(orders)
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
