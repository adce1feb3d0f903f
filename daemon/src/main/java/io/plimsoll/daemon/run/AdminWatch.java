package io.plimsoll.daemon.run;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.daemon.metrics.Scrape;
import io.plimsoll.feed.live.RepeatedFault;
import io.plimsoll.journal.talk.EventLog;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What monitors and the log see of the admin ports: whom they turn away, and until when the certificate is good. Any thread. */
final class AdminWatch {
    private static final EventLog LOG = EventLog.of(AdminWatch.class);
    private static final long NO_CERTIFICATE = -1;
    private static final long NS_PER_MS = 1_000_000;

    /** Which of them. */
    enum Port {
        LOCAL,
        REMOTE
    }

    /** Why somebody is turned away. */
    enum Reason {
        NO_TOKEN,
        WRONG_TOKEN,
        /** A token that is for looking. */
        READ_ONLY,
        /** More requests of one address at a time than it may have. */
        TOO_MANY;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Turned(LongAdder count, RepeatedFault told) {
        Turned() {
            this(new LongAdder(), new RepeatedFault());
        }
    }

    private final Map<Port, Map<Reason, Turned>> turned = new EnumMap<>(Port.class); // filled once
    private volatile long certificateEndsMs = NO_CERTIFICATE;

    AdminWatch() {
        for (final Port port : Port.values()) {
            final Map<Reason, Turned> reasons = new EnumMap<>(Reason.class);
            List.of(Reason.values()).forEach(reason -> reasons.put(reason, new Turned()));
            turned.put(port, reasons);
        }
    }

    /** Somebody was turned away; of one reason the log has a line a minute, with the address that came when it was written. */
    void turnedAway(final Port port, final Reason reason, final InetAddress from) {
        final Turned known = turned.get(port).get(reason);
        known.count.increment();
        final String more;
        synchronized (known.told) {
            more = known.told.comes(System.nanoTime());
        }
        if (more != null) {
            LOG.warn(
                    LogCode.ADMIN_REFUSED,
                    "{} admin port turned {} away: {}{}",
                    port.name().toLowerCase(Locale.ROOT),
                    from.getHostAddress(),
                    reason.label(),
                    more);
        }
    }

    /** How many in this run. */
    long count(final Port port, final Reason reason) {
        return turned.get(port).get(reason).count.sum();
    }

    /** @param ms since 1970 */
    void certificateEnds(final long ms) {
        certificateEndsMs = ms;
    }

    void add(final Scrape scrape, final long wallMs) {
        turned.forEach((port, reasons) -> reasons.keySet()
                .forEach(reason -> scrape.set(
                        Metric.ADMIN_REFUSED,
                        count(port, reason),
                        port.name().toLowerCase(Locale.ROOT),
                        reason.label())));
        if (certificateEndsMs != NO_CERTIFICATE) {
            scrape.setNanos(Metric.ADMIN_CERTIFICATE, (certificateEndsMs - wallMs) * NS_PER_MS);
        }
    }
}
