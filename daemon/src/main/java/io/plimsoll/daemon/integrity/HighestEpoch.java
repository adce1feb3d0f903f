package io.plimsoll.daemon.integrity;

import io.plimsoll.journal.FrameHandler;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.FundDrawDecoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import org.agrona.DirectBuffer;

/** The highest epoch that anything speaks of: records that open one, orders numbered in one, engines that are in one. One thread. */
final class HighestEpoch implements FrameHandler {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EpochDecoder epoch = new EpochDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
    private final FundDrawDecoder draw = new FundDrawDecoder();
    private long highest;

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final int message = offset + Frame.HEADER_LENGTH;
        switch (Frame.templateId(buffer, offset)) {
            case EpochDecoder.TEMPLATE_ID ->
                raise(epoch.wrapAndApplyHeader(buffer, message, header).epoch());
            case LiquidationOrderDecoder.TEMPLATE_ID ->
                raise(order.wrapAndApplyHeader(buffer, message, header).epoch());
            case SeizeOrderDecoder.TEMPLATE_ID ->
                raise(seizeOrder.wrapAndApplyHeader(buffer, message, header).epoch());
            case FundDrawDecoder.TEMPLATE_ID ->
                raise(draw.wrapAndApplyHeader(buffer, message, header).epoch());
            default -> {}
        }
    }

    /** Somebody has used this one. */
    void raise(final long known) {
        highest = Math.max(highest, known);
    }

    /** Hears each record, and hands it on. */
    FrameHandler and(final FrameHandler next) {
        return (buffer, offset, length) -> {
            onFrame(buffer, offset, length);
            next.onFrame(buffer, offset, length);
        };
    }

    /** 0 when there is none. */
    int value() {
        return (int) highest;
    }
}
