package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.follow.FollowerPosition;
import io.plimsoll.feed.FakePort;
import io.plimsoll.protocol.codec.MarkerDecoder;
import io.plimsoll.protocol.codec.SnapshotRequestedDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is written for a request that nobody would hear, and whoever asks learns what became of it. What a follower makes of one: FollowerTest, FailOverIT. */
@Timeout(10)
class SnapshotRequestTest {
    private static final long NOW_MS = 1_700_000_000_000L;

    @TempDir
    Path journal;

    private SnapshotRequest request;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(journal.resolve("snapshots"));
        final Clocks clocks = new Clocks(() -> NOW_MS * 1_000_000, () -> NOW_MS, () -> 0);
        request = new SnapshotRequest(journal, null, () -> 7, clocks); // no port: nothing is put into one
    }

    @Test
    void shouldWantANameAndAReason() throws IOException {
        new FollowerPosition(5, NOW_MS).write(journal);
        assertEquals(400, request.ask("", "why").status());
        assertEquals(400, request.ask("ada", "").status());
    }

    @Test
    void shouldRefuseWhereNoFollowerRuns() throws IOException {
        final AdminServer.Answer never = request.ask("ada", "why");
        assertEquals(409, never.status());
        assertTrue(never.text().contains("no follower runs"), never.text());
        new FollowerPosition(5, NOW_MS - 31_000).write(journal);
        assertEquals(409, request.ask("ada", "why").status());
    }

    private SnapshotRequest asking(final FakePort port) {
        final Clocks clocks = new Clocks(() -> NOW_MS * 1_000_000, () -> NOW_MS, () -> 0);
        return new SnapshotRequest(journal, port, () -> 7, clocks, BooleanSupplier::getAsBoolean);
    }

    @Test
    void shouldNameTheSnapshotThatCame() throws IOException {
        new FollowerPosition(5, NOW_MS).write(journal);
        Files.writeString(journal.resolve("snapshots/snapshot-000000000000000009.image"), "");
        final FakePort port = new FakePort();
        final AdminServer.Answer written = asking(port).ask("ada", "why");
        assertEquals(200, written.status());
        assertEquals("snapshot at input 9\n", written.text());
        assertEquals(
                List.of(SnapshotRequestedDecoder.TEMPLATE_ID, MarkerDecoder.TEMPLATE_ID),
                port.published().stream().map(FakePort.Published::templateId).toList());
    }

    @Test
    void shouldSayThatItIsAskedForWhereTheFollowerIsBusy() throws IOException {
        new FollowerPosition(5, NOW_MS).write(journal);
        Files.writeString(journal.resolve("snapshots/snapshot-000000000000000007.image"), "");
        final AdminServer.Answer asked = asking(new FakePort()).ask("ada", "why");
        assertEquals(202, asked.status());
        assertTrue(asked.text().contains("the follower, which is at input 5, has not written it"), asked.text());
    }
}
