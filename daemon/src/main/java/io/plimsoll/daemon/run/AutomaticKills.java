package io.plimsoll.daemon.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Throws the kill switch when the daemon itself is not to be trusted: inputs wait too long, the clock jumps, or orders come faster than
 * anybody could mean. Only while the engine is armed; whoever arms again is watched anew. Polled by the duty thread.
 */
final class AutomaticKills {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final Supplier<AutomaticKillConfig> config;
    private final BooleanSupplier isArmed;
    private final EngineLag lag;
    private final LongSupplier ordersIssued;
    private final Action action;

    /** Orders issued at earlier looks, none older than a minute but the first. */
    private final Deque<Look> looks = new ArrayDeque<>();

    private boolean hasClock;
    private long clockDistanceNs;

    private record Look(long atNs, long ordersIssued) {}

    /** Kills. */
    @FunctionalInterface
    interface Action {
        void kill(String check, String reason);
    }

    /**
     * @param config what holds at each look
     * @param written how far the ring is written
     * @param processed how far it is decided
     */
    AutomaticKills(
            final Supplier<AutomaticKillConfig> config,
            final BooleanSupplier isArmed,
            final LongSupplier written,
            final LongSupplier processed,
            final LongSupplier ordersIssued,
            final Action action) {
        this.config = config;
        this.isArmed = isArmed;
        this.lag = new EngineLag(written, processed);
        this.ordersIssued = ordersIssued;
        this.action = action;
    }

    /**
     * Looks.
     *
     * @param monotonicNs of a clock that nobody sets
     * @param wallNs of the one that event time is taken from
     */
    void poll(final long monotonicNs, final long wallNs) {
        if (!isArmed.getAsBoolean()) {
            forget();
            return;
        }
        final boolean isKilled = lags(monotonicNs) || jumps(monotonicNs, wallNs) || overdoes(monotonicNs);
        if (isKilled) {
            forget();
        }
    }

    private void forget() {
        lag.forget();
        hasClock = false;
        looks.clear();
    }

    private boolean lags(final long nowNs) {
        final long waitedNs = lag.poll(nowNs);
        return config.get().lagNs() > 0
                && waitedNs > config.get().lagNs()
                && kill(
                        "lag",
                        "an input has waited " + millis(waitedNs) + " to be decided, more than "
                                + millis(config.get().lagNs()));
    }

    private boolean jumps(final long monotonicNs, final long wallNs) {
        final long distance = wallNs - monotonicNs;
        final long step = hasClock ? distance - clockDistanceNs : 0;
        clockDistanceNs = distance;
        hasClock = true;
        return config.get().clockStepNs() > 0
                && Math.abs(step) > config.get().clockStepNs()
                && kill(
                        "clock",
                        "the wall clock jumped by " + millis(step) + ", more than "
                                + millis(config.get().clockStepNs()));
    }

    private boolean overdoes(final long nowNs) {
        final long issued = ordersIssued.getAsLong();
        looks.add(new Look(nowNs, issued));
        while (nowNs - looks.getFirst().atNs() > MINUTE_NS) {
            looks.removeFirst();
        }
        final long ofMinute = issued - looks.getFirst().ordersIssued();
        return config.get().ordersPerMinute() > 0
                && ofMinute > config.get().ordersPerMinute()
                && kill(
                        "order-rate",
                        ofMinute + " orders within a minute, more than "
                                + config.get().ordersPerMinute());
    }

    private boolean kill(final String check, final String reason) {
        action.kill(check, reason);
        return true;
    }

    private static String millis(final long ns) {
        return ns / 1_000_000 + " ms";
    }
}
