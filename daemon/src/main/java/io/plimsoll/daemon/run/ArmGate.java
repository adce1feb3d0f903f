package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.KillOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one way for arm and kill records, so that their order is that of the decisions: nothing arms automatically after a kill was asked for,
 * nothing arms on a request older than the last kill, and nothing arms at all before what stood in the ring when the last objection fell
 * has been evaluated. Any thread.
 */
final class ArmGate {
    private static final long NOT_SETTLED = -1;
    private static final String PROCESSING = "records received before are still being processed";
    private static final String KILLED_MEANWHILE = "the kill switch was thrown while this waited";
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_NS = 100_000;

    private final Arming arming;
    private final Chain chain;
    private final MarginEngine engine;
    private final RunRecords control;
    private long settledSlot = NOT_SETTLED;
    private long armSlot = NOT_SETTLED;
    private boolean isKillWanted;
    private long kills;

    ArmGate(final Arming arming, final Chain chain, final MarginEngine engine, final RunRecords control) {
        this.arming = arming;
        this.chain = chain;
        this.engine = engine;
        this.control = control;
    }

    /** What stands against arming now; empty when nothing does. */
    synchronized List<String> objections() {
        final List<String> objections = new ArrayList<>(arming.objections());
        if (engine.status() == EngineStatus.HALTED) {
            objections.add("the engine is halted at a capacity limit; restart with larger limits");
        }
        if (!objections.isEmpty()) {
            settledSlot = NOT_SETTLED;
            return objections;
        }
        if (settledSlot == NOT_SETTLED) {
            settledSlot = chain.writtenSlot(); // the control lane goes before these
        }
        if (chain.processedSlot() < settledSlot) {
            objections.add(PROCESSING);
        }
        return objections;
    }

    /** Arms by name if nothing stands against it but what will pass by itself; answers what does. */
    List<String> arm(final String operator, final String reason) {
        final long killsBefore = kills();
        final long deadline = System.nanoTime() + PATIENCE_NS;
        List<String> objections = tryToArm(killsBefore, operator, reason);
        while (objections.equals(List.of(PROCESSING)) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(PAUSE_NS);
            objections = tryToArm(killsBefore, operator, reason);
        }
        return objections;
    }

    private synchronized long kills() {
        return kills;
    }

    private synchronized List<String> tryToArm(final long killsBefore, final String operator, final String reason) {
        if (kills != killsBefore) {
            return List.of(KILLED_MEANWHILE);
        }
        final List<String> objections = objections();
        if (objections.isEmpty()) {
            isKillWanted = false;
            control.arm(operator, reason, InputPort.LIVE_TIME);
        }
        return objections;
    }

    /** Arms in the daemon's name if nothing stands against it, never after a kill. */
    synchronized void armAutomatically(final String reason) {
        final boolean isUnderWay = chain.processedSlot() < armSlot;
        if (!isKillWanted
                && !isUnderWay
                && engine.status() == EngineStatus.DISARMED
                && objections().isEmpty()) {
            control.arm("daemon", reason, InputPort.LIVE_TIME);
            armSlot = chain.writtenSlot();
        }
    }

    synchronized void kill(final KillOrigin origin, final String operator, final String reason) {
        isKillWanted = true;
        kills++;
        control.kill(origin, operator, reason, InputPort.LIVE_TIME);
    }
}
