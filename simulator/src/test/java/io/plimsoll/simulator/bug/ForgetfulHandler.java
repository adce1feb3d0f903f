package io.plimsoll.simulator.bug;

import io.plimsoll.engine.InputHandler;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.Frame;
import org.agrona.DirectBuffer;

/** Keeps one record in so many of one kind from the engine. */
final class ForgetfulHandler implements InputHandler {
    private final InputHandler engine;
    private final int templateId;
    private final int oneIn;
    private int records;

    ForgetfulHandler(final InputHandler engine, final int templateId, final int oneIn) {
        this.engine = engine;
        this.templateId = templateId;
        this.oneIn = oneIn;
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int length, final OrderSink sink) {
        if (Frame.templateId(buffer, offset) == templateId) {
            records++;
            if (records % oneIn == 0) {
                return;
            }
        }
        engine.onEvent(buffer, offset, length, sink);
    }
}
