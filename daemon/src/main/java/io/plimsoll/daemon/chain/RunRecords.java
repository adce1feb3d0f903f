package io.plimsoll.daemon.chain;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.codec.ArmEncoder;
import io.plimsoll.protocol.codec.ConfigReloadedEncoder;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EpochEncoder;
import io.plimsoll.protocol.codec.EpochReason;
import io.plimsoll.protocol.codec.FailStopEncoder;
import io.plimsoll.protocol.codec.KillEncoder;
import io.plimsoll.protocol.codec.KillOrigin;
import io.plimsoll.protocol.codec.MarkerEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OperatorActEncoder;
import io.plimsoll.protocol.codec.ReadyEncoder;
import io.plimsoll.protocol.codec.SnapshotRequestedEncoder;
import io.plimsoll.protocol.codec.TimerEncoder;

/** Writes the records that a run itself makes: epoch, ready, arm, kill, operator act, reload, snapshot request, timer, marker, fail-stop. One thread at a time. */
public final class RunRecords {
    /** For as long as it takes. */
    public static final long NO_BOUND = 0;

    private final InputPort port;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EpochEncoder epoch = new EpochEncoder();
    private final ReadyEncoder ready = new ReadyEncoder();
    private final ArmEncoder arm = new ArmEncoder();
    private final KillEncoder kill = new KillEncoder();
    private final OperatorActEncoder operatorAct = new OperatorActEncoder();
    private final ConfigReloadedEncoder configReloaded = new ConfigReloadedEncoder();
    private final SnapshotRequestedEncoder snapshotRequested = new SnapshotRequestedEncoder();
    private final TimerEncoder timer = new TimerEncoder();
    private final MarkerEncoder marker = new MarkerEncoder();
    private final FailStopEncoder failStop = new FailStopEncoder();

    public RunRecords(final InputPort port) {
        this.port = port;
    }

    public void epoch(final int number, final EpochReason reason, final long eventNs) {
        final long slot = port.claim();
        epoch.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .epoch(number)
                .reason(reason);
        publish(slot, epoch.encodedLength(), eventNs);
    }

    /** Opens a run in which account sources may be silent for ever. */
    public void ready(
            final EngineMode mode,
            final EngineCapacity capacity,
            final long configHash,
            final String build,
            final long eventNs) {
        ready(mode, capacity, configHash, NO_BOUND, build, eventNs);
    }

    /**
     * The same.
     *
     * @param maxFactAgeNs for how long an account source may be silent; {@link #NO_BOUND}: for ever
     */
    public void ready(
            final EngineMode mode,
            final EngineCapacity capacity,
            final long configHash,
            final long maxFactAgeNs,
            final String build,
            final long eventNs) {
        final long slot = port.claim();
        ready.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .rulesVersion(MarginEngine.RULES_VERSION)
                .configHash(configHash)
                .mode(mode)
                .maxAccounts(capacity.accounts())
                .maxLegs(capacity.legs())
                .maxOrdersInFlight(capacity.ordersInFlight())
                .maxAssets(capacity.assets())
                .maxInstruments(capacity.instruments())
                .maxFactAgeNs(maxFactAgeNs == NO_BOUND ? ReadyEncoder.maxFactAgeNsNullValue() : maxFactAgeNs)
                .build(clipped(build));
        publish(slot, ready.encodedLength(), eventNs);
    }

    public void arm(final String operator, final String reason, final long eventNs) {
        final long slot = port.claim();
        arm.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .operatorName(clipped(operator))
                .reason(clipped(reason));
        publish(slot, arm.encodedLength(), eventNs);
    }

    public void kill(final KillOrigin origin, final String operator, final String reason, final long eventNs) {
        final long slot = port.claim();
        kill.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .origin(origin)
                .operatorName(clipped(operator))
                .reason(clipped(reason));
        publish(slot, kill.encodedLength(), eventNs);
    }

    public void act(final ActRequest act, final String operator, final String reason, final long eventNs) {
        final long slot = port.claim();
        operatorAct
                .wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .accountId(act.accountId())
                .value(act.value())
                .instrumentId(act.instrumentId())
                .priceId(act.priceId())
                .act(act.kind())
                .operatorName(clipped(operator))
                .reason(clipped(reason));
        publish(slot, operatorAct.encodedLength(), eventNs);
    }

    public void configReloaded(final long configHash, final String operator, final String reason, final long eventNs) {
        final long slot = port.claim();
        configReloaded
                .wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .configHash(configHash)
                .operatorName(clipped(operator))
                .reason(clipped(reason));
        publish(slot, configReloaded.encodedLength(), eventNs);
    }

    /** A follower writes the snapshot at the next marker. */
    public void snapshotRequested(final String operator, final String reason, final long eventNs) {
        final long slot = port.claim();
        snapshotRequested
                .wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .operatorName(clipped(operator))
                .reason(clipped(reason));
        publish(slot, snapshotRequested.encodedLength(), eventNs);
    }

    public void timer(final long dueNs, final long eventNs) {
        final long slot = port.claim();
        timer.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .dueNs(dueNs);
        publish(slot, timer.encodedLength(), eventNs);
    }

    public void marker(final long number, final long eventNs) {
        final long slot = port.claim();
        marker.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .marker(number);
        publish(slot, marker.encodedLength(), eventNs);
    }

    public void failStop(final String who, final String cause, final long eventNs) {
        final long slot = port.claim();
        failStop.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .who(clipped(who))
                .cause(clipped(cause));
        publish(slot, failStop.encodedLength(), eventNs);
    }

    // The schema's texts hold 64 bytes.
    private static String clipped(final String text) {
        String clipped = text;
        while (clipped.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > 64) {
            clipped = clipped.substring(0, clipped.length() - 1);
        }
        return clipped;
    }

    private void publish(final long slot, final int bodyLength, final long eventNs) {
        port.publish(slot, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, System.nanoTime(), eventNs);
    }
}
