package io.plimsoll.feed.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes, a line is applied whole or complained of: nothing is thrown, and the good line behind it is read. */
@Timeout(120)
class NdjsonFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final String LAST =
            "{\"type\":\"price\",\"source\":\"2\",\"sequence\":\"1\",\"of\":\"BTC\",\"publishNs\":\"5\",\"value\":\"7\"}";
    private static final List<String> GOOD = List.of(
            LAST,
            "{\"type\":\"account\",\"source\":\"3\",\"sequence\":\"1\",\"account\":\"n\",\"accountId\":\"9\",\"role\":\"trader\"}",
            "{\"type\":\"transfer\",\"source\":\"3\",\"sequence\":\"3\",\"account\":\"a1\",\"asset\":\"USDC\",\"amount\":\"-1.5\"}",
            "{\"type\":\"liquidationFill\",\"source\":\"3\",\"sequence\":\"6\",\"account\":\"a1\",\"counterparty\":\"a2\",\"order\":\"1-4711-2\",\"instrument\":\"BTC-PERP\",\"quantity\":\"-1\",\"price\":\"40000\",\"fee\":\"0.5\"}",
            "{\"type\":\"snapshot\",\"source\":\"3\",\"sequence\":\"4\",\"account\":\"a1\",\"collateral\":{\"USDC\":\"1\"},\"positions\":[{\"instrument\":\"BTC-PERP\",\"quantity\":\"1\",\"entryPrice\":\"5\"}]}");

    private final Random random = Seeds.random(NdjsonFuzzTest.class);

    @Test
    void shouldApplyOrRefuseWhateverComes() {
        int refused = 0;
        int applied = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final TestIngress in = new TestIngress();
            final List<byte[]> parts = new ArrayList<>();
            for (int line = random.nextInt(4); line >= 0; line--) {
                parts.add(random.nextInt(4) == 0 ? noise() : damaged());
            }
            parts.add(("\n" + LAST + "\n").getBytes(UTF_8));
            final List<FakePort.Published> published = in.read(joined(parts));
            assertEquals(700, published.get(published.size() - 1).price().value());
            refused += in.errors.size();
            applied += published.size() - 1;
        }
        System.out.println("NdjsonFuzzTest: " + applied + " records applied, " + refused + " lines refused");
        assertTrue(refused > ROUNDS / 10 && applied > ROUNDS / 10, "both ways are tried");
    }

    private byte[] noise() {
        final byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] damaged() {
        final byte[] bytes = GOOD.get(random.nextInt(GOOD.size())).getBytes(UTF_8);
        for (int change = random.nextInt(3); change > 0; change--) {
            final int place = random.nextInt(bytes.length);
            bytes[place] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) "0123456789.-{}[]:,\"\\".charAt(random.nextInt(20));
        }
        return bytes;
    }

    private static byte[] joined(final List<byte[]> parts) {
        final byte[] all =
                new byte[parts.stream().mapToInt(part -> part.length + 1).sum()];
        int place = 0;
        for (final byte[] part : parts) {
            System.arraycopy(part, 0, all, place, part.length);
            place += part.length;
            all[place++] = '\n';
        }
        return all;
    }
}
