package io.plimsoll.daemon.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.feed.file.RecordedTicks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** Recorded files of the small market's symbols. */
final class Recorded {
    private Recorded() {}

    static RecordedTicks read(final String text) throws IOException {
        return read(text.getBytes(UTF_8));
    }

    static RecordedTicks read(final byte[] bytes) throws IOException {
        return RecordedFile.read("ticks.csv", new ByteArrayInputStream(bytes), Doors.SHUT, List.of());
    }
}
