package io.plimsoll.engine;

import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;

/**
 * Whether the engine may order: armed or not, the kill latch, halts by capacity, and the run's mode and capacities. Everything
 * here comes from journaled records. Engine thread.
 */
final class Control {
    static final int HALTED_BY_ACCOUNTS = 1;
    static final int HALTED_BY_LEGS = 2;

    // written by the engine thread, read by others for a status
    private volatile boolean isArmed;
    private volatile boolean isKilled;
    private volatile int halts;
    private EngineMode mode = EngineMode.SHADOW;
    private int epoch;
    private long maxAccounts;
    private long maxLegs;
    private long maxOrdersInFlight;

    EngineStatus status() {
        if (halts != 0) {
            return EngineStatus.HALTED;
        }
        if (isKilled) {
            return EngineStatus.KILLED;
        }
        return isArmed ? EngineStatus.ARMED : EngineStatus.DISARMED;
    }

    /** Whether a kill is latched, halted or not; any thread. */
    boolean isKilled() {
        return isKilled;
    }

    /** A run begins. */
    void ready(final EngineMode newMode, final long accounts, final long legs, final long ordersInFlight) {
        mode = newMode;
        isArmed = false;
        if (accounts > maxAccounts) {
            halts &= ~HALTED_BY_ACCOUNTS;
        }
        if (legs > maxLegs) {
            halts &= ~HALTED_BY_LEGS;
        }
        maxAccounts = accounts;
        maxLegs = legs;
        maxOrdersInFlight = ordersInFlight;
    }

    /** Arms and releases the kill latch; nothing at all while halted, so that a latch outlives what it cannot undo. */
    void arm() {
        if (halts == 0) {
            isArmed = true;
            isKilled = false;
        }
    }

    void kill() {
        isArmed = false;
        isKilled = true;
    }

    /** True when the engine was not halted before. */
    boolean halt(final int cause) {
        final boolean isNew = halts == 0;
        halts |= cause;
        return isNew;
    }

    void setEpoch(final int value) {
        epoch = value;
    }

    int epoch() {
        return epoch;
    }

    EngineMode mode() {
        return mode;
    }

    long maxAccounts() {
        return maxAccounts;
    }

    long maxLegs() {
        return maxLegs;
    }

    long maxOrdersInFlight() {
        return maxOrdersInFlight;
    }

    void hash(final StateHash hash) {
        hash.add((isArmed ? 2 : 0) + (isKilled ? 1 : 0))
                .add(halts)
                .add(mode.value())
                .add(epoch)
                .add(maxAccounts)
                .add(maxLegs)
                .add(maxOrdersInFlight);
    }
}
