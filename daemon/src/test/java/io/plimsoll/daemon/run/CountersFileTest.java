package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.run.CountersFile.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A restart leaves alone what a monitor has open. */
@Timeout(30)
class CountersFileTest {
    @Test
    void shouldLeaveTheFileOfTheRunBeforeToWhoReadsIt(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve("counters");
        try (CountersFile first = new CountersFile(file)) {
            first.set(Counter.ACCOUNTS, 7);
        }
        try (FileChannel monitor = FileChannel.open(file)) {
            final ByteBuffer before = read(monitor);
            try (CountersFile second = new CountersFile(file)) {
                assertEquals(0, second.get(Counter.ACCOUNTS));
                assertEquals(before, read(monitor));
            }
        }
    }

    private static ByteBuffer read(final FileChannel channel) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        channel.read(bytes, 0);
        return bytes.flip();
    }
}
