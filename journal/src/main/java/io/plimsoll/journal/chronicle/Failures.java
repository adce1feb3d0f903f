package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.DENIED;
import static io.plimsoll.journal.JournalException.Kind.FAILED;

import io.plimsoll.journal.JournalException;
import java.io.FileNotFoundException;
import java.util.concurrent.Callable;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Turns whatever Chronicle throws, checked exceptions in disguise and errors included, into a {@link JournalException}. The errors
 * are those of damaged pages: a fault in mapped memory, or an empty heap after a pointer that leads far behind the file.
 */
final class Failures {
    private Failures() {}

    /** Does something with a queue; not for what is done per record, since the call allocates. */
    static <T> T translate(final SingleChronicleQueue queue, final long sequence, final Callable<T> action) {
        try {
            return action.call();
        } catch (final Exception | VirtualMachineError | AssertionError e) {
            throw translated(queue, sequence, e);
        }
    }

    static JournalException translated(final SingleChronicleQueue queue, final long sequence, final Throwable cause) {
        if (cause instanceof JournalException known) {
            return known;
        }
        // a file that was listed but not found is one that this user may not open
        final JournalException.Kind kind = cause instanceof FileNotFoundException ? DENIED : FAILED;
        return new JournalException(kind, sequence, sequence, "reading " + queue.file() + ": " + cause, cause);
    }
}
