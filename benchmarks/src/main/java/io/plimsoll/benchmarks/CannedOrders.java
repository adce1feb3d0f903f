package io.plimsoll.benchmarks;

import io.plimsoll.engine.InputHandler;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.Side;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The floor: an engine that answers each price with the same order and does nothing else. Ring, journals and order size are the real ones. */
final class CannedOrders implements InputHandler {
    private final UnsafeBuffer message = new UnsafeBuffer(ByteBuffer.allocateDirect(1024));
    private final int length;

    CannedOrders() {
        final LiquidationOrderEncoder order = new LiquidationOrderEncoder()
                .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                .accountId(1)
                .quantity(1)
                .side(Side.SELL);
        order.legsCount(1).next().value(1).priceId(1);
        order.accountName("a100000").symbol("BTC-PERP");
        length = MessageHeaderEncoder.ENCODED_LENGTH + order.encodedLength();
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int recordLength, final OrderSink sink) {
        if (Frame.templateId(buffer, offset) == PriceTickDecoder.TEMPLATE_ID) {
            sink.claim(length).putBytes(sink.messageOffset(), message, 0, length);
            sink.commit(length, Frame.eventNs(buffer, offset));
        }
    }
}
