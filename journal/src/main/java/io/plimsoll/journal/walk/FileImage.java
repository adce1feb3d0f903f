package io.plimsoll.journal.walk;

import org.agrona.DirectBuffer;

/** The bytes of one file of a log: on disk, or as a test makes them. One thread. */
public interface FileImage extends AutoCloseable {
    /** Its name, for people. */
    String name();

    /** Bytes. */
    long length();

    /** So many bytes from a position on, as offset 0 and following; good until the next call. All of them must exist. */
    DirectBuffer view(long position, int length);

    /** Lets its memory go; another view takes it up again. */
    @Override
    void close();
}
