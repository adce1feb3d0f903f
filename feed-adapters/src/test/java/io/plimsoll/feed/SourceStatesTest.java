package io.plimsoll.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SourceStatesTest {
    private final AtomicBoolean full = new AtomicBoolean();
    private final FakePort port = new FakePort(full::get);
    private final PricePublisher prices = new PricePublisher(port, WhenFull.CONFLATE);
    private final SourceStates states = new SourceStates(port, prices);

    private List<Integer> templates() {
        return port.published().stream().map(FakePort.Published::templateId).toList();
    }

    @Test
    void shouldEncodeInPlace() {
        states.down(PricePublisher.MAX_SOURCE, 444, 555);
        final FakePort.Published record = port.published().get(0);
        assertEquals(MessageHeaderEncoder.ENCODED_LENGTH + SourceDownDecoder.BLOCK_LENGTH, record.length());
        assertEquals(444, record.dueNanoTime());
        assertEquals(555, record.eventNs());
        assertEquals(
                PricePublisher.MAX_SOURCE,
                new SourceDownDecoder()
                        .wrapAndApplyHeader(record.buffer(), 0, new MessageHeaderDecoder())
                        .source());
    }

    @Test
    void shouldWaitForRoomAndNotBeDropped() {
        full.set(true);
        states.down(2, 1, 1);
        assertEquals(1, port.waits());
        assertEquals(List.of(SourceDownDecoder.TEMPLATE_ID), templates());
    }

    @Test
    void shouldComeBehindPricesThatWait() {
        full.set(true);
        assertFalse(prices.publish(new PriceTick().source(2).price(1, 10, TickSource.NO_CONFIDENCE)));
        states.down(2, 1, 1);
        assertEquals(List.of(PriceTickDecoder.TEMPLATE_ID, SourceDownDecoder.TEMPLATE_ID), templates());
    }

    @Test
    void shouldRefuseWhatIsNoSource() {
        assertThrows(IllegalArgumentException.class, () -> states.down(PricePublisher.MAX_SOURCE + 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> states.down(-1, 1, 1));
        assertEquals(List.of(), templates());
    }
}
