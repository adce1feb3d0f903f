package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The page's section "Operator and run records": status, mode, capacities, epoch. A fresh one is DISARMED, SHADOW,
 * without capacities.
 */
public final class Status {
    /** What ran full. */
    public enum HaltCause {
        ACCOUNTS,
        LEGS
    }

    private final Set<HaltCause> haltCauses = EnumSet.noneOf(HaltCause.class);
    private boolean killLatched;
    private boolean armed;
    private EngineMode mode = EngineMode.SHADOW;
    private long maxAccounts;
    private long maxLegs;
    private long maxOrdersInFlight;
    private OptionalLong maxAssets = OptionalLong.empty();
    private OptionalLong maxInstruments = OptionalLong.empty();
    private long epoch;

    /** HALTED, then KILLED, outrank the rest. */
    public EngineStatus current() {
        if (!haltCauses.isEmpty()) {
            return EngineStatus.HALTED;
        }
        if (killLatched) {
            return EngineStatus.KILLED;
        }
        return armed ? EngineStatus.ARMED : EngineStatus.DISARMED;
    }

    void ready(final EngineMode newMode, final long accounts, final long legs, final long ordersInFlight) {
        if (accounts > maxAccounts) {
            haltCauses.remove(HaltCause.ACCOUNTS);
        }
        if (legs > maxLegs) {
            haltCauses.remove(HaltCause.LEGS);
        }
        mode = newMode;
        maxAccounts = accounts;
        maxLegs = legs;
        maxOrdersInFlight = ordersInFlight;
        armed = false;
    }

    /** How many assets and instruments may be in force; empty: as many as wanted. */
    void roomForDefinitions(final OptionalLong assets, final OptionalLong instruments) {
        maxAssets = assets;
        maxInstruments = instruments;
    }

    /** Whether so many may be in force together. */
    boolean hasRoomFor(final Definitions definitions) {
        return definitions.assets().size() <= maxAssets.orElse(Long.MAX_VALUE)
                && definitions.instruments().size() <= maxInstruments.orElse(Long.MAX_VALUE);
    }

    /** Nothing changes while halted. */
    void arm() {
        if (haltCauses.isEmpty()) {
            killLatched = false;
            armed = true;
        }
    }

    void kill() {
        killLatched = true;
    }

    void epoch(final long newEpoch) {
        if (newEpoch <= epoch) {
            throw new IllegalStateException("epoch " + newEpoch + " after " + epoch);
        }
        epoch = newEpoch;
    }

    /** A capacity was reached; says whether that changed the status. */
    boolean halt(final HaltCause cause) {
        final EngineStatus before = current();
        haltCauses.add(cause);
        return before != EngineStatus.HALTED;
    }

    /** SHADOW or LIVE. */
    public EngineMode mode() {
        return mode;
    }

    /** Accounts that fit. */
    public long maxAccounts() {
        return maxAccounts;
    }

    /** Legs over all accounts that fit. */
    public long maxLegs() {
        return maxLegs;
    }

    /** Orders in flight that fit. */
    public long maxOrdersInFlight() {
        return maxOrdersInFlight;
    }

    /** First part of the next order's id. */
    public long epoch() {
        return epoch;
    }
}
