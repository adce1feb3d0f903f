package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.FailStop;
import io.plimsoll.daemon.chain.GroupCommit;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.journal.Durability;
import io.plimsoll.journal.Force;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.YamlSection;
import java.util.concurrent.TimeUnit;

/**
 * What records survive, and how often they are synced for it.
 *
 * @param level named in the configuration
 * @param records inputs that complete a group
 * @param intervalNs time that completes one; with each-sync only orders wait for it, since inputs wake the sync themselves
 */
public record DurabilityConfig(Durability level, int records, long intervalNs) {
    // Of 1 ms, 5 ms, 1,000 records and both together, both cost the least that still bounds the tail: decision 0004.
    private static final int RECORDS = 1_000;
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final DurabilityConfig EACH =
            new DurabilityConfig(Durability.EACH_SYNC, 1, TimeUnit.MILLISECONDS.toNanos(1));

    /** A level with the figures that hold unless told. */
    public static DurabilityConfig of(final Durability level) {
        return level == Durability.EACH_SYNC ? EACH : new DurabilityConfig(level, RECORDS, INTERVAL_NS);
    }

    static DurabilityConfig read(final YamlSection yaml, final Topology topology, final long stallLimitNs) {
        final Durability level = yaml.choice("durability", Durability.class, Durability.PAGE_CACHE);
        if (level.isSynced() && topology != Topology.SEQUENCER_THREAD) {
            throw yaml.bad(
                    "durability",
                    "a level that syncs, for which 'ring.topology' must be sequencer-thread: one thread goes on"
                            + " sequencing while the engine's waits for the disk");
        }
        final YamlSection batch = yaml.sectionOrNone("batchSync");
        final int records = batch.integer("records", 1, 1_000_000, RECORDS);
        final long intervalNs = batch.durationNs("interval", INTERVAL_NS);
        if (intervalNs < TimeUnit.MICROSECONDS.toNanos(10) || intervalNs > TimeUnit.SECONDS.toNanos(10)) {
            throw batch.bad("interval", "not from 10us to 10s");
        }
        if (intervalNs > stallLimitNs / 2) {
            throw batch.bad(
                    "interval", "above half of 'stallLimit': an engine that waits for its group would pass for hung");
        }
        batch.end();
        return level == Durability.EACH_SYNC ? EACH : new DurabilityConfig(level, records, intervalNs);
    }

    /** What syncs a journal so; null where nothing does. */
    public GroupCommit groupCommit(final FrameLogs logs, final FailStop failStop) {
        return level.isSynced()
                ? new GroupCommit(
                        logs.sync(LogName.INPUTS, Force.DISK),
                        logs.sync(LogName.ORDERS, Force.DISK),
                        records,
                        intervalNs,
                        failStop)
                : null;
    }
}
