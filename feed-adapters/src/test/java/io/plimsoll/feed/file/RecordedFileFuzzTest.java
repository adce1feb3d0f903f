package io.plimsoll.feed.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.TickSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes, a file is read or refused with a {@link FormatException}: nothing else comes out. */
@Timeout(30)
class RecordedFileFuzzTest {
    private static final int ROUNDS = 12_000;
    private static final List<String> GOOD = List.of(
            "ts,instrument,price\n1,BTC,100.5\n2,ETH,7\n3,DOGE,1\n",
            "ts,instrument,price,confidence\n1,BTC,100.5,0.25\n2,ETH,7,\n",
            "ts,symbol,open,high,low,close,volume\n1,BTC,1,3,1,2,5\n2,XRP,9,9,8,8,1\n",
            "timestamp,price,amount\r\n1385337600,800.010000000000,0.1\r\n1385337601,800,1\r\n");

    private final Random random = Seeds.random(RecordedFileFuzzTest.class);
    private int read;
    private int refused;

    @Test
    void shouldReadOrRefuseWhateverComes() {
        for (int round = 0; round < ROUNDS; round++) {
            final byte[] good = GOOD.get(random.nextInt(GOOD.size())).getBytes(UTF_8);
            switch (random.nextInt(4)) {
                case 0 -> tryRead(noise(random.nextInt(200)));
                case 1 -> tryRead(damaged(good));
                case 2 -> tryRead(damaged(TestFiles.gzip(good)));
                default -> tryRead(TestFiles.gzip(damaged(good)));
            }
        }
        System.out.println("RecordedFileFuzzTest: " + read + " read, " + refused + " refused");
        assertTrue(read > ROUNDS / 100 && refused > ROUNDS / 100, "both ways are tried");
    }

    private byte[] noise(final int length) {
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] damaged(final byte[] good) {
        byte[] bytes = good.clone();
        for (int change = random.nextInt(3); change >= 0; change--) {
            final int place = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[place] = (byte) "0123456789.,-\n\reE\"".charAt(random.nextInt(18));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, place));
                default -> {
                    final int from = random.nextInt(bytes.length);
                    final int length = Math.min(bytes.length - from, bytes.length - place);
                    System.arraycopy(bytes, from, bytes, place, random.nextInt(length));
                }
            }
        }
        return bytes;
    }

    private void tryRead(final byte[] bytes) {
        try {
            final List<String> feeds = random.nextBoolean() ? List.of() : List.of("BTC", "ETH");
            final TickSource ticks = TestFiles.read(bytes, feeds).ticks();
            while (ticks.next()) {
                assertTrue(ticks.eventNs() >= 0 && ticks.priceId() >= 0 && ticks.sequence() > 0);
            }
            read++;
        } catch (final FormatException e) {
            refused++;
        }
    }
}
