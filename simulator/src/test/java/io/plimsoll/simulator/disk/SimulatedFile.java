package io.plimsoll.simulator.disk;

import io.plimsoll.simulator.Dice;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A file as the page cache has it and as the disk has it. Stores go to the cache, which outlives the process; {@link #syncPage} takes them to
 * the disk, which outlives a loss of power. That leaves of each page not yet synced the old one, the new one, or some sectors of each.
 */
final class SimulatedFile {
    static final int SIZE = 8 * 1024;
    private static final int PAGE = 4 * 1024;
    private static final int SECTOR = 512;

    private final byte[] disk = new byte[SIZE];
    private final UnsafeBuffer cache = new UnsafeBuffer(new byte[SIZE]);
    private final BitSet dirtyPages = new BitSet();

    void store(final int position, final DirectBuffer source, final int offset, final int length) {
        cache.putBytes(position, source, offset, length);
        dirtyPages.set(position / PAGE, (position + length - 1) / PAGE + 1);
    }

    void storeWord(final int position, final int word) {
        cache.putInt(position, word, ByteOrder.LITTLE_ENDIAN);
        dirtyPages.set(position / PAGE);
    }

    void clear(final int position, final int length) {
        cache.setMemory(position, length, (byte) 0);
        dirtyPages.set(position / PAGE, (position + length - 1) / PAGE + 1);
    }

    void load(final int position, final MutableDirectBuffer target, final int length) {
        cache.getBytes(position, target, 0, length);
    }

    int word(final int position) {
        return cache.getInt(position, ByteOrder.LITTLE_ENDIAN);
    }

    /** Takes one dirty page to the disk, the first; false when there is none. */
    boolean syncPage() {
        final int page = dirtyPages.nextSetBit(0);
        if (page < 0) {
            return false;
        }
        cache.getBytes(page * PAGE, disk, page * PAGE, PAGE);
        dirtyPages.clear(page);
        return true;
    }

    /** Whether a loss of power could not change these bytes. */
    boolean isOnDisk(final int from, final int to) {
        return Arrays.equals(cache.byteArray(), from, to, disk, from, to);
    }

    /** Whether nothing but zeros stands from there on. */
    boolean isBlankFrom(final int position) {
        for (int i = position; i < SIZE; i++) {
            if (cache.getByte(i) != 0) {
                return false;
            }
        }
        return true;
    }

    void losePower(final Dice dice) {
        for (int page = dirtyPages.nextSetBit(0); page >= 0; page = dirtyPages.nextSetBit(page + 1)) {
            switch (dice.below(3)) {
                case 0 -> {} // never written
                case 1 -> cache.getBytes(page * PAGE, disk, page * PAGE, PAGE);
                default -> tear(page, dice);
            }
        }
        dirtyPages.clear();
        cache.putBytes(0, disk);
    }

    private void tear(final int page, final Dice dice) {
        for (int sector = page * PAGE; sector < (page + 1) * PAGE; sector += SECTOR) {
            if (dice.oneIn(2)) {
                cache.getBytes(sector, disk, sector, SECTOR);
            }
        }
    }
}
