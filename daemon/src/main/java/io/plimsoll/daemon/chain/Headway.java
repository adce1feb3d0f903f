package io.plimsoll.daemon.chain;

import java.util.function.BooleanSupplier;

/** Whether a chain gets on with its work, for whoever would end a process that does not. One thread asks. */
public final class Headway implements BooleanSupplier {
    private final Chain chain;
    private long last = -1;

    public Headway(final Chain chain) {
        this.chain = chain;
    }

    /** Whether the chain has got on since this was last asked, or has no work; never once it has failed. */
    @Override
    public boolean getAsBoolean() {
        final long now = chain.headway();
        final boolean getsOn = !chain.hasFailed() && (now != last || !chain.hasWork());
        last = now;
        return getsOn;
    }
}
