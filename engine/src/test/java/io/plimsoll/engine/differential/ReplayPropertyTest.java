package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The same inputs give the same output bytes and the same state hash, whatever else is different (promises P1, P2): another
 * engine of other capacity, in another locale and time zone.
 */
@Isolated("sets the default locale and time zone")
class ReplayPropertyTest {
    private static final int SEEDS = 20;
    private static final int EVENTS = 3_000;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void shouldGiveTheSameBytesAndHashes() {
        final long first = Long.getLong("plimsoll.seed", 1);
        System.out.println("seeds from " + first + "; reproduce one with -Dplimsoll.seed=N");
        final Locale locale = Locale.getDefault();
        final TimeZone zone = TimeZone.getDefault();
        try {
            for (long seed = first; seed < first + SEEDS; seed++) {
                compare(seed);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static void compare(final long seed) {
        final NaiveMarginEngine oracle = new NaiveMarginEngine();
        final EventGenerator generator = new EventGenerator(seed, oracle.state());
        final InputRecords records = new InputRecords();
        final MarginEngine one = new MarginEngine(new EngineCapacity(
                World.MAX_ACCOUNTS,
                World.MAX_LEGS,
                World.MAX_ORDERS_IN_FLIGHT,
                World.MAX_DEFINITIONS,
                World.MAX_DEFINITIONS));
        final MarginEngine two = new MarginEngine(new EngineCapacity(
                2 * World.MAX_ACCOUNTS,
                3 * World.MAX_LEGS,
                5 * World.MAX_ORDERS_IN_FLIGHT,
                World.MAX_DEFINITIONS,
                World.MAX_DEFINITIONS));
        final Bytes bytesOfOne = new Bytes();
        final Bytes bytesOfTwo = new Bytes();
        long previous = 0;
        for (int event = 0; event < EVENTS; event++) {
            generator.next(records);
            generator.observe(oracle.onEvent(records.buffer(), records.offset(), records.length()));
            Locale.setDefault(Locale.ROOT);
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            one.onEvent(records.buffer(), records.offset(), records.length(), bytesOfOne);
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            two.onEvent(records.buffer(), records.offset(), records.length(), bytesOfTwo);
            if (event % 100 == 0) {
                assertEquals(one.stateHash(), two.stateHash(), "seed " + seed + ", record " + event);
                assertNotEquals(previous, one.stateHash(), "a hash that stands still sees nothing");
                previous = one.stateHash();
            }
        }
        assertArrayEquals(bytesOfOne.taken.toByteArray(), bytesOfTwo.taken.toByteArray(), "seed " + seed);
    }

    /** Keeps every output's bytes and event time. */
    private static final class Bytes implements OrderSink {
        private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return buffer;
        }

        @Override
        public int messageOffset() {
            return 0;
        }

        @Override
        public void commit(final int length, final long eventNs) {
            final byte[] bytes = new byte[length];
            buffer.getBytes(0, bytes);
            taken.writeBytes(bytes);
            taken.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(eventNs).array());
        }
    }
}
