package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.metrics.AlertRule;
import io.plimsoll.daemon.metrics.Samples;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Sees alerts fire, and not before; notes which it saw, since a test that says so need not have looked. One thread a test. */
final class AlertWatch {
    private static final ThreadLocal<Set<String>> SEEN = ThreadLocal.withInitial(TreeSet::new);

    private AlertWatch() {}

    /** Whether it fires, and so was seen to. */
    static boolean sees(final String alert, final Samples now, final Samples earlier) {
        final boolean fires = AlertRule.named(alert).fires(now, earlier);
        if (fires) {
            SEEN.get().add(alert);
        }
        return fires;
    }

    /** Fires after the cause and not before it. */
    static void assertFires(final WatchedDaemon daemon, final Runnable cause, final String... alerts) {
        final Samples before = daemon.await(
                "none of " + List.of(alerts),
                now -> List.of(alerts).stream()
                        .noneMatch(alert -> AlertRule.named(alert).fires(now, now)));
        cause.run();
        for (final String alert : alerts) {
            daemon.await(alert, now -> sees(alert, now, before));
        }
    }

    /** Fires from the start, until somebody mends it. */
    static void assertFiresUntil(final WatchedDaemon daemon, final Runnable cure, final String... alerts) {
        final Samples before = daemon.scrape();
        for (final String alert : alerts) {
            daemon.await(alert, now -> sees(alert, now, before));
        }
        cure.run();
        for (final String alert : alerts) {
            daemon.await(alert + " no more", now -> !AlertRule.named(alert).fires(now, now));
        }
    }

    /** Holds what a test says that it causes against what it saw. */
    static final class Comparison implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
        @Override
        public void beforeTestExecution(final ExtensionContext context) {
            SEEN.get().clear();
        }

        @Override
        public void afterTestExecution(final ExtensionContext context) {
            if (context.getExecutionException().isEmpty()) {
                assertEquals(
                        new TreeSet<>(List.of(context.getRequiredTestMethod()
                                .getAnnotation(Fires.class)
                                .value())),
                        SEEN.get(),
                        "alerts that the test names, and those that it saw fire");
            }
        }
    }
}
