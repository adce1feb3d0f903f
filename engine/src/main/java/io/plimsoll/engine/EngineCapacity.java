package io.plimsoll.engine;

import io.plimsoll.protocol.codec.ReadyDecoder;

/**
 * How much the engine's arrays can hold, allocated once at construction. The limits that decide (and so must be journaled)
 * are the ones in the Ready record; they may not exceed these.
 *
 * @param accounts margin units
 * @param legs balances plus positions over all accounts
 * @param ordersInFlight liquidation orders not yet ended
 * @param assets assets that may be defined
 * @param instruments instruments that may be defined
 */
public record EngineCapacity(int accounts, int legs, int ordersInFlight, int assets, int instruments) {
    /** Most legs that one unit may have. */
    public static final int MAX_LEGS_PER_UNIT = 64;

    public EngineCapacity {
        requirePositive("accounts", accounts);
        requirePositive("legs", legs);
        requirePositive("ordersInFlight", ordersInFlight);
        requirePositive("assets", assets);
        requirePositive("instruments", instruments);
    }

    /** Why a run with this Ready record's limits has no room here, or null. */
    public String excess(final ReadyDecoder ready) {
        String excess = excess("accounts", ready.maxAccounts(), accounts);
        excess = excess == null ? excess("legs", ready.maxLegs(), legs) : excess;
        excess = excess == null ? excess("ordersInFlight", ready.maxOrdersInFlight(), ordersInFlight) : excess;
        excess = excess == null && ready.maxAssets() != ReadyDecoder.maxAssetsNullValue()
                ? excess("assets", ready.maxAssets(), assets)
                : excess;
        return excess == null && ready.maxInstruments() != ReadyDecoder.maxInstrumentsNullValue()
                ? excess("instruments", ready.maxInstruments(), instruments)
                : excess;
    }

    private static String excess(final String name, final long wanted, final int held) {
        return wanted > held ? "the run had room for " + wanted + " " + name + ", this process has only " + held : null;
    }

    /** Assets and instruments together. */
    public int factors() {
        return assets + instruments;
    }

    private static void requirePositive(final String name, final int value) {
        if (value <= 0) {
            throw new IllegalArgumentException("engine capacity: " + name + " is " + value + ", expected at least 1");
        }
    }
}
