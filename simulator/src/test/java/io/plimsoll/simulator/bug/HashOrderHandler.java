package io.plimsoll.simulator.bug;

import io.plimsoll.engine.InputHandler;
import io.plimsoll.engine.OrderSink;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Gathers the decisions on one input, and emits them by their hash. */
final class HashOrderHandler implements InputHandler {
    private final InputHandler engine;
    private final Gathering gathering = new Gathering();

    HashOrderHandler(final InputHandler engine) {
        this.engine = engine;
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int length, final OrderSink sink) {
        engine.onEvent(buffer, offset, length, gathering);
        gathering.emit(sink);
    }

    private static final class Gathering implements OrderSink {
        private final PriorityQueue<byte[]> messages = new PriorityQueue<>(Comparator.comparingInt(Arrays::hashCode));
        private UnsafeBuffer claimed;
        private long causeNs;

        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            claimed = new UnsafeBuffer(new byte[maxLength]);
            return claimed;
        }

        @Override
        public int messageOffset() {
            return 0;
        }

        @Override
        public void commit(final int length, final long eventNs) {
            messages.add(Arrays.copyOf(claimed.byteArray(), length));
            causeNs = eventNs;
        }

        void emit(final OrderSink sink) {
            for (byte[] message = messages.poll(); message != null; message = messages.poll()) {
                sink.claim(message.length).putBytes(sink.messageOffset(), message);
                sink.commit(message.length, causeNs);
            }
        }
    }
}
