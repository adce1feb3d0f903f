package io.plimsoll.benchmarks;

import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import org.agrona.DirectBuffer;

/** No engine: counts the ticks, so that what is left of a measurement is the harness that makes the records. */
final class NothingSubject implements Subject {
    private long ticks;

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int length, final OrderSink sink) {
        ticks += Frame.templateId(buffer, offset) == PriceTickDecoder.TEMPLATE_ID ? 1 : 0;
    }

    @Override
    public long ticks() {
        return ticks;
    }

    @Override
    public long found() {
        return 0;
    }

    @Override
    public long exact() {
        return 0;
    }

    @Override
    public long waiting() {
        return 0;
    }

    @Override
    public String defect() {
        return null;
    }
}
