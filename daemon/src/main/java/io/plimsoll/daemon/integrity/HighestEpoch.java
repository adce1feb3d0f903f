package io.plimsoll.daemon.integrity;

import io.plimsoll.journal.FrameHandler;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** The highest epoch that records of either log speak of: those that open one, and the orders numbered in one. One thread. */
final class HighestEpoch implements FrameHandler {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EpochDecoder epoch = new EpochDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private long highest;

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final int message = offset + Frame.HEADER_LENGTH;
        switch (Frame.templateId(buffer, offset)) {
            case EpochDecoder.TEMPLATE_ID ->
                raise(epoch.wrapAndApplyHeader(buffer, message, header).epoch());
            case LiquidationOrderDecoder.TEMPLATE_ID ->
                raise(order.wrapAndApplyHeader(buffer, message, header).epoch());
            default -> {}
        }
    }

    private void raise(final long known) {
        highest = Math.max(highest, known);
    }

    /** 0 when there is none. */
    int value() {
        return (int) highest;
    }
}
