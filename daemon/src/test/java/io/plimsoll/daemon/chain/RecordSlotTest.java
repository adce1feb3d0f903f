package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A record that is longer than a slot makes the slot larger; every other stays where the ring's memory is. */
@Timeout(20)
class RecordSlotTest {
    private final UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordSlot.SIZE));
    private final RecordSlot slot = new RecordSlot(memory);

    @Test
    void shouldKeepItsMemoryForWhatFits() {
        final long address = memory.addressOffset();
        assertSame(memory, slot.withRoomFor(RecordSlot.SIZE - Frame.HEADER_LENGTH));
        assertEquals(address, memory.addressOffset());
    }

    @Test
    void shouldMakeRoomForALongMessage() {
        slot.withRoomFor(1_300).setMemory(Frame.HEADER_LENGTH, 1_300, (byte) 7);
        assertEquals(Frame.HEADER_LENGTH + 1_300, slot.buffer.capacity());
    }
}
