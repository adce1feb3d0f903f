package io.plimsoll.daemon.doctor;

import io.plimsoll.engine.EngineCapacity;

/**
 * What an engine's tables take at most for given limits, throttles, insurance, auto-deleveraging and accounts' own open orders included. The figures are those of
 * docs/operating/memory.md, which are measured. Stateless.
 */
final class EngineMemory {
    private static final long AN_ACCOUNT = 117 + 32 + 40 + 16 + 4 + 16;
    private static final long A_LEG = 70 + 20 + 32;
    private static final long AN_ORDER = 119 + 256 + 8;

    private EngineMemory() {}

    /** In bytes. */
    static long of(final EngineCapacity limits) {
        return AN_ACCOUNT * limits.accounts() + A_LEG * limits.legs() + AN_ORDER * limits.ordersInFlight();
    }
}
