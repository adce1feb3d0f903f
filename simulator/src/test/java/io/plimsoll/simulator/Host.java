package io.plimsoll.simulator;

import io.plimsoll.daemon.follow.Follower;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.Durability;
import io.plimsoll.journal.LogName;
import io.plimsoll.simulator.check.ActsAfterWriting;
import io.plimsoll.simulator.check.Checker;
import io.plimsoll.simulator.check.DurableSurvives;
import io.plimsoll.simulator.check.KillHolds;
import io.plimsoll.simulator.check.NobodyForgotten;
import io.plimsoll.simulator.check.NothingLostOrDoubled;
import io.plimsoll.simulator.check.Survivors;
import io.plimsoll.simulator.disk.JournalRecord;
import io.plimsoll.simulator.disk.SimulatedJournal;
import io.plimsoll.simulator.disk.SimulatedSnapshots;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agrona.concurrent.EpochNanoClock;

/** The computer that the machine's process runs on, with its disk and with everybody who watches it: what is left when the process dies. */
public final class Host {
    private final Durability durability;
    private final History history = new History();
    private final SimulatedJournal journal;
    private final SimulatedSnapshots snapshotsOnDisk;
    private final SnapshotStore snapshots;
    private final Machine machine;
    private Follower follower;
    private boolean hasLostPower;

    public Host(final Durability durability, final Wiring wiring, final Steps steps, final EpochNanoClock clock) {
        this.durability = durability;
        journal = new SimulatedJournal(steps, wiring.frameCheck(), history);
        snapshotsOnDisk = new SimulatedSnapshots(steps);
        snapshots = wiring.snapshots(snapshotsOnDisk, journal);
        machine = new Machine(journal, snapshots, durability, wiring, steps, clock, history.checkers());
        history.add(new ActsAfterWriting(history, this::safeInputs));
        history.add(new NothingLostOrDoubled(history));
        history.add(new DurableSurvives());
        history.add(new KillHolds());
        history.add(new NobodyForgotten(history));
    }

    private long safeInputs() {
        return durability.isSynced() ? journal.onDisk(LogName.INPUTS) : Long.MAX_VALUE;
    }

    /** Watches as well. */
    public void add(final Checker checker) {
        history.add(checker);
    }

    /** Starts a process; it may die on the way. */
    public void start() {
        machine.start(hasLostPower);
        hasLostPower = false;
        follower =
                following(() -> new Follower(journal, snapshots, () -> new MarginEngine(Machine.CAPACITY), 0, () -> 0));
    }

    /** The follower reads on as far as it can: it checks the machine at each marker, and writes a snapshot there. */
    public void follow() {
        boolean hasMore = true;
        while (hasMore) {
            hasMore = following(follower::poll);
        }
    }

    private static <T> T following(final Callable<T> work) {
        try {
            return work.call();
        } catch (final Exception e) {
            throw new Violation("Follower", e.toString(), e);
        }
    }

    /** The process, started. */
    public Machine machine() {
        return machine;
    }

    /** What bots may read. */
    public SimulatedJournal journal() {
        return journal;
    }

    /** What was visible and is not lost. */
    public History history() {
        return history;
    }

    /** The process dies. */
    public void die() {
        final Map<LogName, List<JournalRecord>> left = Map.of(
                LogName.INPUTS, journal.readable(LogName.INPUTS), LogName.ORDERS, journal.readable(LogName.ORDERS));
        final Survivors survivors = new Survivors(hasLostPower, left, machine.publishedDurable());
        history.checkers().forEach(checker -> checker.onSurvivors(survivors));
        left.forEach(history::replace);
    }

    /** The computer loses power, and the process with it. */
    public void losePower(final Dice dice) {
        hasLostPower = true;
        journal.losePower(dice);
        snapshotsOnDisk.losePower(dice);
        die();
    }

    /** Nothing is left to do, and every promise must be found kept. */
    public void converged() {
        history.checkers().forEach(Checker::onConverged);
    }
}
