package io.plimsoll.daemon.recovery;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings an engine to the end of {@code inputs}: from the newest snapshot that can be trusted, else from the start. Decisions are a
 * pure function of inputs, so each is held against what {@code orders} has, byte for byte, and only what a crash kept from being
 * written is appended. The starting thread.
 */
public final class Recovery {
    private static final EventLog LOG = EventLog.of(Recovery.class);

    private final ReadableLogs logs;
    private final FrameLogWriter inputs;
    private final FrameLogWriter orders;
    private final SnapshotStore snapshots;

    /**
     * @param logs where both logs are read
     * @param inputs the writer of {@code inputs}, for where they end
     * @param orders the writer of {@code orders}, which gets what is missing
     * @param snapshots where to start from
     */
    public Recovery(
            final ReadableLogs logs,
            final FrameLogWriter inputs,
            final FrameLogWriter orders,
            final SnapshotStore snapshots) {
        this.logs = logs;
        this.inputs = inputs;
        this.orders = orders;
        this.snapshots = snapshots;
    }

    /**
     * Recovers. {@code orders} is as the inputs give it when this returns.
     *
     * @param engines makes a fresh engine: one for each snapshot that has to be passed over, and one more
     * @throws UserError when the journal does not say what happened: orders ahead or different, inputs behind a snapshot, other
     *     rules, an input that throws
     */
    public Recovered run(final Supplier<MarginEngine> engines) {
        try {
            for (final long sequence : snapshots.newestFirst()) {
                final Optional<Recovered> recovered =
                        Snapshot.load(snapshots, sequence, engines).flatMap(this::replay);
                if (recovered.isPresent()) {
                    return recovered.get();
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return replay(Snapshot.start(engines.get())).orElseThrow();
    }

    // Empty when the snapshot is not of this journal, or decisions before it are missing, which only an older one can
    // give again.
    private Optional<Recovered> replay(final Snapshot from) {
        final SnapshotHeader header = from.header();
        requireInputs(header);
        if (header.ordersSequence() > orders.lastSequence()) {
            LOG.warn(
                    LogCode.SNAPSHOT_PASSED_OVER,
                    "snapshot {} is passed over: orders end before it",
                    header.inputSequence());
            return Optional.empty();
        }
        final Optional<FrameLogReader> input =
                ResumedReader.open(logs, LogName.INPUTS, header.inputSequence(), header.inputCrc());
        final Optional<FrameLogReader> existing =
                ResumedReader.open(logs, LogName.ORDERS, header.ordersSequence(), header.ordersCrc());
        try {
            if (input.isEmpty() || existing.isEmpty()) {
                LOG.warn(
                        LogCode.SNAPSHOT_PASSED_OVER,
                        "snapshot {} is passed over: it is of another journal",
                        header.inputSequence());
                return Optional.empty();
            }
            final CheckedOrders decisions =
                    new CheckedOrders(existing.get(), header.ordersSequence(), orders, logs.quarantine());
            replay(input.get(), from, decisions);
            decisions.end();
            return Optional.of(new Recovered(
                    from.engine(),
                    header.inputSequence(),
                    inputs.lastSequence() - header.inputSequence(),
                    decisions.appended()));
        } finally {
            input.ifPresent(FrameLogReader::close);
            existing.ifPresent(FrameLogReader::close);
        }
    }

    private void replay(final FrameLogReader input, final Snapshot from, final CheckedOrders decisions) {
        final ReplayedInput replayed =
                new ReplayedInput(from.engine(), from.header().rulesVersion(), decisions);
        while (input.lastSequence() < inputs.lastSequence()) {
            if (input.poll(replayed)) {
                decisions.release();
            } else {
                input.atEnd(inputs.lastSequence());
            }
        }
    }

    // What a snapshot has seen was there: its absence is a loss, whatever else the log looks like.
    private void requireInputs(final SnapshotHeader header) {
        if (header.inputSequence() > inputs.lastSequence()) {
            throw new UserError(
                    ExitCode.JOURNAL_TAIL_LOST,
                    "inputs end at " + inputs.lastSequence() + ", a snapshot has seen " + header.inputSequence()
                            + ": they lost their tail; see docs/operating/recovery.md, A lost tail");
        }
    }
}
