package io.plimsoll.daemon;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, however slow the machine, instead of for a time. */
public final class Await {
    /** Long enough for a loaded machine of two cores to start several JVMs. */
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private static final long PAUSE_NS = 1_000_000;

    private Await() {}

    public static void until(final String what, final BooleanSupplier condition) {
        until(() -> what, condition);
    }

    /** The same; {@code what} is asked when it did not come. */
    public static void until(final Supplier<String> what, final BooleanSupplier condition) {
        final long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + AT_MOST + ": " + what.get());
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
