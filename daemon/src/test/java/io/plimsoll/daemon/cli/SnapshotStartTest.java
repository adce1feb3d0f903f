package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.RewrittenLog;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A stretch is replayed from the newest snapshot before it that is of this journal, and gives the same as from the start. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class SnapshotStartTest {
    @TempDir
    private Path folder;

    private Path journal;
    private long last;
    private long middle;

    @BeforeEach
    void runABacktest() throws IOException {
        final Ran ran = new Fixture(folder).backtest("journal", "--fills", "paper");
        assertEquals(0, ran.exitCode(), ran.err());
        journal = folder.resolve("journal");
        last = new RewrittenLog(journal, LogName.INPUTS).messages().size();
        middle = last * 2 / 3;
    }

    private void snapshot(final long at, final int crcOffset) throws IOException {
        final FrameLogs logs = FrameLogs.in(journal);
        final long[] inputCrc = new long[1];
        try (JournalReplay replay = new JournalReplay(logs, Stretch.all().to(Long.toString(at)))) {
            replay.finish((buffer, offset, length) -> inputCrc[0] = Frame.crc(buffer, offset), new DiscardingSink());
            final long[] decision = lastDecision(at);
            final SnapshotHeader header = new SnapshotHeader(
                    MarginEngine.RULES_VERSION,
                    at,
                    (int) inputCrc[0] + crcOffset,
                    decision[0],
                    (int) decision[1],
                    replay.engine().stateHash());
            new SnapshotFolder(journal, 3).save(at, out -> Snapshot.write(header, replay.engine(), out), in -> {});
        }
    }

    // Sequence and CRC of the last decision on inputs up to this one.
    private long[] lastDecision(final long input) {
        final long[] found = new long[2];
        try (FrameLogReader orders = FrameLogs.in(journal).reader(LogName.ORDERS, Position.start())) {
            while (orders.poll((buffer, offset, length) -> {
                        if (buffer.getLong(offset + Frame.HEADER_LENGTH + 8) <= input) {
                            found[0] = Frame.sequence(buffer, offset);
                            found[1] = Frame.crc(buffer, offset);
                        }
                    })
                    || !orders.atEnd(0)) {
                // to the end
            }
        }
        return found;
    }

    private Ran replayRest() {
        return Ran.well("replay", "--journal", journal, "--from", middle + 5);
    }

    private static String hash(final Ran ran) {
        return ran.out()
                .lines()
                .filter(line -> line.startsWith("state hash"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldBeginAtASnapshotAndComeToTheSameEnd() throws IOException {
        final Ran whole = replayRest();
        assertTrue(whole.out().startsWith(String.format("%,d inputs replayed", last)), whole.out());
        snapshot(middle, 0);
        final Ran rest = replayRest();
        assertTrue(rest.out().startsWith(String.format("%,d inputs replayed", last - middle)), rest.out());
        assertEquals(hash(whole), hash(rest));
        assertEquals(
                whole.out().lines().skip(1).toList(), rest.out().lines().skip(1).toList());
    }

    @Test
    void shouldPassOverASnapshotOfAnotherJournal() throws IOException {
        snapshot(middle, 1);
        assertTrue(replayRest().out().startsWith(String.format("%,d inputs replayed", last)));
    }

    @Test
    void shouldExplainFromASnapshotTheSame() throws IOException {
        final String order = Ran.well("tail", "--journal", journal, "--ndjson").objects().stream()
                .filter(one -> Long.parseLong(one.get("causeSequence").toString()) > middle + 1)
                .findFirst()
                .orElseThrow()
                .get("id")
                .toString();
        final String before = Ran.well("explain", "--journal", journal, order).out();
        snapshot(middle, 0);
        assertEquals(before, Ran.well("explain", "--journal", journal, order).out());
    }
}
