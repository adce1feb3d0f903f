package io.plimsoll.daemon.process;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.protocol.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a fresh engine makes of {@code inputs}: the decisions that {@code orders} must hold, and who holds what at the end. */
final class ReplayedInputs {
    private static final EngineCapacity ROOMY = new EngineCapacity(20_000, 100_000, 50_000, 64, 64);

    private final MarginEngine engine = new MarginEngine(ROOMY);
    private final Sealing decisions = new Sealing();

    ReplayedInputs(final List<DirectBuffer> inputs) {
        inputs.forEach(record -> engine.onEvent(record, 0, record.capacity(), decisions));
    }

    /** The whole records that {@code orders} must hold. */
    List<DirectBuffer> decisions() {
        return decisions.sealed;
    }

    /** By account id: its name, and what it holds of the first instrument and of the second. */
    Map<Long, String> holdings() {
        final Map<Long, String> holdings = new TreeMap<>();
        final MarginView view = engine.view();
        for (int unit = 0; unit < view.unitCount(); unit++) {
            final UnitMargin margin = new UnitMargin();
            view.compute(unit, margin);
            final long[] quantity = new long[2];
            view.forEachPosition(
                    unit,
                    margin,
                    position -> quantity[position.symbol().startsWith("BTC") ? 0 : 1] = position.quantity());
            holdings.put(view.accountId(unit), view.accountName(unit) + " " + quantity[0] + " " + quantity[1]);
        }
        return holdings;
    }

    /** Seals each decision as the writer of {@code orders} does. */
    private static final class Sealing implements OrderSink {
        private final List<DirectBuffer> sealed = new ArrayList<>();
        private final MutableDirectBuffer claimed = new ExpandableArrayBuffer(1 << 14);
        private int crc;

        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return claimed;
        }

        @Override
        public int messageOffset() {
            return Frame.HEADER_LENGTH;
        }

        @Override
        public void commit(final int length, final long eventNs) {
            final UnsafeBuffer record = new UnsafeBuffer(new byte[Frame.HEADER_LENGTH + length]);
            record.putBytes(Frame.HEADER_LENGTH, claimed, Frame.HEADER_LENGTH, length);
            crc = Frame.seal(record, 0, length, sealed.size() + 1L, eventNs, crc);
            sealed.add(record);
        }
    }
}
