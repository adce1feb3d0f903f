package io.plimsoll.daemon;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, however slow the machine, instead of for a time. */
public final class Await {
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private Await() {}

    public static void until(final String what, final BooleanSupplier condition) {
        final long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + AT_MOST + ": " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }
}
