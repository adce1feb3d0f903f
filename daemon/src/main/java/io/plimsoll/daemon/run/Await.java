package io.plimsoll.daemon.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for the engine's answer, as whoever asked over the admin port does. Stateless. */
final class Await {
    private Await() {}

    /** Whether something has come true within five seconds. */
    static boolean within5s(final BooleanSupplier condition) {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(100_000);
        }
        return condition.getAsBoolean();
    }
}
