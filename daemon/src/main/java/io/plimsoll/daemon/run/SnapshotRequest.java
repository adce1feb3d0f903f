package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.follow.FollowerPosition;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.feed.InputPort;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A snapshot of a running daemon, when an operator wants one. The request is a record of {@code inputs} with a marker behind it, and the
 * follower, which reads both like anything else, writes the snapshot there: the engine's thread does what it does at any marker, and the
 * journal keeps who asked. Threads of the admin port, one at a time.
 */
final class SnapshotRequest {
    private static final EventLog LOG = EventLog.of(SnapshotRequest.class);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(25); // at a folder

    private final Path journalDir;
    private final InputPort port;
    private final LongSupplier lastInput;
    private final Clocks clocks;
    private final Predicate<BooleanSupplier> patience;

    /**
     * Asks nobody yet.
     *
     * @param lastInput sequence of the last record of inputs
     */
    SnapshotRequest(final Path journalDir, final InputPort port, final LongSupplier lastInput, final Clocks clocks) {
        this(journalDir, port, lastInput, clocks, condition -> Await.within5s(condition, LOOK_NS));
    }

    /** @param patience whether something came true while this waited for it */
    SnapshotRequest(
            final Path journalDir,
            final InputPort port,
            final LongSupplier lastInput,
            final Clocks clocks,
            final Predicate<BooleanSupplier> patience) {
        this.patience = patience;
        this.journalDir = journalDir;
        this.port = port;
        this.lastInput = lastInput;
        this.clocks = clocks;
    }

    /** Asks for one and waits for it. */
    AdminServer.Answer ask(final String operator, final String reason) {
        if (operator.isEmpty() || reason.isEmpty()) {
            return new AdminServer.Answer(400, "no snapshot: expected two lines: operator and reason");
        }
        final long nowMs = clocks.wallMs().getAsLong();
        if (FollowerPosition.read(journalDir)
                .filter(position -> position.isFresh(nowMs))
                .isEmpty()) {
            return new AdminServer.Answer(
                    409,
                    "no snapshot: no follower runs, and it is the follower that writes them; start 'plimsoll follow', or stop the"
                            + " daemon and use 'plimsoll snapshot --offline'");
        }
        LOG.info(LogCode.SNAPSHOT_WANTED, "snapshot wanted by {}: {}", operator, reason);
        final long before = lastInput.getAsLong();
        final RunRecords records = new RunRecords(port);
        records.snapshotRequested(operator, reason, InputPort.LIVE_TIME);
        records.marker(clocks.events().nanoTime(), InputPort.LIVE_TIME);
        return patience.test(() -> newest() > before)
                ? new AdminServer.Answer(200, "snapshot at input " + newest())
                : new AdminServer.Answer(
                        202,
                        "asked for behind input " + before + "; the follower, " + applied()
                                + ", has not written it within 5 s. It is there when"
                                + " plimsoll_snapshot_age_seconds falls, and its log names it");
    }

    private String applied() {
        return FollowerPosition.read(journalDir)
                .map(position -> "which is at input " + position.sequence())
                .orElse("which no longer says how far it is");
    }

    private long newest() {
        try {
            return SnapshotFolder.reading(journalDir).newestFirst().stream()
                    .findFirst()
                    .orElse(0L);
        } catch (final IOException e) {
            return 0; // not to be seen, as where there is none: no reason for a daemon to end
        }
    }
}
