package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.protocol.Frame;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The check itself, on 64 KiB of records in memory. */
@Timeout(60)
class FrameChainTest {
    private static final int REGION = 64 * 1024;

    private final UnsafeBuffer region = new UnsafeBuffer(new byte[REGION]);
    private final List<Integer> offsets = new ArrayList<>();
    private int end;

    @BeforeEach
    void fillRegion() {
        final Records records = new Records();
        final int length = Frame.HEADER_LENGTH + Records.TICK_LENGTH;
        int crc = 0;
        for (int offset = 0; offset + length <= REGION; offset += length) {
            final int sequence = offsets.size() + 1;
            records.encodeTick(region, offset + Frame.HEADER_LENGTH, sequence);
            crc = Frame.seal(region, offset, Records.TICK_LENGTH, sequence, Records.eventNs(sequence), crc);
            offsets.add(offset);
            end = offset + length;
        }
    }

    @Test
    void shouldAcceptWhatWasSealed() {
        assertEquals(offsets.size(), walk(offsets).sequence());
    }

    @Test
    void shouldNoticeEveryFlippedBit() {
        int noticed = 0;
        final FrameChain chain = new FrameChain();
        for (int bit = 0; bit < end * 8; bit++) {
            final int record = bit / 8 / (end / offsets.size());
            flip(bit);
            chain.forget();
            if (isRefused(chain, offsets.get(record))) {
                noticed++;
            }
            flip(bit);
        }
        System.out.printf("%,d of %,d flipped bits noticed%n", noticed, end * 8);
        assertEquals(end * 8, noticed);
    }

    @Test
    void shouldNoticeEveryDroppedDoubledOrSwappedRecord() {
        final int last = offsets.size() - 1;
        for (int i = 1; i < last; i++) {
            final List<Integer> dropped = new ArrayList<>(offsets);
            dropped.remove(i);
            assertRefused(Kind.GAP, dropped);
            final List<Integer> doubled = new ArrayList<>(offsets);
            doubled.add(i, offsets.get(i));
            assertRefused(Kind.OUT_OF_ORDER, doubled);
            final List<Integer> swapped = new ArrayList<>(offsets);
            swapped.set(i, offsets.get(i + 1));
            swapped.set(i + 1, offsets.get(i));
            assertRefused(Kind.GAP, swapped);
        }
    }

    @Test
    void shouldNoticeARecordFromAnotherHistory() {
        final int i = 17;
        reseal(i, Records.eventNs(i + 1) + 1, Frame.crc(region, offsets.get(i - 1)));
        assertRefused(Kind.CORRUPT, offsets); // whole and in sequence, but its successor names the other one
    }

    @Test
    void shouldNoticeTimeGoingBack() {
        final int i = offsets.size() - 1;
        reseal(i, Records.eventNs(i) - 1, Frame.crc(region, offsets.get(i - 1)));
        assertRefused(Kind.OUT_OF_ORDER, offsets);
    }

    @Test
    void shouldNotTakeAFirstRecordThatNamesAPredecessor() {
        reseal(0, Records.eventNs(1), 5);
        assertRefused(Kind.CORRUPT, offsets);
    }

    private void reseal(final int record, final long eventNs, final int previousCrc) {
        Frame.seal(region, offsets.get(record), Records.TICK_LENGTH, record + 1L, eventNs, previousCrc);
    }

    private FrameChain walk(final List<Integer> order) {
        final FrameChain chain = new FrameChain();
        for (final int offset : order) {
            chain.checkWhole(region, offset, Frame.HEADER_LENGTH + Records.TICK_LENGTH);
            chain.checkFollows(region, offset);
            chain.accept(region, offset);
        }
        return chain;
    }

    private void assertRefused(final Kind kind, final List<Integer> order) {
        assertEquals(
                kind, assertThrows(JournalException.class, () -> walk(order)).kind());
    }

    private boolean isRefused(final FrameChain chain, final int offset) {
        try {
            chain.checkWhole(region, offset, Frame.HEADER_LENGTH + Records.TICK_LENGTH);
            return false;
        } catch (final JournalException e) {
            return true;
        }
    }

    private void flip(final int bit) {
        region.putByte(bit / 8, (byte) (region.getByte(bit / 8) ^ 1 << bit % 8));
    }
}
