package io.plimsoll.journal;

import java.nio.file.Path;
import org.agrona.CloseHelper;

/** Lets a reader see what is known to be on disk; nothing, before the log's first writer has made its mark. One thread. */
final class DurableLimit implements ReadLimit {
    private final Path logDirectory;
    private LogMark mark;

    DurableLimit(final Path logDirectory) {
        this.logDirectory = logDirectory;
    }

    @Override
    public long lastSequence() {
        if (mark == null) {
            mark = LogMark.openForReading(logDirectory).orElse(null);
        }
        return mark == null ? 0 : mark.durable();
    }

    @Override
    public void close() {
        CloseHelper.close(mark);
    }
}
