package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.GroupCommit;
import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyLog;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.daemon.metrics.Durations;
import io.plimsoll.daemon.metrics.Exposition;
import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.daemon.metrics.Scrape;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.talk.EventLog;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EngineStatus;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Everything that monitors may see of a daemon, gathered when they ask, without a word to the engine's thread. Polled by the duty thread,
 * scraped by any.
 */
final class DaemonMetrics {
    private static final EventLog LOG = EventLog.of(DaemonMetrics.class);
    private static final long NS_PER_MS = 1_000_000;
    private static final List<String> MODES = names(EngineMode.values());
    private static final List<String> STATES = names(EngineStatus.values());
    private static final List<String> DISK_STATES = names(DiskGuard.State.values());

    private final DaemonConfig config;
    private final String build;
    private final MarginEngine engine;
    private final GroupCommit groupCommit; // null: nothing is synced
    private final LatencyLog latencyLog;
    private final KillCauses killCauses;
    private final HandlerErrors errors;
    private final AdminWatch admin;
    private final EngineLag lag;
    private final EngineMetrics engineMetrics;
    private final PriceMetrics priceMetrics;
    private final SourceMetrics sourceMetrics;
    private final JournalMetrics journalMetrics;
    private final LongSupplier lastInput;
    private final Clocks clocks;
    private final long startedNs;
    private final long startedMs;

    /**
     * Of a daemon that is about to start.
     *
     * @param groupCommit null where nothing is synced
     * @param lastInput sequence of the last record of inputs
     * @param lastOrder sequence of the last record of orders
     */
    DaemonMetrics(
            final DaemonConfig config,
            final String build,
            final MarginEngine engine,
            final Chain chain,
            final GroupCommit groupCommit,
            final Sources sources,
            final CountersFile counters,
            final LatencyLog latencyLog,
            final KillCauses killCauses,
            final HandlerErrors errors,
            final AdminWatch admin,
            final LongSupplier lastInput,
            final LongSupplier lastOrder,
            final Clocks clocks) {
        this.config = config;
        this.build = build;
        this.engine = engine;
        this.groupCommit = groupCommit;
        this.latencyLog = latencyLog;
        this.killCauses = killCauses;
        this.errors = errors;
        this.admin = admin;
        this.lastInput = lastInput;
        this.clocks = clocks;
        startedNs = clocks.monotonicNs().getAsLong();
        startedMs = clocks.wallMs().getAsLong();
        lag = new EngineLag(chain::writtenSlot, chain::processedSlot);
        engineMetrics = new EngineMetrics(counters, config.definitions(), engine, chain, config.ringSlots(), lag);
        priceMetrics = new PriceMetrics(config.definitions(), engine);
        sourceMetrics = new SourceMetrics(sources, startedNs);
        journalMetrics = new JournalMetrics(config.journalDir(), lastInput, lastOrder);
    }

    private static <E extends Enum<E>> List<String> names(final E[] all) {
        return EngineMetrics.stated(all).stream().map(DaemonMetrics::lower).toList();
    }

    private static String lower(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A look at what is measured by looking often. Duty thread. */
    void poll() {
        final long now = clocks.monotonicNs().getAsLong();
        lag.poll(now);
        sourceMetrics.poll(now);
    }

    /**
     * Everything as text. What cannot be read here must not end a daemon that works.
     *
     * @param accept as in HTTP; may be null
     */
    AdminServer.Answer answer(final String accept, final DiskGuard disk, final List<String> objections) {
        try {
            final Exposition found = scrape(accept, disk, objections);
            return new AdminServer.Answer(200, found.text(), found.contentType());
        } catch (final RuntimeException e) {
            errors.threw(HandlerErrors.Handler.METRICS);
            LOG.error(LogCode.METRICS_UNREADABLE, "the metrics cannot be read", e);
            return new AdminServer.Answer(500, "the metrics cannot be read: " + e);
        }
    }

    private Exposition scrape(final String accept, final DiskGuard disk, final List<String> objections) {
        final long now = clocks.monotonicNs().getAsLong();
        final long wallMs = clocks.wallMs().getAsLong();
        final Scrape scrape = new Scrape();
        scrape.set(
                        Metric.BUILD_INFO,
                        1,
                        build,
                        Integer.toString(MarginEngine.RULES_VERSION),
                        Runtime.version().toString())
                .setNanos(Metric.UPTIME, now - startedNs)
                .setOneOf(Metric.MODE, MODES, lower(config.mode()))
                .setOneOf(Metric.ENGINE_STATE, STATES, lower(engine.status()))
                .set(Metric.OBJECTIONS, objections.size())
                .setNanos(Metric.CLOCK_OFFSET, (wallMs - startedMs) * NS_PER_MS - (now - startedNs))
                .set(Metric.DISK_USABLE, disk.usableBytes())
                .setOneOf(Metric.DISK_STATE, DISK_STATES, lower(disk.state()));
        for (final HandlerErrors.Handler handler : HandlerErrors.Handler.values()) {
            scrape.set(Metric.HANDLER_ERRORS, errors.count(handler), handler.label());
        }
        admin.add(scrape, wallMs);
        addKills(scrape);
        engineMetrics.add(scrape);
        priceMetrics.add(scrape, clocks.events().nanoTime());
        sourceMetrics.add(scrape, now);
        if (groupCommit != null) {
            scrape.set(Metric.DURABLE_LAG, Math.max(0, lastInput.getAsLong() - groupCommit.durableInputs()));
        }
        journalMetrics.add(scrape, wallMs);
        addLatency(scrape);
        return Exposition.of(scrape.snapshots(), accept);
    }

    // A halt hides the kill's latch in the status.
    private void addKills(final Scrape scrape) {
        final String current = engine.isKillLatched() ? killCauses.last() : "";
        scrape.setOneOf(Metric.KILL_CAUSE, KillCauses.ALL, current);
        KillCauses.ALL.forEach(cause -> scrape.set(Metric.KILLS, killCauses.count(cause), cause));
    }

    private void addLatency(final Scrape scrape) {
        for (final Hop hop : Hop.values()) {
            final Durations.Sum sum = latencyLog.durations(hop);
            scrape.set(Metric.LATENCY, sum, hop.label()).setNanos(Metric.LATENCY_MAX, sum.maxNanos(), hop.label());
        }
        final Durations.Sum hiccups = latencyLog.hiccups();
        scrape.set(Metric.HICCUP, hiccups).setNanos(Metric.HICCUP_MAX, hiccups.maxNanos());
    }
}
