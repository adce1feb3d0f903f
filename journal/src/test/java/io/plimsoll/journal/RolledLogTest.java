package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An hour of rolls by a clock of our own, with restarts of writer and readers: each reader finds every record once (promise P17). */
@Timeout(300)
class RolledLogTest {
    private static final int ROLLS = 300;
    private static final int SECONDS_A_ROLL = 12; // an hour in all, with eleven files missing before each

    private long timeMs = Records.FIRST_EVENT_NS / 1_000_000;

    @Test
    void shouldFindEveryRecordOverRollsAndRestarts(@TempDir final Path dir) {
        final FrameLogs logs = FrameLogs.in(dir).minUsableBytes(0).rolling(Roll.SECONDLY, () -> timeMs);
        final Records records = new Records();
        final ReadBack followed = new ReadBack();
        final ReadBack late = new ReadBack();
        FrameLogReader follower = logs.reader(LogName.INPUTS, Position.start());
        try (JournalLock lock = logs.lock();
                FrameLogReader hourBehind = logs.reader(LogName.INPUTS, Position.start())) {
            FrameLogWriter writer = logs.writer(lock, LogName.INPUTS);
            records.append(writer, 1);
            hourBehind.poll(late); // and then nothing for an hour
            for (int roll = 1; roll <= ROLLS; roll++) {
                timeMs += SECONDS_A_ROLL * 1_000L;
                records.append(writer, 1 + roll % 3);
                if (roll % 50 == 0) {
                    writer.close();
                    writer = logs.writer(lock, LogName.INPUTS);
                }
                if (roll % 7 == 0) {
                    followed.drainToEnd(follower, writer.lastSequence());
                }
                if (roll % 35 == 0) {
                    final Cursor place = follower.cursor();
                    follower.close();
                    follower = logs.reader(LogName.INPUTS, Position.after(place));
                }
            }
            final long last = writer.lastSequence();
            writer.close();
            assertEquals(ROLLS + 1, new LogFiles(dir, LogName.INPUTS).all().length);
            assertEquals(last, followed.drainToEnd(follower, last).count);
            assertEquals(last, late.drainToEnd(hourBehind, last).count);
            assertEquals(
                    last,
                    logs.walk(LogName.INPUTS, (buffer, offset, length) -> {}).records());
        } finally {
            follower.close();
        }
    }
}
