package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers in other processes follow a writer that rolls, dies and comes back: everything once, in order. */
@Timeout(180)
class LiveFollowingIT {
    private static final int ROLLS = 300;
    private static final int PER_FILE = 20;
    private static final int LAST = ROLLS * PER_FILE;
    private static final List<String> NO_PREFIX = List.of();

    private final List<ChildJvm> children = new ArrayList<>();
    private Path temp;
    private Path journal;
    private UnsafeBuffer acks;

    @BeforeEach
    void setUp(@TempDir final Path dir) throws Exception {
        temp = dir;
        journal = dir.resolve("journal");
        acks = WriterMain.acks(dir.resolve("acks"));
    }

    @AfterEach
    void killChildren() {
        children.forEach(ChildJvm::close);
    }

    @Test
    void shouldFollowOverThreeHundredRollsStartedBeforeDuringAndAfter() {
        final ChildJvm before = reader();
        before.awaitLine("READY"); // there is not even a directory
        final ChildJvm writer = writer(LAST, 5);
        awaitAck(LAST / 3);
        final ChildJvm during = reader();
        writer.awaitLine("DONE");
        final ChildJvm after = reader();
        for (final ChildJvm reader : List.of(before, during, after)) {
            assertEquals("1 " + LAST + " " + LAST, reader.awaitLine("DONE"));
        }
        assertTrue(new LogFiles(journal, LogName.ORDERS).all().length >= ROLLS);
    }

    @Test
    void shouldFollowAWriterThatIsKilledAndRestarted() {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        final int kills = Integer.getInteger("plimsoll.kills", 3);
        System.out.printf(
                "again: mvn -pl journal -am verify -Dit.test=LiveFollowingIT -Dplimsoll.kills=%d -Dplimsoll.seed=%d%n",
                kills, seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final int last = 1_000 * (kills + 1);
        final ChildJvm reader = start(ChildJvm.start(temp, NO_PREFIX, ReaderMain.class, journal, last));
        final List<String> killedAt = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            final long acked = acks.getLongVolatile(0);
            final ChildJvm writer = writer(last, 50);
            final long restart = Long.parseLong(writer.awaitLine("READY"));
            assertTrue(restart >= acked, "acknowledged " + acked + ", found " + restart);
            awaitAck(restart + random.nextInt(1, 1_000));
            writer.kill();
            killedAt.add(acks.getLongVolatile(0) + " (file " + acks.getLongVolatile(0) / PER_FILE + ")");
        }
        System.out.println("killed after " + killedAt);
        writer(last, 50).awaitLine("DONE");
        assertEquals("1 " + last + " " + last, reader.awaitLine("DONE"));
    }

    @Test
    void shouldResumeFromItsCursorWhenTheReaderIsKilled() {
        final int kills = Integer.getInteger("plimsoll.kills", 2);
        final Path cursorFile = temp.resolve("cursor");
        final int last = 500 * (kills + 1);
        writer(last, 5);
        long processed = 0;
        for (int kill = 0; kill <= kills; kill++) {
            final int until = kill == kills ? last : Integer.MAX_VALUE;
            final ChildJvm reader =
                    start(ChildJvm.start(temp, NO_PREFIX, ReaderMain.class, journal, until, cursorFile));
            if (kill == kills) {
                assertEquals((processed + 1) + " " + last + " " + (last - processed), reader.awaitLine("DONE"));
            } else {
                reader.awaitLine("SAVED " + (kill * 500 + 250) + " ");
                reader.kill();
                final long saved =
                        new CursorFile(cursorFile).load().orElseThrow().sequence();
                assertTrue(reader.output().contains("from " + (processed + 1)), "from " + processed + ": " + reader);
                processed = saved;
            }
        }
    }

    private ChildJvm reader() {
        return start(ChildJvm.start(temp, NO_PREFIX, ReaderMain.class, journal, LAST));
    }

    private ChildJvm writer(final int last, final int batch) {
        return start(ChildJvm.start(
                temp, NO_PREFIX, WriterMain.class, journal, temp.resolve("acks"), last, PER_FILE, batch));
    }

    private ChildJvm start(final ChildJvm child) {
        children.add(child);
        return child;
    }

    private void awaitAck(final long sequence) {
        Await.until(
                () -> "sequence " + sequence + ", is " + acks.getLongVolatile(0) + ": " + children,
                Duration.ofSeconds(60),
                () -> acks.getLongVolatile(0) >= sequence);
    }
}
