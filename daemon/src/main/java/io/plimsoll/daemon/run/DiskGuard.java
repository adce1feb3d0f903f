package io.plimsoll.daemon.run;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Watches the disk that the journal is on: warns at one mark, and at a lower one lets a reserve go, so that a clean stop has room
 * to write, and asks for that stop, once. Polled by the duty thread.
 */
final class DiskGuard {
    private static final EventLog LOG = EventLog.of(DiskGuard.class);
    private static final int CHUNK = 1 << 20;

    private final Supplier<DiskGuardConfig> config;
    private final FileStore store;
    private final Path reserve;
    private final LongConsumer halt;
    private volatile State state = State.ENOUGH;
    private volatile long usableBytes;

    /** How the disk is doing; its number is what the counter shows. */
    enum State {
        ENOUGH(0),
        LOW(1),
        HALTED(2);

        private final int number;

        State(final int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /**
     * @param config what holds at each look; the reserve is that of the start
     * @param halt is told how many bytes are left, once
     */
    DiskGuard(final Supplier<DiskGuardConfig> config, final Path folder, final LongConsumer halt) throws IOException {
        this.config = config;
        this.store = Files.getFileStore(folder);
        this.reserve = folder.resolve("disk.reserve");
        this.halt = halt;
        fillReserve();
        usableBytes = store.getUsableSpace();
    }

    State state() {
        return state;
    }

    /** Room on the disk at the last look; any thread. */
    long usableBytes() {
        return usableBytes;
    }

    void poll() {
        if (state == State.HALTED) {
            return;
        }
        try {
            final long usable = store.getUsableSpace();
            usableBytes = usable;
            if (usable < config.get().haltBelow()) {
                state = State.HALTED;
                Files.deleteIfExists(reserve);
                halt.accept(usable);
            } else if (usable >= config.get().warnBelow()) {
                state = State.ENOUGH;
            } else if (state == State.ENOUGH) {
                state = State.LOW;
                LOG.warn(
                        LogCode.DISK_LOW,
                        "disk low: {} bytes usable; below {} the daemon halts",
                        usable,
                        config.get().haltBelow());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Written, not only sized: a hole holds no room.
    private void fillReserve() throws IOException {
        try (FileChannel channel = FileChannel.open(reserve, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long at = channel.size(); at < config.get().reserve(); ) {
                final ByteBuffer zeros =
                        ByteBuffer.allocate((int) Math.min(CHUNK, config.get().reserve() - at));
                at += channel.write(zeros, at);
            }
            channel.truncate(config.get().reserve());
        }
    }
}
