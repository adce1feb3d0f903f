package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.daemon.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file system of 64 MB in memory, mounted for one test, which is skipped where that is not allowed. One thread. */
final class SmallDisk implements AutoCloseable {
    static final long MIB = 1 << 20;

    private static final long SIZE = 64 * MIB;

    private final Children children;
    private final Path folder;
    private final Path filler;

    private SmallDisk(final Children children, final Path folder) {
        this.children = children;
        this.folder = folder;
        this.filler = folder.resolve("filler");
    }

    /** Mounts one on a new folder. */
    static SmallDisk mount(final Children children, final Path folder) throws IOException {
        Files.createDirectories(folder);
        final Child mount = children.start(
                "mount", Map.of(), List.of("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "none"), folder);
        Await.until(() -> "the end of " + mount, () -> !mount.isAlive());
        assumeTrue(Files.getFileStore(folder).getTotalSpace() == SIZE, "mounting a small disk wants root");
        return new SmallDisk(children, folder);
    }

    /** Fills it, in one file, until so many bytes are left: also once more. */
    void fillUp(final long leftBytes) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(filler.toFile(), "rw")) {
            out.seek(out.length());
            for (long more = usable() - leftBytes; more > 0; more = usable() - leftBytes) {
                out.write(new byte[(int) Math.min(MIB, more)]);
            }
        }
    }

    private long usable() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Takes away what {@link #fillUp} has put there. */
    void makeRoom() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() {
        children.start("umount", Map.of(), List.of("umount", "-l"), folder).awaitExit(0);
    }
}
