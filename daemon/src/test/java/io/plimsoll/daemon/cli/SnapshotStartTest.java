package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.daemon.replay.JournalReplay;
import io.plimsoll.daemon.replay.RewrittenLog;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.Json;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.text.EventTime;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final String FILLS = "paper:1000,10";

    @TempDir
    private Path folder;

    private Path journal;
    private long last;
    private long middle;

    @BeforeEach
    void runABacktest() throws IOException {
        final Ran ran = new Fixture(folder).backtest("journal", "--fills", FILLS);
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

    private Map<String, Object> postMortem(final Object... stretch) {
        final List<Object> arguments = new ArrayList<>(List.of("post-mortem", "--journal", journal, "--json"));
        arguments.addAll(List.of(stretch));
        return new HashMap<>(Ran.well(arguments.toArray()).objects().get(0));
    }

    @Test
    void shouldGiveTheSamePostMortemFromASnapshot() throws IOException {
        final Map<String, Object> whole = postMortem("--from", middle + 5);
        snapshot(middle, 0);
        final Map<String, Object> rest = postMortem("--from", middle + 5);
        assertEquals("0", whole.remove("snapshot").toString());
        assertEquals(Long.toString(middle), rest.remove("snapshot").toString());
        assertEquals(whole, rest);
    }

    @Test
    void shouldFindTheSnapshotBeforeATime() throws IOException {
        snapshot(middle, 0);
        final String time = EventTime.text(new RewrittenLog(journal, LogName.INPUTS)
                .messages()
                .get((int) last - 10)
                .eventNs());
        final Ran replay = Ran.well("replay", "--journal", journal, "--from", time);
        assertTrue(replay.out().startsWith(String.format("%,d inputs replayed", last - middle)), replay.out());
    }

    @Test
    void shouldSayWhatWouldHaveBeenFromASnapshotWithOrdersInFlight() throws IOException {
        snapshot(firstCause(middle), 0);
        final Map<String, Object> same = whatIf("--drop-source", 999);
        final Map<String, Object> recorded = Json.object(same, "recorded");
        assertTrue(Long.parseLong(recorded.get("orders").toString()) > 0, same.toString());
        assertEquals(recorded, Json.object(same, "unchanged"));
        assertEquals(recorded, Json.object(same, "changed"));
        final Map<String, Object> buffered = whatIf("--set", "profile.stopBuffer=1");
        assertTrue(
                Long.parseLong(Json.object(buffered, "changed").get("orders").toString())
                        < Long.parseLong(recorded.get("orders").toString()),
                buffered.toString());
        assertNotEquals(recorded, Json.object(whatIf("--shift-price", "BTC-PERP=-5"), "changed"));
        final String told = Ran.well("replay", "--journal", journal, "--from", last, "--drop-source", 999)
                .out();
        assertTrue(
                told.lines()
                        .findFirst()
                        .orElseThrow()
                        .contains(String.format("behind input %,d (", firstCause(middle))),
                told);
        assertTrue(
                told.lines().skip(1).findFirst().orElseThrow().contains("in flight there: they end as they did"), told);
    }

    private Map<String, Object> whatIf(final Object... change) {
        final List<Object> arguments =
                new ArrayList<>(List.of("replay", "--journal", journal, "--from", last, "--fills", FILLS, "--json"));
        arguments.addAll(List.of(change));
        return Ran.well(arguments.toArray()).objects().get(0);
    }

    // The first input from there on that caused an order.
    private long firstCause(final long from) {
        return Ran.well("tail", "--journal", journal, "--ndjson").objects().stream()
                .mapToLong(order -> Long.parseLong(order.get("causeSequence").toString()))
                .filter(cause -> cause >= from)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldAnswerOfAPrunedJournalFromItsOldestSnapshotOn() throws IOException {
        snapshot(middle, 0);
        prune(middle - 20);
        assertEquals(Long.toString(middle + 1), postMortem().get("firstInput").toString());
        assertEquals(
                Long.toString(middle),
                postMortem("--from", middle + 1).get("snapshot").toString());
        Ran.well("replay", "--journal", journal);
        Ran.well("replay", "--journal", journal, "--drop-source", 3);
        final String account = Ran.well("tail", "--journal", journal, "--ndjson")
                .objects()
                .get(0)
                .get("account")
                .toString();
        Ran.well("explain", "--journal", journal, account + "@" + (middle + 1));
        for (final Object[] early : new Object[][] {
            {"post-mortem", "--json", "--from", middle},
            {"replay", "--from", 1},
            {"replay", "--drop-source", 3, "--from", 1},
            {"explain", account + "@" + middle}
        }) {
            final List<Object> arguments = new ArrayList<>(List.of(early));
            arguments.addAll(List.of("--journal", journal));
            final Ran ran = Ran.plimsoll(arguments.toArray());
            assertEquals(12, ran.exitCode(), arguments + ran.err());
            assertTrue(ran.err().contains("the earliest beginning is " + (middle + 1) + ", or 2025-"), ran.err());
        }
    }

    private void prune(final long upTo) throws IOException {
        final int[] crc = new int[1];
        try (JournalReplay replay =
                new JournalReplay(FrameLogs.in(journal), Stretch.all().to(Long.toString(upTo)))) {
            replay.finish((buffer, offset, length) -> crc[0] = Frame.crc(buffer, offset), new DiscardingSink());
        }
        final Path pruned = folder.resolve("pruned");
        new RewrittenLog(journal, LogName.INPUTS).writeAfter(new Cursor(upTo, 0, crc[0]), pruned);
        new RewrittenLog(journal, LogName.ORDERS).write(pruned);
        Files.move(journal.resolve(SnapshotFolder.NAME), pruned.resolve(SnapshotFolder.NAME));
        journal = pruned;
    }
}
