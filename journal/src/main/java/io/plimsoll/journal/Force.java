package io.plimsoll.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The one call that brings bytes to the disk; a port, so that tests can count it, fail it and leave it out. Any thread. */
@FunctionalInterface
public interface Force {
    /** The operating system's: fdatasync for a file, whose time stamps nobody needs, fsync for a directory's entries. */
    Force DISK = (path, channel, isDirectory) -> channel.force(isDirectory);

    /**
     * Returns when everything that was written to the file before, through whatever mapping or descriptor, is on disk.
     *
     * @param path the file or directory, for messages
     * @param channel open on it, maybe for reading only
     */
    void force(Path path, FileChannel channel, boolean isDirectory) throws IOException;
}
