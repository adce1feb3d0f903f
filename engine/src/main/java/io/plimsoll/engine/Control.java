package io.plimsoll.engine;

import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.ReadyDecoder;

/**
 * Whether the engine may order: armed or not, the kill latch, halts by capacity, and the run's mode and capacities. Everything
 * here comes from journaled records. Engine thread.
 */
final class Control {
    static final int HALTED_BY_ACCOUNTS = 1;
    static final int HALTED_BY_LEGS = 2;
    /** A limit before the first Ready, or of a Ready from before the schema had it: only the arrays' own holds. */
    static final long UNLIMITED = ReadyDecoder.maxAssetsNullValue();

    // written by the engine thread, read by others for a status
    private volatile boolean isArmed;
    private volatile boolean isKilled;
    private volatile int halts;
    private EngineMode mode = EngineMode.SHADOW;
    private int epoch;
    private long maxAccounts;
    private long maxLegs;
    private long maxOrdersInFlight;
    private long maxAssets = UNLIMITED;
    private long maxInstruments = UNLIMITED;
    private long maxFactAgeNs; // 0: no bound

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
    void ready(final ReadyDecoder record) {
        final long accounts = record.maxAccounts();
        final long legs = record.maxLegs();
        mode = record.mode();
        isArmed = false;
        if (accounts > maxAccounts) {
            halts &= ~HALTED_BY_ACCOUNTS;
        }
        if (legs > maxLegs) {
            halts &= ~HALTED_BY_LEGS;
        }
        maxAccounts = accounts;
        maxLegs = legs;
        maxOrdersInFlight = record.maxOrdersInFlight();
        maxAssets = record.maxAssets();
        maxInstruments = record.maxInstruments();
        maxFactAgeNs = Math.max(0, record.maxFactAgeNs()); // null is negative
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

    long maxAssets() {
        return maxAssets;
    }

    long maxInstruments() {
        return maxInstruments;
    }

    /** For how long a source may not be heard, ns of event time; 0: for ever. */
    long maxFactAgeNs() {
        return maxFactAgeNs;
    }

    void image(final StateImage image) {
        isArmed = image.flag(isArmed);
        isKilled = image.flag(isKilled);
        halts = image.number(halts);
        mode = EngineMode.get((short) image.number(mode.value()));
        epoch = image.number(epoch);
        maxAccounts = image.number(maxAccounts);
        maxLegs = image.number(maxLegs);
        maxOrdersInFlight = image.number(maxOrdersInFlight);
        maxAssets = image.number(maxAssets);
        maxInstruments = image.number(maxInstruments);
        maxFactAgeNs = image.number(maxFactAgeNs);
    }

    void hash(final StateHash hash) {
        hash.add((isArmed ? 2 : 0) + (isKilled ? 1 : 0))
                .add(halts)
                .add(mode.value())
                .add(epoch)
                .add(maxAccounts)
                .add(maxLegs)
                .add(maxOrdersInFlight)
                .add(maxAssets)
                .add(maxInstruments);
        if (maxFactAgeNs != 0) { // so that states of journals from before there was a bound hash as they did
            hash.add(maxFactAgeNs);
        }
    }
}
