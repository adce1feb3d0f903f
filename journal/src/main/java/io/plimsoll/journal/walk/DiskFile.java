package io.plimsoll.journal.walk;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.BufferUtil;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A file on disk through a window that is read, not mapped: a page that the disk cannot give is an exception, no signal. */
public final class DiskFile implements FileImage {
    private static final int WINDOW = 1 << 20;

    private final Path file;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private FileChannel channel;
    private ByteBuffer window;
    private long from;
    private long to;

    public DiskFile(final Path file) {
        this.file = file;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public long length() {
        try {
            return open().size();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DirectBuffer view(final long position, final int length) {
        if (position < from || position + length > to) {
            read(position, length);
        }
        view.wrap(window, (int) (position - from), length);
        return view;
    }

    private void read(final long position, final int atLeast) {
        try {
            final FileChannel bytes = open();
            window.clear();
            int read;
            do {
                read = bytes.read(window, position + window.position());
            } while (read > 0 && window.hasRemaining());
            from = position;
            to = position + window.position();
            if (window.position() < atLeast) {
                throw new EOFException(file + " ends within " + atLeast + " bytes of " + position);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel open() throws IOException {
        if (channel == null) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            window = ByteBuffer.allocateDirect(WINDOW);
        }
        return channel;
    }

    @Override
    public void close() {
        if (channel != null) {
            CloseHelper.close(channel);
            view.wrap(0, 0);
            BufferUtil.free(window);
            channel = null;
            window = null;
            from = 0;
            to = 0;
        }
    }
}
