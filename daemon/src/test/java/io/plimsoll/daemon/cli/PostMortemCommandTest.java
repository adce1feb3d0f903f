package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.replay.RewrittenLog;
import io.plimsoll.journal.Json;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code post-mortem} over stretches, over journals that are not whole, and its page. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class PostMortemCommandTest {
    @TempDir
    private Path folder;

    private Path journal;

    @BeforeEach
    void runABacktest() throws IOException {
        final Ran ran = new Fixture(folder).backtest("journal", "--fills", "paper");
        assertEquals(0, ran.exitCode(), ran.err());
        journal = folder.resolve("journal");
    }

    private Map<String, Object> facts(final Object... more) {
        final Object[] arguments = new Object[4 + more.length];
        System.arraycopy(new Object[] {"post-mortem", "--journal", journal, "--json"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Ran.well(arguments).objects().get(0);
    }

    private static int orders(final Map<String, Object> facts) {
        return Integer.parseInt(Json.object(facts, "totals").get("orders").toString());
    }

    @Test
    void shouldSplitAJournalIntoStretches() {
        final Map<String, Object> whole = facts();
        final int inputs = Integer.parseInt(whole.get("lastInput").toString());
        final int half = inputs * 3 / 4;
        final Map<String, Object> first = facts("--to", half);
        final Map<String, Object> second = facts("--from", half + 1);
        assertTrue(orders(first) > 0 && orders(second) > 0);
        assertEquals(orders(whole), orders(first) + orders(second));
        assertEquals(
                Json.object(Json.object(first, "healthAfter"), "accountsByRatio"),
                Json.object(Json.object(second, "healthBefore"), "accountsByRatio"));
    }

    @Test
    void shouldWriteAPageWithTheCommandThatMakesItAgain() throws IOException {
        final Path page = folder.resolve("report.html");
        Ran.well("post-mortem", "--journal", journal, "-o", page, "--cards", 2);
        final String html = Files.readString(page);
        assertTrue(html.contains("The journal is intact."));
        assertTrue(html.contains("plimsoll post-mortem --journal " + journal + " --from 1 --to "));
        assertEquals(2, html.split("<div class=card>", -1).length - 1);
        assertTrue(html.contains("explain 1-"));
    }

    @Test
    void shouldReportDecisionsThatTheInputsDoNotGive() throws IOException {
        final Path copy = folder.resolve("copy");
        new RewrittenLog(journal, LogName.INPUTS).write(copy);
        final RewrittenLog orders = new RewrittenLog(journal, LogName.ORDERS);
        orders.messages().remove(orders.messages().size() / 2);
        orders.write(copy);
        final Path page = folder.resolve("report.html");
        final Ran ran = Ran.plimsoll("post-mortem", "--journal", copy, "-o", page);
        assertEquals(ExitCode.REPLAY_DIFFERS.code(), ran.exitCode());
        assertTrue(Files.readString(page).contains("The journal does not say what the inputs give."));
    }

    @Test
    void shouldReportADamagedJournalAsFarAsItGoes() throws IOException {
        flipAByteNearTheEndOfInputs();
        final Path page = folder.resolve("report.html");
        final Ran ran = Ran.plimsoll("post-mortem", "--journal", journal, "-o", page);
        assertEquals(ExitCode.JOURNAL_DAMAGED.code(), ran.exitCode(), ran.err());
        final String html = Files.readString(page);
        assertTrue(html.contains("The journal is damaged."));
        assertTrue(html.contains("accounts liquidated"));
    }

    private void flipAByteNearTheEndOfInputs() throws IOException {
        final Path file;
        try (var files = Files.list(journal.resolve(LogName.INPUTS.directory()))) {
            file = files.filter(each -> each.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        final byte[] bytes = Files.readAllBytes(file);
        final byte[] magic = {'P', 'L', 'I', 'M'};
        int found = 0;
        int at = bytes.length - magic.length;
        while (found < 20) {
            at--;
            found += java.util.Arrays.equals(magic, 0, 4, bytes, at, at + 4) ? 1 : 0;
        }
        bytes[at + 50] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void shouldRefuseAnEmptyStretchAndBadUsage() {
        final Ran beyond = Ran.plimsoll("post-mortem", "--journal", journal, "--from", 99_999_999, "--json");
        assertEquals(2, beyond.exitCode());
        assertTrue(beyond.err().contains("no input lies in that stretch"), beyond.err());
        assertEquals(2, Ran.plimsoll("post-mortem", "--journal", journal).exitCode());
    }
}
