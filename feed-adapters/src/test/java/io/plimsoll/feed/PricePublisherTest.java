package io.plimsoll.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PricePublisherTest {
    private final AtomicBoolean full = new AtomicBoolean();
    private final FakePort port = new FakePort(full::get);
    private final PricePublisher publisher = new PricePublisher(port, WhenFull.CONFLATE);
    private final PriceTick tick = new PriceTick();

    private boolean publish(final int priceId, final long value) {
        return publisher.publish(tick.source(2).price(priceId, value, TickSource.NO_CONFIDENCE));
    }

    @Test
    void shouldEncodeEveryFieldInPlace() {
        tick.source(PricePublisher.MAX_SOURCE)
                .price(-2, 42, 7)
                .published(111, 333)
                .received(222, 444)
                .endOfGroup(false)
                .eventNs(555);
        assertTrue(publisher.publish(tick));

        final FakePort.Published record = port.published().get(0);
        assertEquals(MessageHeaderEncoder.ENCODED_LENGTH + PriceTickDecoder.BLOCK_LENGTH, record.length());
        assertEquals(444, record.dueNanoTime());
        assertEquals(555, record.eventNs());
        final PriceTickDecoder price = record.price();
        assertEquals(42, price.value());
        assertEquals(7, price.confidence());
        assertEquals(111, price.publishNs());
        assertEquals(222, price.receiveNs());
        assertEquals(333, price.sourceSequence());
        assertEquals(0xFFFF_FFFEL, price.priceId());
        assertEquals(0, price.conflated());
        assertEquals(PricePublisher.MAX_SOURCE, price.source());
        assertEquals(BooleanType.F, price.endOfGroup());
    }

    @Test
    void shouldWriteNullForNoConfidence() {
        publish(1, 100);
        assertEquals(
                PriceTickDecoder.confidenceNullValue(),
                port.published().get(0).price().confidence());
    }

    @Test
    void shouldKeepTheLatestOfEachIdWhileFullAndSayHowManyItReplaced() {
        full.set(true);
        assertFalse(publish(1, 10));
        assertFalse(publish(2, 20));
        assertFalse(publish(1, 11));
        assertFalse(publish(1, 12));
        assertEquals(2, publisher.waiting());
        full.set(false);

        assertTrue(publish(1, 13));

        assertEquals(2, port.published().size());
        final PriceTickDecoder first = port.published().get(0).price();
        assertEquals(1, first.priceId());
        assertEquals(13, first.value());
        assertEquals(3, first.conflated());
        assertEquals(20, port.published().get(1).price().value());
        assertEquals(0, port.published().get(1).price().conflated());
        assertEquals(5, publisher.offered());
        assertEquals(2, publisher.published());
        assertEquals(3, publisher.conflated());
    }

    @Test
    void shouldStartCountingAnewAfterPublishing() {
        full.set(true);
        publish(1, 10);
        publish(1, 11);
        full.set(false);
        assertTrue(publisher.flush());
        assertTrue(publish(1, 12));
        assertEquals(1, port.published().get(0).price().conflated());
        assertEquals(0, port.published().get(1).price().conflated());
    }

    @Test
    void shouldNotConflateDifferentSources() {
        full.set(true);
        publisher.publish(tick.source(1).price(7, 10, TickSource.NO_CONFIDENCE));
        publisher.publish(tick.source(2).price(7, 20, TickSource.NO_CONFIDENCE));
        full.set(false);
        publisher.flush();
        assertEquals(2, port.published().size());
        assertEquals(0, publisher.conflated());
    }

    @Test
    void shouldFlushOnlyAsMuchAsThereIsRoomFor() {
        full.set(true);
        publish(1, 10);
        assertFalse(publisher.flush());
        assertEquals(0, port.published().size());
        publisher.drain(); // waits for room
        assertEquals(1, port.published().size());
        assertTrue(publisher.flush());
    }

    /** Puts a message of prices before the publisher: ids, of which the last one ends it. */
    private void message(final int... priceIds) {
        for (int i = 0; i < priceIds.length; i++) {
            tick.endOfGroup(i == priceIds.length - 1);
            publish(priceIds[i], 1);
        }
    }

    /** What was published: ids, with a full stop where a message ends. */
    private String published() {
        final StringBuilder text = new StringBuilder();
        for (final FakePort.Published record : port.published()) {
            text.append(record.price().priceId()).append(record.price().endOfGroup() == BooleanType.T ? ". " : " ");
        }
        return text.toString().strip();
    }

    private String publishedWhenFull(final int[]... messages) {
        full.set(true);
        for (final int[] message : messages) {
            message(message);
        }
        full.set(false);
        publisher.flush();
        return published();
    }

    @Test
    void shouldEndAMessageWithTheLastOfItsPricesThatLeaves() {
        assertEquals("1 2 3.", publishedWhenFull(new int[] {1, 2}, new int[] {3, 1}));
    }

    @Test
    void shouldEndMessagesThatOverlapTogether() {
        assertEquals("1 2 3 4.", publishedWhenFull(new int[] {1, 2}, new int[] {2, 3}, new int[] {3, 4}));
    }

    @Test
    void shouldNotEndAMessageWithAPriceOfItThatWasReplacedAlone() {
        assertEquals("1 2 3.", publishedWhenFull(new int[] {1, 2, 3}, new int[] {2}));
    }

    @Test
    void shouldKeepMessagesApartThatDoNotOverlap() {
        assertEquals("1. 2 3. 4.", publishedWhenFull(new int[] {1}, new int[] {2, 3}, new int[] {4}, new int[] {1}));
    }

    @Test
    void shouldEndAMessageThatNamesAPriceTwice() {
        assertEquals("1 2.", publishedWhenFull(new int[] {1, 2, 1}));
    }

    @Test
    void shouldEndAMessageWhoseFirstPricesHaveLeft() {
        message(1, 2);
        tick.endOfGroup(false);
        publish(3, 1);
        full.set(true);
        publish(4, 1);
        full.set(false);
        publisher.flush();
        full.set(true);
        tick.endOfGroup(true);
        publish(5, 1);
        message(6);
        full.set(false);
        publisher.flush();
        assertEquals("1 2. 3 4 5. 6.", published());
    }

    @Test
    void shouldWaitInsteadOfConflatingWhenToldTo() {
        full.set(true);
        final PricePublisher waiting = new PricePublisher(port, WhenFull.WAIT);
        for (int value = 1; value <= 5; value++) {
            assertTrue(waiting.publish(tick.price(1, value, TickSource.NO_CONFIDENCE)));
        }
        assertEquals(5, port.published().size());
        assertEquals(5, port.waits());
        assertEquals(0, waiting.conflated());
    }

    @Test
    void shouldGiveTheSlotUpWhenEncodingFails() {
        final StubPort stub = new StubPort(FakePort.SLOT);
        final PricePublisher failing = new PricePublisher(stub, WhenFull.CONFLATE);
        assertThrows(IndexOutOfBoundsException.class, () -> failing.publish(tick));
        assertEquals(List.of(0), stub.lengths);
        assertEquals(0, failing.published());
    }

    @Test
    void shouldRefuseWhatARecordCannotCarry() {
        assertThrows(IllegalArgumentException.class, () -> tick.source(65_535));
        assertThrows(IllegalArgumentException.class, () -> tick.source(-1));
        final StubPort small = new StubPort(58);
        assertThrows(IllegalArgumentException.class, () -> new PricePublisher(small, WhenFull.CONFLATE));
    }

    /** Has slots of one byte, whatever it says. */
    private static final class StubPort implements InputPort {
        private final int maxLength;
        private final List<Integer> lengths = new ArrayList<>();

        StubPort(final int maxLength) {
            this.maxLength = maxLength;
        }

        @Override
        public long claim() {
            return 0;
        }

        @Override
        public long tryClaim() {
            return 0;
        }

        @Override
        public MutableDirectBuffer buffer(final long slot) {
            return new UnsafeBuffer(new byte[1]);
        }

        @Override
        public int messageOffset(final long slot) {
            return 0;
        }

        @Override
        public int maxMessageLength() {
            return maxLength;
        }

        @Override
        public void publish(final long slot, final int length, final long dueNanoTime, final long eventNs) {
            lengths.add(length);
        }
    }
}
