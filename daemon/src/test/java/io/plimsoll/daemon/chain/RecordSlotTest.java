package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A record that is longer than a slot makes the slot larger; every other stays where the ring's memory is. */
@Timeout(20)
class RecordSlotTest {
    private static final int LONGEST_NAME = 64; // what configuration and books allow

    private final UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordSlot.SIZE));
    private final RecordSlot slot = new RecordSlot(memory);

    @Test
    void shouldKeepItsMemoryForWhatFits() {
        final long address = memory.addressOffset();
        assertSame(memory, slot.withRoomFor(RecordSlot.SIZE - Frame.HEADER_LENGTH));
        assertEquals(address, memory.addressOffset());
    }

    @Test
    void shouldHoldADefinitionWithTheLongestName() {
        final int fixed = Frame.HEADER_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH + LONGEST_NAME;
        assertAll(
                () -> assertFits(
                        fixed + ProfileDefinitionEncoder.BLOCK_LENGTH + ProfileDefinitionEncoder.nameHeaderLength()),
                () -> assertFits(fixed
                        + InstrumentDefinitionEncoder.BLOCK_LENGTH
                        + InstrumentDefinitionEncoder.symbolHeaderLength()),
                () -> assertFits(
                        fixed + AssetDefinitionEncoder.BLOCK_LENGTH + AssetDefinitionEncoder.symbolHeaderLength()));
    }

    private static void assertFits(final int length) {
        assertTrue(length <= RecordSlot.SIZE, length + " bytes in a slot of " + RecordSlot.SIZE);
    }

    @Test
    void shouldMakeRoomForALongMessage() {
        slot.withRoomFor(1_300).setMemory(Frame.HEADER_LENGTH, 1_300, (byte) 7);
        assertEquals(Frame.HEADER_LENGTH + 1_300, slot.buffer.capacity());
    }
}
