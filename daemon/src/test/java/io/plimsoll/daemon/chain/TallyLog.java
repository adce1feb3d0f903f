package io.plimsoll.daemon.chain;

import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.fake.FakeLogWriter;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;

/** Checks each input as the real log does, keeps the sums of what went by and none of the records. The chain's thread. */
final class TallyLog extends FakeLogWriter {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceTickDecoder price = new PriceTickDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final Long2LongHashMap lastPrice = new Long2LongHashMap(0);
    private long prices;
    private long conflated;
    private long facts;
    private long lastFact;

    TallyLog() {
        super(start(), RecordSlot.SIZE);
    }

    private static FrameChain start() {
        final FrameChain chain = new FrameChain();
        chain.anchor(0, 0, 0);
        return chain;
    }

    @Override
    protected void store(final DirectBuffer buffer, final int offset, final int length) {
        final int message = offset + Frame.HEADER_LENGTH;
        switch (Frame.templateId(buffer, offset)) {
            case PriceTickDecoder.TEMPLATE_ID -> {
                price.wrapAndApplyHeader(buffer, message, header);
                prices++;
                conflated += price.conflated();
                lastPrice.put(price.priceId(), price.value());
            }
            case TransferDecoder.TEMPLATE_ID -> {
                transfer.wrapAndApplyHeader(buffer, message, header);
                if (transfer.sourceSequence() != ++lastFact) {
                    throw new AssertionError("fact " + transfer.sourceSequence() + " where " + lastFact + " is due");
                }
                facts++;
            }
            default -> {
                // what opens a run
            }
        }
    }

    /** Prices of all time, this one's sum of what they replaced, and account records. */
    long prices() {
        return prices;
    }

    long conflated() {
        return conflated;
    }

    long facts() {
        return facts;
    }

    Long2LongHashMap lastPrice() {
        return lastPrice;
    }
}
