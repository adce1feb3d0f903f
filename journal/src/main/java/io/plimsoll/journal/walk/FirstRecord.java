package io.plimsoll.journal.walk;

import io.plimsoll.protocol.Frame;
import java.util.function.ToLongFunction;
import org.agrona.DirectBuffer;

/** Looks at the first record of a file. Stateless. */
public final class FirstRecord {
    private FirstRecord() {}

    /** What a function says of it, whose frame is at offset 0; 0 when the file has none, or none that is whole. */
    public static long of(final FileImage file, final ToLongFunction<DirectBuffer> field) {
        final QueueFile queue = new QueueFile(file);
        final int length = queue.next();
        if (length == QueueFile.NONE || length > LogWalk.MAX_RECORD_LENGTH) {
            return 0;
        }
        final DirectBuffer record = file.view(queue.position(), length);
        return Frame.defect(record, 0, length) == null ? field.applyAsLong(record) : 0;
    }
}
