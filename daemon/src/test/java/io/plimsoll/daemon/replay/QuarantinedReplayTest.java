package io.plimsoll.daemon.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.recovery.QuarantinedRun;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A replay passes over decisions of an input in quarantine in the middle of all others, and compares every other one. */
@Timeout(60)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class QuarantinedReplayTest {
    private static final long SEED = Long.getLong("plimsoll.seed", 7);
    private static final int INPUTS = 1_000;
    private static final int ORPHANS = 3;

    @Test
    void shouldCompareWhatStandsOnBothSidesOfIt(@TempDir final Path journal) throws IOException {
        System.out.println("seed " + SEED + "; reproduce with -Dplimsoll.seed=" + SEED);
        final long stateHash = QuarantinedRun.write(journal, SEED, INPUTS);
        final FrameLogs logs = FrameLogs.in(journal);
        try (JournalReplay replay = new JournalReplay(logs, Stretch.all());
                ComparingSink sink = new ComparingSink(logs, 0)) {
            sink.begin(1);
            replay.finish(JournalReplay.UNSEEN, sink);
            sink.end(INPUTS + 1);
            assertEquals(Optional.empty(), sink.difference());
            assertEquals(stateHash, replay.engine().stateHash());
            final int decisions =
                    new RewrittenLog(journal, LogName.ORDERS).messages().size();
            assertEquals(decisions - ORPHANS, sink.compared());
            assertTrue(sink.compared() > 100);
        }
    }
}
