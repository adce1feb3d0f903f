package io.plimsoll.daemon.follow;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.daemon.recovery.ReplayedInput;
import io.plimsoll.daemon.recovery.ResumedReader;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.talk.EventLog;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.MarkerDecoder;
import io.plimsoll.protocol.codec.SnapshotRequestedDecoder;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/**
 * A second engine that tails {@code inputs}. At each journaled marker it waits for what the live engine said there, and goes on only if
 * that is the record, byte for byte, which this engine gives: the state hash, and by the chain every decision before it. There it also
 * writes snapshots. Shares no memory with the live engine and never writes to its logs. One thread.
 */
public final class Follower implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(Follower.class);

    private final SnapshotStore snapshots;
    private final Supplier<MarginEngine> engines;
    private final long snapshotIntervalNs;
    private final LongSupplier nanoClock;
    private final MarginEngine engine;
    private final FrameLogReader inputs;
    private final FrameLogReader orders;
    private final QuarantinedDecisions quarantined;
    private final ChainedDecisions decisions;
    private final ReplayedInput replayed;
    private boolean isAtMarker;
    private long markerNs;
    private long snapshotEventNs;
    private long snapshotNanoTime;
    private long snapshotTookNanos;
    private boolean isAsked; // for a snapshot, since the last was written
    private boolean hasWritten;
    private long markersChecked;

    /**
     * Starts from the newest snapshot that is good and of this journal, else from the journal's start.
     *
     * @param engines makes a fresh engine, as large as the live one: the follower's own, and one for each snapshot to be read back
     * @param snapshotIntervalNs from one snapshot to the next, at least, both in event time and by the clock: one that is behind, and passes
     *     an hour of events in a minute, writes no more of them than one that keeps up; the first comes at the first marker, and one comes at
     *     the next marker whenever an operator has asked for it, though not before as much time has passed as the last one took: one that is
     *     behind, and finds many requests, has written the last of them when it has caught up and not each
     * @param nanoClock as {@link System#nanoTime}
     * @throws UserError when there is no room for two engines at once, as it takes to read a snapshot back
     */
    public Follower(
            final ReadableLogs logs,
            final SnapshotStore snapshots,
            final Supplier<MarginEngine> engines,
            final long snapshotIntervalNs,
            final LongSupplier nanoClock)
            throws IOException {
        this.snapshots = snapshots;
        this.engines = engines;
        this.snapshotIntervalNs = snapshotIntervalNs;
        this.nanoClock = nanoClock;
        final MarginEngine spare = engines.get(); // as a snapshot is read back into: no room for it shows now, not then
        final Start start;
        try {
            start = start(logs);
        } finally {
            Reference.reachabilityFence(spare);
        }
        final SnapshotHeader header = start.snapshot.header();
        engine = start.snapshot.engine();
        inputs = start.inputs;
        orders = start.orders;
        quarantined = new QuarantinedDecisions(logs, header);
        decisions = new ChainedDecisions(header.ordersSequence(), header.ordersCrc(), quarantined);
        replayed = new ReplayedInput(engine, header.rulesVersion(), decisions);
        LOG.info(LogCode.FOLLOWING, "following from input {}", header.inputSequence());
    }

    private record Start(Snapshot snapshot, FrameLogReader inputs, FrameLogReader orders) {}

    private Start start(final ReadableLogs logs) throws IOException {
        for (final long sequence : snapshots.newestFirst()) {
            final Optional<Start> start =
                    Snapshot.load(snapshots, sequence, engines).flatMap(snapshot -> open(logs, snapshot));
            if (start.isPresent()) {
                return start.get();
            }
        }
        return open(logs, Snapshot.start(engines.get())).orElseThrow();
    }

    private static Optional<Start> open(final ReadableLogs logs, final Snapshot snapshot) {
        final SnapshotHeader header = snapshot.header();
        return ResumedReader.open(logs, LogName.INPUTS, header.inputSequence(), header.inputCrc())
                .flatMap(inputs -> {
                    final Optional<FrameLogReader> orders =
                            ResumedReader.open(logs, LogName.ORDERS, header.ordersSequence(), header.ordersCrc());
                    if (orders.isEmpty()) {
                        inputs.close();
                    }
                    return orders.map(reader -> new Start(snapshot, inputs, reader));
                });
    }

    /**
     * Takes the next input, or what the live engine said at the last marker.
     *
     * @return false when there is nothing to do now
     * @throws UserError FOLLOWER_DIFFERS when the live engine said something else; an input's own reasons as at recovery
     */
    public boolean poll() throws IOException {
        if (!quarantined.isComplete()) {
            return quarantined.poll();
        }
        if (isAtMarker) {
            return awaitLiveEngine();
        }
        final boolean hasPolled = inputs.poll(this::onInput);
        if (!hasPolled) {
            inputs.atEnd(0); // throws where records are missing rather than yet to come
        }
        return hasPolled;
    }

    private void onInput(final DirectBuffer buffer, final int offset, final int length) {
        replayed.onFrame(buffer, offset, length);
        final int template = Frame.templateId(buffer, offset);
        isAtMarker = template == MarkerDecoder.TEMPLATE_ID;
        isAsked |= template == SnapshotRequestedDecoder.TEMPLATE_ID;
        markerNs = Frame.eventNs(buffer, offset);
    }

    private boolean awaitLiveEngine() throws IOException {
        while (orders.lastSequence() < decisions.sequence()) {
            if (!orders.poll(this::onLive)) {
                orders.atEnd(0);
                return false;
            }
        }
        isAtMarker = false;
        markersChecked++;
        if (isSnapshotDue()) {
            writeSnapshot();
        }
        return true;
    }

    private boolean isSnapshotDue() {
        return !hasWritten
                || (isAsked && nanoClock.getAsLong() - snapshotNanoTime >= snapshotTookNanos)
                || (markerNs - snapshotEventNs >= snapshotIntervalNs
                        && nanoClock.getAsLong() - snapshotNanoTime >= snapshotIntervalNs);
    }

    private void onLive(final DirectBuffer buffer, final int offset, final int length) {
        if (Frame.sequence(buffer, offset) == decisions.sequence() && Frame.crc(buffer, offset) != decisions.crc()) {
            throw new UserError(
                    ExitCode.FOLLOWER_DIFFERS,
                    "at the marker in input " + inputs.lastSequence() + " this engine has state hash "
                            + Long.toHexString(engine.stateHash()) + "; orders record "
                            + Frame.sequence(buffer, offset)
                            + " says another, or a decision before it differs: see docs/operating/fail-over.md");
        }
    }

    private void writeSnapshot() throws IOException {
        final long began = nanoClock.getAsLong();
        final Cursor at = inputs.cursor();
        final SnapshotHeader header = new SnapshotHeader(
                MarginEngine.RULES_VERSION,
                at.sequence(),
                at.crc(),
                decisions.sequence(),
                decisions.crc(),
                engine.stateHash());
        snapshots.save(
                at.sequence(),
                out -> Snapshot.write(header, engine, out),
                Snapshot.readBack(header, room -> engines.get()));
        snapshotEventNs = markerNs;
        snapshotNanoTime = nanoClock.getAsLong();
        snapshotTookNanos = snapshotNanoTime - began;
        hasWritten = true;
        isAsked = false;
        LOG.info(
                LogCode.SNAPSHOT_WRITTEN,
                "snapshot {} written, {} markers agreed so far",
                at.sequence(),
                markersChecked);
    }

    /** Sequence of the last input applied. */
    public long sequence() {
        return inputs.lastSequence();
    }

    /** Markers at which the live engine said the same. */
    public long markersChecked() {
        return markersChecked;
    }

    @Override
    public void close() {
        inputs.close();
        orders.close();
        quarantined.close();
    }
}
