package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.TimerEncoder;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FrameTest {
    private static final int OFFSET = 16;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(128));
    private int length;

    private int seal(final UnsafeBuffer target) {
        final TimerEncoder timer = new TimerEncoder()
                .wrapAndApplyHeader(target, OFFSET + Frame.HEADER_LENGTH, new MessageHeaderEncoder())
                .dueNs(42);
        length = MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength();
        return Frame.seal(target, OFFSET, length, 7, 1_000_000_007L, 0xCAFE);
    }

    @Test
    void shouldReadBackWhatWasSealed() {
        final int crc = seal(buffer);
        assertNull(Frame.defect(buffer, OFFSET, Frame.HEADER_LENGTH + length));
        assertEquals(7, Frame.sequence(buffer, OFFSET));
        assertEquals(1_000_000_007L, Frame.eventNs(buffer, OFFSET));
        assertEquals(length, Frame.length(buffer, OFFSET));
        assertEquals(crc, Frame.crc(buffer, OFFSET));
        assertEquals(0xCAFE, Frame.previousCrc(buffer, OFFSET));
        assertEquals(TimerEncoder.TEMPLATE_ID, Frame.templateId(buffer, OFFSET));
    }

    @Test
    void shouldSeeEveryFlippedBit() {
        seal(buffer);
        for (int bit = 0; bit < (Frame.HEADER_LENGTH + length) * 8; bit++) {
            final int index = OFFSET + bit / 8;
            final byte original = buffer.getByte(index);
            buffer.putByte(index, (byte) (original ^ (1 << (bit % 8))));
            assertNotNull(Frame.defect(buffer, OFFSET, Frame.HEADER_LENGTH + length), "bit " + bit);
            buffer.putByte(index, original);
        }
    }

    @Test
    void shouldSeeEveryTruncation() {
        seal(buffer);
        for (int available = 0; available < Frame.HEADER_LENGTH + length; available++) {
            assertNotNull(Frame.defect(buffer, OFFSET, available), "at " + available);
        }
    }

    @Test
    void shouldGiveTheSameChecksumOnHeapAndOffHeap() {
        final UnsafeBuffer heap = new UnsafeBuffer(new byte[128], 8, 100);
        assertEquals(seal(buffer), seal(heap));
        assertNull(Frame.defect(heap, OFFSET, Frame.HEADER_LENGTH + length));
    }

    @Test
    void shouldSayWhatIsWrong() {
        seal(buffer);
        buffer.putByte(OFFSET, (byte) 0);
        assertTrue(Frame.defect(buffer, OFFSET, Frame.HEADER_LENGTH + length).startsWith("magic is 0x"));
    }
}
