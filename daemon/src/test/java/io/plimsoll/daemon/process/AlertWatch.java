package io.plimsoll.daemon.process;

import io.plimsoll.daemon.metrics.AlertRule;
import io.plimsoll.daemon.metrics.Samples;
import java.util.List;

/** Sees alerts fire, and not before. Stateless. */
final class AlertWatch {
    private AlertWatch() {}

    /** Fires after the cause and not before it. */
    static void assertFires(final WatchedDaemon daemon, final Runnable cause, final String... alerts) {
        final Samples before = daemon.await(
                "none of " + List.of(alerts),
                now -> List.of(alerts).stream()
                        .noneMatch(alert -> AlertRule.named(alert).fires(now, now)));
        cause.run();
        for (final String alert : alerts) {
            daemon.await(alert, now -> AlertRule.named(alert).fires(now, before));
        }
    }

    /** Fires from the start, until somebody mends it. */
    static void assertFiresUntil(final WatchedDaemon daemon, final Runnable cure, final String... alerts) {
        final Samples before = daemon.scrape();
        for (final String alert : alerts) {
            daemon.await(alert, now -> AlertRule.named(alert).fires(now, before));
        }
        cure.run();
        for (final String alert : alerts) {
            daemon.await(alert + " no more", now -> !AlertRule.named(alert).fires(now, now));
        }
    }
}
