package io.plimsoll.journal.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogFiles;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.LogSync;
import io.plimsoll.journal.Records;
import io.plimsoll.journal.Roll;
import java.io.File;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images that a loss of power may leave between two syncs: each page of 4 KiB as it was synced last, or as it was at any later
 * moment, independently of every other. What was durable is there and right; above it everything is right or cut off.
 */
@Timeout(300)
class PowerLossTest {
    private static final int IMAGES = 500 * Integer.getInteger("plimsoll.rounds", 1);
    private static final int IMAGES_A_SYNC = 20;
    private static final int MOMENTS = 4;
    private static final int PAGE = 4_096;
    private static final int CAPTURED = 768 * 1024; // head and index take 520 KiB; these files hold no more

    private final Map<File, byte[]> synced = new TreeMap<>();
    private final List<File> named = new ArrayList<>();
    private final long[] timeMs = {Records.FIRST_EVENT_NS / 1_000_000};
    private LogFiles files;
    private SplittableRandom random;

    @Test
    void shouldKeepWhatWasDurable(@TempDir final Path dir) {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.printf(
                "again: mvn -pl journal -am verify -Dtest=PowerLossTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dplimsoll.seed=%d%n",
                seed);
        random = new SplittableRandom(seed);
        files = new LogFiles(dir, LogName.INPUTS);
        final FrameLogs logs = FrameLogs.in(dir).minUsableBytes(0).rolling(Roll.SECONDLY, () -> timeMs[0]);
        final Records records = new Records();
        int beyond = 0;
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.INPUTS);
                LogSync sync = logs.sync(LogName.INPUTS, this::capture)) {
            records.append(writer, 1 + random.nextInt(100));
            for (int image = 0; image < IMAGES; image += IMAGES_A_SYNC) {
                final long durable = sync.sync();
                final List<Map<File, byte[]>> moments = new ArrayList<>();
                for (int moment = 0; moment < MOMENTS; moment++) {
                    timeMs[0] += random.nextInt(4) == 0 ? 1_000 : 0;
                    records.append(writer, 1 + random.nextInt(40));
                    moments.add(live());
                }
                for (int i = 0; i < IMAGES_A_SYNC; i++) {
                    final Verdict verdict = new LogWalk(image(moments), durable).walk((b, o, l) -> {});
                    assertEquals(1, verdict.first());
                    assertTrue(verdict.last() >= durable, () -> durable + " was durable, but " + verdict);
                    assertTrue(verdict.last() <= writer.lastSequence());
                    beyond += verdict.last() > durable ? 1 : 0;
                }
            }
        }
        assertTrue(beyond > IMAGES / 10, "images that hold more than was durable: " + beyond);
    }

    private void capture(final Path path, final FileChannel channel, final boolean isDirectory) {
        if (isDirectory) {
            named.clear();
            named.addAll(List.of(files.all()));
        } else if (path.toString().endsWith(".cq4")) {
            synced.put(path.toFile(), LogFiles.read(path.toFile(), 0, CAPTURED));
        }
    }

    private Map<File, byte[]> live() {
        final Map<File, byte[]> bytes = new TreeMap<>();
        for (final File file : files.all()) {
            bytes.put(file, LogFiles.read(file, 0, CAPTURED));
        }
        return bytes;
    }

    private List<MemoryFile> image(final List<Map<File, byte[]>> moments) {
        final List<MemoryFile> image = new ArrayList<>();
        for (final File file : moments.get(MOMENTS - 1).keySet()) {
            if (!named.contains(file) && random.nextBoolean()) {
                break; // nor any later one: an entry is there or not, and what follows a lost file is lost
            }
            final byte[] before = synced.getOrDefault(file, new byte[CAPTURED]);
            final byte[] content = before.clone();
            for (int page = 0; page < CAPTURED; page += PAGE) {
                final int moment = random.nextInt(2 * MOMENTS) - MOMENTS; // as synced in half of the cases
                final byte[] later = moment < 0 ? null : moments.get(moment).get(file);
                if (later != null) {
                    System.arraycopy(later, page, content, page, PAGE);
                }
            }
            image.add(new MemoryFile(content));
        }
        return image;
    }
}
