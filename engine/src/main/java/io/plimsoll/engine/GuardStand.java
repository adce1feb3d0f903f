package io.plimsoll.engine;

import io.plimsoll.protocol.codec.PriceState;

/** How a guarded price stood before something happened to it. Reused; engine thread. */
final class GuardStand {
    private PriceState state = PriceState.HALTED;
    private long price;
    private long low;
    private long high;
    private long dwellFrom;
    private long dwellUntilNs;

    void take(final PriceGuard guard) {
        state = guard.state();
        price = guard.price();
        low = guard.low();
        high = guard.high();
        dwellFrom = guard.dwellFrom();
        dwellUntilNs = guard.dwellUntilNs();
    }

    PriceState state() {
        return state;
    }

    /** Whether the price is believed otherwise now, or another jump of it waited out. */
    boolean isToldAfter(final PriceGuard guard) {
        return guard.state() != state || guard.dwellFrom() != dwellFrom || guard.dwellUntilNs() != dwellUntilNs;
    }

    /** Whether state, price or bounds are others now. */
    boolean isOther(final PriceGuard guard) {
        return guard.state() != state || guard.price() != price || guard.low() != low || guard.high() != high;
    }
}
