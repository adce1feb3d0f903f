package io.plimsoll.journal.walk;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A file's bytes in memory, to be damaged cheaply. One thread. */
final class MemoryFile implements FileImage {
    final UnsafeBuffer bytes;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private int length;

    MemoryFile(final byte[] content) {
        bytes = new UnsafeBuffer(content.clone());
        length = content.length;
    }

    /** As if the file had been cut. */
    MemoryFile cutTo(final int newLength) {
        length = newLength;
        return this;
    }

    void flip(final int bit) {
        bytes.putByte(bit / 8, (byte) (bytes.getByte(bit / 8) ^ 1 << bit % 8));
    }

    @Override
    public String name() {
        return "image";
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public DirectBuffer view(final long position, final int viewed) {
        if (position + viewed > length) {
            throw new IndexOutOfBoundsException(position + " + " + viewed + " of " + length);
        }
        view.wrap(bytes, (int) position, viewed);
        return view;
    }

    @Override
    public void close() {
        // stays in memory
    }
}
