package io.plimsoll.feed.ndjson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.FakePort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines as a stream brings them. */
@Timeout(10)
class NdjsonStreamTest {
    @Test
    void shouldPublishWhatWaitsBeforeItBlocks() throws IOException {
        final TestIngress full = new TestIngress(new FakePort(() -> true));
        final byte[] line =
                "{\"type\":\"price\",\"source\":\"2\",\"of\":\"BTC\",\"publishNs\":\"0\",\"sequence\":\"1\",\"value\":\"1\"}\n"
                        .getBytes(StandardCharsets.UTF_8);
        final AtomicInteger reads = new AtomicInteger();
        final InputStream silent = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("reads in blocks");
            }

            @Override
            public int read(final byte[] bytes, final int offset, final int length) {
                if (reads.getAndIncrement() == 0) {
                    System.arraycopy(line, 0, bytes, offset, line.length);
                    return line.length;
                }
                assertEquals(1, full.port.published().size(), "published before the next read");
                return -1;
            }
        };
        full.ingress.read("silent", silent, error -> {});
        assertEquals(2, reads.get());
    }

    @Test
    void shouldPublishWhatItReadBeforeTheStreamFails() {
        final TestIngress full = new TestIngress(new FakePort(() -> true));
        final InputStream failing = new InputStream() {
            private boolean failed;

            @Override
            public int read() {
                throw new AssertionError("reads in blocks");
            }

            @Override
            public int read(final byte[] bytes, final int offset, final int length) throws IOException {
                if (failed) {
                    throw new IOException("connection reset");
                }
                failed = true;
                bytes[offset] = '\n';
                return 1;
            }
        };
        final IOException e = assertThrows(IOException.class, () -> full.ingress.read("failing", failing, error -> {}));
        assertTrue(e.getMessage().contains("reset"));
        assertEquals(1, full.ingress.lines());
    }
}
