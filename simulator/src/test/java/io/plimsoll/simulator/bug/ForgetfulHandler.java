package io.plimsoll.simulator.bug;

import io.plimsoll.engine.InputHandler;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import org.agrona.DirectBuffer;

/** Keeps one liquidation fill in so many from the engine. */
final class ForgetfulHandler implements InputHandler {
    private static final int ONE_IN = 5;

    private final InputHandler engine;
    private int fills;

    ForgetfulHandler(final InputHandler engine) {
        this.engine = engine;
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int length, final OrderSink sink) {
        if (Frame.templateId(buffer, offset) == LiquidationFillDecoder.TEMPLATE_ID) {
            fills++;
            if (fills % ONE_IN == 0) {
                return;
            }
        }
        engine.onEvent(buffer, offset, length, sink);
    }
}
