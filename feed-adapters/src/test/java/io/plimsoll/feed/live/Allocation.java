package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** That a parser allocates nothing once it is warm. */
public final class Allocation {
    private static final int MESSAGES = 20_000;

    private Allocation() {}

    /** Reads a message many times, and fails where that allocates as much as a byte each. */
    public static void assertNone(final FrameParser parser, final String message) {
        final byte[] frame = message.getBytes(StandardCharsets.UTF_8);
        final FrameContent content = new FrameContent();
        read(parser, frame, content);
        allocatedBytes(); // whose first call allocates itself
        final long before = allocatedBytes();
        final long checksum = read(parser, frame, content);
        final long allocated = allocatedBytes() - before;
        System.out.println("Allocation: " + allocated + " bytes in " + MESSAGES + " messages by "
                + parser.getClass().getSimpleName());
        assertTrue(checksum != 0, "a message without a price measures nothing");
        assertEquals(0, allocated / MESSAGES, allocated + " bytes in all");
    }

    private static long read(final FrameParser parser, final byte[] frame, final FrameContent content) {
        long checksum = 0;
        for (int i = 0; i < MESSAGES; i++) {
            parser.parse(frame, 0, frame.length, content.reset());
            checksum += content.quotes();
        }
        return checksum;
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
