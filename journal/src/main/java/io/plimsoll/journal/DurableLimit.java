package io.plimsoll.journal;

import java.util.Optional;
import java.util.function.Supplier;
import org.agrona.CloseHelper;

/** Lets a reader see what is known to be on disk; nothing, before the log's first writer has made its mark. One thread. */
final class DurableLimit implements ReadLimit {
    private final Supplier<Optional<LogMark>> marks;
    private LogMark mark;

    /** @param marks opens the log's mark, once there is one */
    DurableLimit(final Supplier<Optional<LogMark>> marks) {
        this.marks = marks;
    }

    @Override
    public long lastSequence() {
        if (mark == null) {
            mark = marks.get().orElse(null);
        }
        return mark == null ? 0 : mark.durable();
    }

    @Override
    public void close() {
        CloseHelper.close(mark);
    }
}
