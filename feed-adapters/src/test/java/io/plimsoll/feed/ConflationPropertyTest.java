package io.plimsoll.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the ring does: no last value is lost, order per price id is kept, and every tick is accounted for. */
@Timeout(20)
class ConflationPropertyTest {
    private static final int ROUNDS = 200;
    private static final int TICKS = 500;

    @Test
    void shouldAccountForEveryTickWhateverTheRingDoes() {
        final Random random = Seeds.random(ConflationPropertyTest.class);
        for (int round = 0; round < ROUNDS; round++) {
            playRound(random, random.nextInt(100), 1 + random.nextInt(12));
        }
    }

    private static void playRound(final Random random, final int percentFull, final int ids) {
        final FakePort port = new FakePort(() -> random.nextInt(100) < percentFull);
        final PricePublisher publisher = new PricePublisher(port, WhenFull.CONFLATE);
        final PriceTick tick = new PriceTick();
        final Map<Long, Long> lastOffered = new HashMap<>();
        for (int sequence = 1; sequence <= TICKS; sequence++) {
            final int source = random.nextInt(2);
            final int id = random.nextInt(ids);
            tick.source(source).price(id, sequence, sequence).published(sequence, sequence);
            publisher.publish(tick);
            lastOffered.put((long) source << 32 | id, (long) sequence);
            if (random.nextInt(20) == 0) {
                publisher.flush();
            }
            assertEquals(sequence, publisher.published() + publisher.conflated() + publisher.waiting());
        }
        publisher.drain();
        assertEquals(TICKS, publisher.offered());

        long accounted = 0;
        final Map<Long, Long> lastPublished = new HashMap<>();
        for (final FakePort.Published record : port.published()) {
            final PriceTickDecoder price = record.price();
            accounted += 1 + price.conflated();
            assertEquals(price.value(), price.confidence());
            assertEquals(price.value(), price.sourceSequence());
            final Long before = lastPublished.put((long) price.source() << 32 | price.priceId(), price.value());
            assertTrue(before == null || before < price.value(), "out of order within a price id");
        }
        assertEquals(TICKS, accounted);
        assertEquals(lastOffered, lastPublished);
    }
}
