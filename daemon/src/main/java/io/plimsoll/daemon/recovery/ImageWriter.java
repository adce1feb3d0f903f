package io.plimsoll.daemon.recovery;

import io.plimsoll.engine.StateImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;

/**
 * Writes an image in blocks, each behind its length and the CRC32C of everything up to its end; an empty block ends it. Numbers take
 * seven bits a byte, the smallest first, their sign folded in. One thread.
 */
final class ImageWriter implements StateImage {
    static final int BLOCK = 1 << 16;
    /** Bytes of the longest number. */
    static final int MAX_NUMBER = 10;

    private final DataOutputStream out;
    private final CRC32C crc = new CRC32C();
    private final byte[] block = new byte[BLOCK];
    private int length;

    ImageWriter(final OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    @Override
    public boolean isReading() {
        return false;
    }

    @Override
    public long number(final long value) {
        makeRoom(MAX_NUMBER);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            block[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        block[length++] = (byte) rest;
        return value;
    }

    @Override
    public byte[] bytes(final byte[] value) {
        number(value.length);
        makeRoom(value.length);
        System.arraycopy(value, 0, block, length, value.length);
        length += value.length;
        return value;
    }

    /** Writes what is left and the end; the stream stays open. */
    void end() {
        writeBlock();
        writeBlock();
    }

    private void makeRoom(final int bytes) {
        if (length + bytes > BLOCK) {
            writeBlock();
        }
    }

    private void writeBlock() {
        try {
            crc.update(block, 0, length);
            out.writeInt(length);
            out.writeInt((int) crc.getValue());
            out.write(block, 0, length);
            length = 0;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
