package io.plimsoll.gateway.config;

import io.plimsoll.gateway.feed.FollowLimits;
import io.plimsoll.journal.config.YamlSection;
import java.util.concurrent.TimeUnit;

/**
 * How orders are kept in memory, and who is too slow for them.
 *
 * @param windowRecords newest records held
 * @param windowBytes newest encoded bytes held
 * @param historyBytes encoded pages held for those who are far behind
 * @param limits when a client is cut off; a lag is at most what the window holds, so that no one who keeps up reads history
 */
public record StreamConfig(int windowRecords, long windowBytes, long historyBytes, FollowLimits limits) {
    private static final long MIB = 1L << 20;

    /** What holds unless told. */
    public static final StreamConfig DEFAULT = new StreamConfig(
            65_536,
            64 * MIB,
            32 * MIB,
            new FollowLimits(50_000, 32 * MIB, TimeUnit.SECONDS.toNanos(20), TimeUnit.SECONDS.toNanos(5)));

    static StreamConfig read(final YamlSection yaml, final long idleTimeoutNs) {
        final int windowRecords = yaml.integer("windowRecords", 1_024, 10_000_000, DEFAULT.windowRecords);
        final long windowBytes = yaml.has("windowBytes") ? yaml.bytes("windowBytes") : DEFAULT.windowBytes;
        final long historyBytes = yaml.has("historyBytes") ? yaml.bytes("historyBytes") : DEFAULT.historyBytes;
        final FollowLimits limits = new FollowLimits(
                yaml.integer("lagRecords", 16, 10_000_000, (int) DEFAULT.limits.lagRecords()),
                yaml.has("lagBytes") ? yaml.bytes("lagBytes") : DEFAULT.limits.lagBytes(),
                yaml.durationNs("stall", DEFAULT.limits.stallNs()),
                yaml.durationNs("heartbeat", DEFAULT.limits.heartbeatNs()));
        if (limits.lagRecords() > windowRecords) {
            throw yaml.bad("lagRecords", "above 'windowRecords', " + windowRecords);
        }
        if (limits.lagBytes() > windowBytes) {
            throw yaml.bad("lagBytes", "above 'windowBytes', " + windowBytes);
        }
        if (limits.heartbeatNs() >= idleTimeoutNs) {
            throw yaml.bad("heartbeat", "not below 'idleTimeout': each stream would be closed");
        }
        return new StreamConfig(windowRecords, windowBytes, historyBytes, limits);
    }
}
