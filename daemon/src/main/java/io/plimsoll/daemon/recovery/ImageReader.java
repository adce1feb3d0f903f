package io.plimsoll.daemon.recovery;

import io.plimsoll.engine.StateImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;

/** Reads what {@link ImageWriter} wrote. No byte is given out before the block that holds it has been checked. One thread. */
final class ImageReader implements StateImage {
    private final DataInputStream in;
    private final CRC32C crc = new CRC32C();
    private final byte[] block = new byte[ImageWriter.BLOCK];
    private int length;
    private int at;

    ImageReader(final InputStream in) {
        this.in = new DataInputStream(in);
    }

    @Override
    public boolean isReading() {
        return true;
    }

    @Override
    public long number(final long ignored) {
        long rest = 0;
        int shift = 0;
        byte next = nextByte();
        while (next < 0) {
            rest |= (next & 0x7FL) << shift;
            shift += 7;
            next = nextByte();
        }
        rest |= (long) next << shift;
        return (rest >>> 1) ^ -(rest & 1);
    }

    @Override
    public byte[] bytes(final byte[] ignored) {
        final byte[] value = new byte[number(0)];
        for (int i = 0; i < value.length; i++) {
            value[i] = nextByte();
        }
        return value;
    }

    /** Nothing may follow but the end. */
    void end() {
        if (at != length) {
            throw bad("it holds more than was read of it");
        }
        readBlock();
        if (length != 0) {
            throw bad("it goes on where it should end");
        }
    }

    /** Checks the blocks that are left, up to the end, without giving them out. */
    void skipToEnd() {
        do {
            readBlock();
        } while (length != 0);
    }

    private byte nextByte() {
        if (at == length) {
            readBlock();
            if (length == 0) {
                throw bad("it ends early");
            }
        }
        return block[at++];
    }

    private void readBlock() {
        try {
            length = in.readInt();
            final int wanted = in.readInt();
            if (length < 0 || length > block.length) {
                throw bad("a block of " + length + " bytes");
            }
            in.readFully(block, 0, length);
            crc.update(block, 0, length);
            if ((int) crc.getValue() != wanted) {
                throw bad("a block does not match its checksum");
            }
            at = 0;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UncheckedIOException bad(final String what) {
        return new UncheckedIOException(new IOException(what));
    }
}
