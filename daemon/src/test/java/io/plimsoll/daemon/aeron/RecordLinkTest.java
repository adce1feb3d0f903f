package io.plimsoll.daemon.aeron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.venue.TestDriver;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Senders that come and go, and what of it is told before what they say. */
@Timeout(60)
class RecordLinkTest {
    private static final String CHANNEL = "aeron:ipc";
    private static final int STREAM = 7;

    private final List<String> told = new ArrayList<>();

    @Test
    void shouldTellOfASenderBeforeItsFirstMessageAndOfALossBeforeItNoMore() {
        try (TestDriver driver = new TestDriver();
                RecordLink link = new RecordLink(
                        new RecordLinkConfig(CHANNEL, STREAM, CHANNEL, driver.directory()),
                        () -> told.add("sender"),
                        (buffer, offset, length) -> told.add("message " + buffer.getByte(offset)),
                        problem -> {
                            throw new AssertionError(problem);
                        });
                Aeron client = Aeron.connect(new Aeron.Context()
                        .aeronDirectoryName(driver.directory().toString()))) {
            sayAndHear(client, link, 1, 2);
            assertEquals(List.of("sender", "message 1", "message 2"), told);
            Await.until("nobody there", () -> !link.isConnected());
            sayAndHear(client, link, 3);
            assertEquals(List.of("sender", "message 1", "message 2", "sender", "message 3"), told);
            assertFalse(link.hasLostSender(), "the one before, which came with the other one");
            Await.until("nobody there", () -> !link.isConnected());
            Await.until("a loss", link::hasLostSender);
            assertFalse(link.hasLostSender(), "once");
            assertEquals(5, told.size());
            sayAtLength(client, link);
            assertEquals(List.of("sender", "message 4"), told.subList(5, 7));
            Await.until("nobody there", () -> !link.isConnected());
            Await.until("the buffer given back that its pieces were put together in", () -> {
                link.poll();
                return link.freedBuffers() == 1;
            });
        }
    }

    // More than goes in one piece.
    private void sayAtLength(final Aeron client, final RecordLink link) {
        try (ExclusivePublication sender = client.addExclusivePublication(CHANNEL, STREAM)) {
            final UnsafeBuffer message = new UnsafeBuffer(new byte[2 * sender.maxPayloadLength() + 1]);
            message.putByte(0, (byte) 4);
            Await.until("said", () -> sender.offer(message) > 0);
            final int before = told.size();
            Await.until("heard", () -> {
                link.poll();
                return told.size() == before + 2;
            });
        }
    }

    private void sayAndHear(final Aeron client, final RecordLink link, final int... words) {
        try (ExclusivePublication sender = client.addExclusivePublication(CHANNEL, STREAM)) {
            for (final int word : words) {
                final UnsafeBuffer message = new UnsafeBuffer(new byte[] {(byte) word});
                Await.until("said", () -> sender.offer(message, 0, 1) > 0);
                final int before = told.size();
                Await.until("heard", () -> link.poll() > 0);
                assertTrue(told.size() > before);
            }
        }
    }
}
