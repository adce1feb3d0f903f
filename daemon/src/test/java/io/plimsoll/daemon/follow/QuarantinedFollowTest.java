package io.plimsoll.daemon.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.recovery.MemorySnapshots;
import io.plimsoll.daemon.recovery.QuarantinedRun;
import io.plimsoll.daemon.recovery.RecordedRun;
import io.plimsoll.daemon.replay.RewrittenLog;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.StateHashDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Decisions of an input in quarantine keep their place in {@code orders}: a follower passes over them, and over nothing else. */
@Timeout(60)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class QuarantinedFollowTest {
    private static final long SEED = Long.getLong("plimsoll.seed", 5);
    private static final int INPUTS = 8_000;
    private static final int QUARANTINED = INPUTS / 2 + 1;

    @TempDir
    private Path dir;

    private Path journal;
    private final MemorySnapshots snapshots = new MemorySnapshots();

    @BeforeEach
    void record() throws IOException {
        System.out.println("seed " + SEED + "; reproduce with -Dplimsoll.seed=" + SEED);
        journal = dir.resolve("journal");
        QuarantinedRun.write(journal, SEED, INPUTS);
    }

    private Follower follow() throws IOException {
        return new Follower(FrameLogs.in(journal), snapshots, RecordedRun::newEngine, 1, System::nanoTime);
    }

    private static void drain(final Follower follower) throws IOException {
        while (follower.poll()) {
            // to the end, or to where it waits
        }
    }

    @Test
    void shouldAgreeAtEveryMarkerAfterIt() throws IOException {
        try (Follower follower = follow()) {
            drain(follower);
            assertEquals(INPUTS + 1, follower.sequence());
            assertEquals(markers().size(), follower.markersChecked());
        }
    }

    @Test
    void shouldGoOnFromSnapshotsOnEitherSideOfIt() throws IOException {
        try (Follower follower = follow()) {
            drain(follower);
        }
        final long newest = snapshots.newestFirst().get(0);
        assertTrue(newest > QUARANTINED, snapshots.newestFirst()::toString);
        snapshots.bytes().tailMap((long) QUARANTINED).clear();
        assertTrue(snapshots.bytes().size() > 0);
        try (Follower follower = follow()) {
            drain(follower);
            assertEquals(INPUTS + 1, follower.sequence());
        }
        assertEquals(newest, snapshots.newestFirst().get(0));
        try (Follower follower = follow()) {
            assertEquals(newest, follower.sequence());
            drain(follower);
            assertEquals(INPUTS + 1, follower.sequence());
        }
    }

    @Test
    void shouldHaltAfterADecisionBeforeItThatDiffers() throws IOException {
        final List<Long> before =
                markers().stream().filter(cause -> cause < QUARANTINED).toList();
        rewriteOrders(before.get(before.size() - 1)); // after the last marker, and so in no other comparison
        try (Follower follower = follow()) {
            final UserError error = assertThrows(UserError.class, () -> drain(follower));
            assertEquals(ExitCode.FOLLOWER_DIFFERS, error.exitCode());
            assertTrue(error.getMessage().contains("is on an input in quarantine"), error.getMessage());
        }
        assertTrue(snapshots.newestFirst().get(0) < QUARANTINED);
    }

    // Alters the first decision after this cause, with frames that are whole.
    private void rewriteOrders(final long cause) throws IOException {
        final Path altered = Files.createDirectory(dir.resolve("altered"));
        Files.move(journal.resolve("quarantine"), altered.resolve("quarantine")); // first: readers of inputs heed it
        new RewrittenLog(journal, LogName.INPUTS).write(altered);
        final RewrittenLog orders = new RewrittenLog(journal, LogName.ORDERS);
        final RewrittenLog.Message changed = orders.messages().stream()
                .filter(message -> cause(message) > cause && cause(message) < QUARANTINED)
                .findFirst()
                .orElseThrow();
        final int last = changed.bytes().capacity() - 1;
        changed.bytes().putByte(last, (byte) (changed.bytes().getByte(last) ^ 1));
        orders.write(altered);
        journal = altered;
    }

    private List<Long> markers() {
        return new RewrittenLog(journal, LogName.ORDERS)
                .messages().stream()
                        .filter(message -> message.templateId() == StateHashDecoder.TEMPLATE_ID)
                        .map(QuarantinedFollowTest::cause)
                        .filter(cause -> cause != QUARANTINED)
                        .toList();
    }

    private static long cause(final RewrittenLog.Message message) {
        return message.bytes().getLong(MessageHeaderDecoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }
}
