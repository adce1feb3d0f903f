package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.run.CountersFile.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A restart leaves alone what a monitor has open. */
@Timeout(30)
class CountersFileTest {
    @Test
    void shouldLeaveTheFileOfTheRunBeforeToWhoReadsIt(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve("counters");
        try (CountersFile first = new CountersFile(file, List.of())) {
            first.set(Counter.ACCOUNTS, 7);
        }
        try (FileChannel monitor = FileChannel.open(file)) {
            final ByteBuffer before = read(monitor);
            try (CountersFile second = new CountersFile(file, List.of())) {
                assertEquals(0, second.get(Counter.ACCOUNTS));
                assertEquals(before, read(monitor));
            }
        }
    }

    @Test
    void shouldTellTheNextTriggersOfEachInstrument(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve("counters");
        try (CountersFile counters = new CountersFile(file, List.of("A-PERP", "B-PERP"))) {
            counters.setTriggers("B-PERP", 94, 106);
            assertEquals(0, counters.trigger("A-PERP", true));
            final List<String> read = new ArrayList<>();
            try (FileChannel monitor = FileChannel.open(file)) {
                final ByteBuffer bytes = read(monitor);
                final int labels = bytes.capacity()
                        / (CountersReader.METADATA_LENGTH + CountersReader.COUNTER_LENGTH)
                        * CountersReader.METADATA_LENGTH;
                new CountersReader(
                                new UnsafeBuffer(bytes, 0, labels),
                                new UnsafeBuffer(bytes, labels, bytes.capacity() - labels))
                        .forEach((value, id, label) -> {
                            if (label.startsWith("next trigger of B-PERP")) {
                                read.add(label + " " + value);
                            }
                        });
            }
            assertEquals(
                    List.of(
                            "next trigger of B-PERP when it falls, price mantissa; 0: none 94",
                            "next trigger of B-PERP when it rises, price mantissa; 0: none 106"),
                    read);
        }
    }

    private static ByteBuffer read(final FileChannel channel) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        channel.read(bytes, 0);
        return bytes.flip();
    }
}
