package io.plimsoll.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.util.HashMap;
import java.util.List;
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

    @Test
    void shouldEndNoMessageBeforeTheLastOfItsPrices() {
        final Random random = Seeds.random(ConflationPropertyTest.class);
        for (int round = 0; round < ROUNDS; round++) {
            playMessages(random, random.nextInt(100), 1 + random.nextInt(8));
        }
    }

    private static void playMessages(final Random random, final int percentFull, final int ids) {
        final FakePort port = new FakePort(() -> random.nextInt(100) < percentFull);
        final PricePublisher publisher = new PricePublisher(port, WhenFull.CONFLATE);
        final PriceTick tick = new PriceTick();
        for (int message = 1; message <= TICKS; message++) {
            final int source = random.nextInt(2);
            for (int left = random.nextInt(5); left >= 0; left--) {
                tick.source(source).price(random.nextInt(ids), message, message).endOfGroup(left == 0);
                publisher.publish(tick);
            }
            if (random.nextInt(20) == 0) {
                publisher.flush();
            }
        }
        publisher.drain();
        for (int source = 0; source < 2; source++) {
            requireEndsBehind(port, source);
        }
    }

    // Where a message ends, none of those that have begun by then may have prices left; and the last record ends.
    private static void requireEndsBehind(final FakePort port, final int source) {
        final Map<Long, Integer> lastOf = new HashMap<>();
        final List<PriceTickDecoder> prices = port.published().stream()
                .map(FakePort.Published::price)
                .filter(price -> price.source() == source)
                .toList();
        for (int i = 0; i < prices.size(); i++) {
            lastOf.put(prices.get(i).value(), i);
        }
        int open = -1;
        for (int i = 0; i < prices.size(); i++) {
            open = Math.max(open, lastOf.get(prices.get(i).value()));
            if (prices.get(i).endOfGroup() == BooleanType.T) {
                assertTrue(open <= i, "a message ends at " + i + ", and goes on until " + open);
            }
        }
        assertEquals(BooleanType.T, prices.get(prices.size() - 1).endOfGroup());
    }
}
