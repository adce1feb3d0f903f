package io.plimsoll.daemon.chain;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.BalanceSnapshotEncoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.FillEncoder;
import io.plimsoll.protocol.codec.LiquidationFillEncoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import io.plimsoll.protocol.codec.Side;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A stream without end that allocates nothing: the price walks up and down a hill, each order it causes is filled, and its account starts
 * again with a fresh balance and a position on the other side. One thread.
 */
final class MixedStream {
    private static final int PRICES = 31;
    private static final int FACTS = 32;
    private static final long PRICE = 100_000_000_000L; // 1,000 at 8 decimals
    private static final long COIN = 1_000;
    private static final int CAPACITY = 1 << 14;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceTickEncoder tick = new PriceTickEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final LiquidationFillEncoder liquidationFill = new LiquidationFillEncoder();
    private final BalanceSnapshotEncoder balance = new BalanceSnapshotEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();

    // orders to be filled, then positions to be opened again, in rings
    private final long[] cause = new long[CAPACITY];
    private final long[] ordinal = new long[CAPACITY];
    private final long[] account = new long[CAPACITY];
    private final long[] quantity = new long[CAPACITY];
    private int ordered;
    private int filled;
    private int reset;
    private int opened;

    private long events;
    private long prices;
    private long facts;
    private long mark = PRICE;

    /** Takes note of an output, if it is an order. */
    void onOutput(final DirectBuffer buffer, final int message) {
        headerDecoder.wrap(buffer, message);
        if (headerDecoder.templateId() == LiquidationOrderDecoder.TEMPLATE_ID) {
            order.wrapAndApplyHeader(buffer, message, headerDecoder);
            final int slot = ordered++ & (CAPACITY - 1);
            cause[slot] = order.causeSequence();
            ordinal[slot] = order.ordinal();
            account[slot] = order.accountId();
            quantity[slot] = order.side() == Side.BUY ? order.quantity() : -order.quantity();
        }
    }

    /** Writes the next message and returns its length. */
    int next(final MutableDirectBuffer buffer) {
        final int offset = Frame.HEADER_LENGTH;
        final int turn = (int) (events++ % 4);
        if (turn == 1 && filled < ordered) {
            return fillOrder(buffer, offset);
        }
        if (turn == 2 && reset < filled) {
            return resetBalance(buffer, offset);
        }
        if (turn == 3 && opened < reset) {
            return open(buffer, offset);
        }
        return price(buffer, offset);
    }

    private int price(final MutableDirectBuffer buffer, final int offset) {
        prices++;
        final long phase = prices % 1_000;
        mark = PRICE + (Math.min(phase, 1_000 - phase) - 250) * (PRICE / 1_250); // 20 % to each side
        tick.wrapAndApplyHeader(buffer, offset, header)
                .value(mark)
                .confidence(PriceTickEncoder.confidenceNullValue())
                .publishNs(prices)
                .receiveNs(prices)
                .sourceSequence(prices)
                .priceId(1)
                .conflated(0)
                .source(PRICES)
                .endOfGroup(BooleanType.T);
        return MessageHeaderEncoder.ENCODED_LENGTH + tick.encodedLength();
    }

    private int fillOrder(final MutableDirectBuffer buffer, final int offset) {
        final int slot = filled++ & (CAPACITY - 1);
        liquidationFill
                .wrapAndApplyHeader(buffer, offset, header)
                .accountId(account[slot])
                .counterpartyId(LiquidationFillEncoder.counterpartyIdNullValue())
                .quantity(quantity[slot])
                .price(mark)
                .fee(0)
                .sourceSequence(++facts)
                .orderSequence(cause[slot])
                .orderEpoch(0)
                .instrumentId(1)
                .orderOrdinal(ordinal[slot])
                .source(FACTS);
        return MessageHeaderEncoder.ENCODED_LENGTH + liquidationFill.encodedLength();
    }

    // The account starts again with a little more than the maintenance margin of what it will open.
    private int resetBalance(final MutableDirectBuffer buffer, final int offset) {
        final int slot = reset++ & (CAPACITY - 1);
        balance.wrapAndApplyHeader(buffer, offset, header)
                .accountId(account[slot])
                .amount(coins(slot) * 60_000_000L) // a coin is worth about a thousand
                .sourceSequence(++facts)
                .assetId(1)
                .source(FACTS)
                .first(BooleanType.T)
                .last(BooleanType.T);
        return MessageHeaderEncoder.ENCODED_LENGTH + balance.encodedLength();
    }

    // On the other side than the one that was liquidated: on the same, the way back would never reach it again.
    private int open(final MutableDirectBuffer buffer, final int offset) {
        final int slot = opened++ & (CAPACITY - 1);
        fill.wrapAndApplyHeader(buffer, offset, header)
                .accountId(account[slot])
                .quantity(Long.signum(quantity[slot]) * coins(slot) * COIN)
                .price(mark)
                .fee(1)
                .sourceSequence(++facts)
                .instrumentId(1)
                .source(FACTS);
        return MessageHeaderEncoder.ENCODED_LENGTH + fill.encodedLength();
    }

    private long coins(final int slot) {
        return 1 + account[slot] % 5;
    }

    long orders() {
        return ordered;
    }

    long fills() {
        return filled;
    }

    long opens() {
        return opened;
    }

    long prices() {
        return prices;
    }
}
