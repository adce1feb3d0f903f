package io.plimsoll.journal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, however slow the machine, instead of for a time. */
public final class Await {
    private Await() {}

    /** Waits until it holds; {@code what} is told when it does not. */
    public static void until(final Supplier<String> what, final Duration atMost, final BooleanSupplier condition) {
        final long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + atMost + ": " + what.get());
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
