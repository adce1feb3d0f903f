package io.plimsoll.daemon.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for the engine's answer, as whoever asked over the admin port does. Stateless. */
final class Await {
    private Await() {}

    /** Whether something that is cheap to ask has come true within five seconds. */
    static boolean within5s(final BooleanSupplier condition) {
        return within5s(condition, 100_000);
    }

    /**
     * The same of something that costs more.
     *
     * @param pauseNs from one look to the next
     */
    static boolean within5s(final BooleanSupplier condition, final long pauseNs) {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(pauseNs);
        }
        return condition.getAsBoolean();
    }
}
