package io.plimsoll.journal;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A reader in its own process: {@code journalDir last [cursorFile]}. Follows the orders from the start, or from its cursor,
 * up to a sequence. Prints READY when it has looked once, SAVED with each cursor it saved, and DONE with the first and last
 * sequence and their count, or what was thrown. Any duplicate, gap or wrong content ends it.
 */
final class ReaderMain {
    private static final int SAVE_EVERY = 25;

    private ReaderMain() {}

    public static void main(final String[] args) {
        final long last = Long.parseLong(args[1]);
        final CursorFile cursorFile = args.length > 2 ? new CursorFile(Path.of(args[2])) : null;
        final Position from = cursorFile == null
                ? Position.start()
                : cursorFile.load().map(Position::after).orElse(Position.start());
        final FrameLogs logs = FrameLogs.in(Path.of(args[0])).rolling(Roll.SECONDLY, System::currentTimeMillis);
        final ReadBack readBack = new ReadBack();
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, from)) {
            reader.poll(readBack);
            System.out.println("READY");
            while (readBack.last < last) {
                if (!reader.poll(readBack)) {
                    LockSupport.parkNanos(500_000);
                } else if (cursorFile != null && readBack.last % SAVE_EVERY == 0) {
                    cursorFile.save(reader.cursor());
                    System.out.println("SAVED " + readBack.last + " from " + readBack.first);
                }
            }
            System.out.println("DONE " + readBack.first + " " + readBack.last + " " + readBack.count);
        } catch (final JournalException e) {
            System.out.println("THROWN " + e.getMessage());
            System.exit(1);
        }
    }
}
