package io.plimsoll.daemon.run;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Errors of handlers that the daemon goes on without, counted for monitors; the log has each. Any thread. */
final class HandlerErrors {
    /** Who may throw and end no daemon. */
    enum Handler {
        /** A live price feed, which tries again with its next message: until one is taken its prices get old. */
        PRICE_FEED,
        /** A recorded price feed, which has ended and is down. */
        PRICE_REPLAY,
        /** An answer of the admin port to somebody who only looked. */
        ADMIN_PORT,
        /** An answer to a monitor. */
        METRICS,
        /** What consoles are shown, which is kept up no more. */
        OVERVIEW,
        /** The lines of the log about liquidations, which have ended. */
        LIQUIDATION_LOG;

        /** Its name for monitors. */
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Handler, LongAdder> counts = new EnumMap<>(Handler.class); // filled once

    HandlerErrors() {
        for (final Handler handler : Handler.values()) {
            counts.put(handler, new LongAdder());
        }
    }

    void threw(final Handler handler) {
        counts.get(handler).increment();
    }

    /** How often in this run. */
    long count(final Handler handler) {
        return counts.get(handler).sum();
    }
}
