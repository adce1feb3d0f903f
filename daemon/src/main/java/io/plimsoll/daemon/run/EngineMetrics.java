package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.definitions.AssetSpec;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.daemon.metrics.Scrape;
import io.plimsoll.daemon.run.CountersFile.Counter;
import io.plimsoll.engine.Census;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.EngineGauges;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What monitors see of the engine, its accounts and its orders, from the counters file and its gauges. Any thread. */
final class EngineMetrics {
    /** Why an account below its requirement gets no order. */
    static final List<WithheldReason> REASONS = stated(WithheldReason.values());

    /** What an operator may have asked for that lasts, docs/operating/operator-records.md. */
    static final List<String> HOLDS =
            List.of("instrument_halted", "account_held", "account_excluded", "account_forced", "price_manual");

    private static final List<Verdict> VERDICTS = stated(Verdict.values());
    private static final double MICROS = 1e6;
    private static final int MOST_FUNDS = 32; // so that a venue with a fund for everybody does not flood the monitor

    private static final Map<Metric, Counter> COUNTED = new LinkedHashMap<>();

    static {
        COUNTED.put(Metric.ENGINE_SEQUENCE, Counter.ENGINE_SEQUENCE);
        COUNTED.put(Metric.FACT_WAITS, Counter.FACT_WAITS);
        COUNTED.put(Metric.ENGINE_ALLOCATED, Counter.ENGINE_BYTES_ALLOCATED);
        COUNTED.put(Metric.UNITS_RECOMPUTED, Counter.UNITS_RECOMPUTED);
        COUNTED.put(Metric.ENTRIES_SCANNED, Counter.ENTRIES_SCANNED);
        COUNTED.put(Metric.SWEEPS, Counter.SWEEPS);
        COUNTED.put(Metric.LEGS_SWEPT, Counter.LEGS_SWEPT);
        COUNTED.put(Metric.DELEVERAGE_CANDIDATES, Counter.DELEVERAGE_CANDIDATES);
        COUNTED.put(Metric.DELEVERAGE_COMPARED, Counter.DELEVERAGE_COMPARED);
        COUNTED.put(Metric.UNITS_WITHOUT_INDEX, Counter.UNITS_WITHOUT_INDEX);
        COUNTED.put(Metric.QUEUED, Counter.UNITS_QUEUED);
        COUNTED.put(Metric.THROTTLED, Counter.UNITS_THROTTLED);
        COUNTED.put(Metric.VERDICT_CHANGES, Counter.VERDICT_CHANGES);
        COUNTED.put(Metric.ORDERS_ISSUED, Counter.ORDERS_ISSUED);
        COUNTED.put(Metric.ORDERS_IN_FLIGHT, Counter.ORDERS_IN_FLIGHT);
        COUNTED.put(Metric.ORDERS_EXPIRED, Counter.ORDERS_EXPIRED);
        COUNTED.put(Metric.ORDERS_REPLACED, Counter.ORDERS_REPLACED);
        COUNTED.put(Metric.ORDERS_ESCALATED, Counter.ORDERS_ESCALATED);
        COUNTED.put(Metric.ORDERS_RECOVERED, Counter.ORDERS_RECOVERED);
        COUNTED.put(Metric.ORDERS_STOPPED, Counter.ORDERS_STOPPED);
        COUNTED.put(Metric.PRICES_ACCEPTED, Counter.PRICES_ACCEPTED);
        COUNTED.put(Metric.PRICES_REFUSED, Counter.PRICES_REFUSED);
        COUNTED.put(Metric.PRICES_CONFLATED, Counter.PRICES_CONFLATED);
        COUNTED.put(Metric.PRICES_TURNED_AWAY, Counter.PRICES_TURNED_AWAY);
        COUNTED.put(Metric.FACTS, Counter.FACTS);
        COUNTED.put(Metric.FACTS_DUPLICATE, Counter.FACTS_DUPLICATE);
        COUNTED.put(Metric.FACTS_FLAGGED, Counter.FACTS_FLAGGED);
        COUNTED.put(Metric.LATENCY_CLAMPED, Counter.LATENCY_CLAMPED);
    }

    private final CountersFile counters;
    private final DefinitionSet definitions;
    private final MarginEngine engine;
    private final Chain chain;
    private final int ringSlots;
    private final EngineLag lag;

    EngineMetrics(
            final CountersFile counters,
            final DefinitionSet definitions,
            final MarginEngine engine,
            final Chain chain,
            final int ringSlots,
            final EngineLag lag) {
        this.counters = counters;
        this.definitions = definitions;
        this.engine = engine;
        this.chain = chain;
        this.ringSlots = ringSlots;
        this.lag = lag;
    }

    void add(final Scrape scrape) {
        COUNTED.forEach((metric, counter) -> scrape.set(metric, counters.get(counter)));
        scrape.setNanos(Metric.OLDEST_ORDER, counters.get(Counter.OLDEST_ORDER_NS))
                .set(Metric.RING_FILL, (double) counters.get(Counter.RING_FILL) / ringSlots)
                .setNanos(Metric.ENGINE_LAG, lag.waitedNs())
                .set(Metric.ENGINE_LAG_RECORDS, Math.max(0, chain.writtenSlot() - chain.processedSlot()));
        final EngineCapacity capacity = engine.capacity();
        scrape.set(Metric.CAPACITY, used(Counter.ACCOUNTS, capacity.accounts()), "accounts")
                .set(Metric.CAPACITY, used(Counter.LEGS, capacity.legs()), "legs")
                .set(Metric.CAPACITY, used(Counter.ORDERS_IN_FLIGHT, capacity.ordersInFlight()), "orders_in_flight");
        addAccounts(scrape);
        final EngineGauges gauges = engine.gauges();
        scrape.set(Metric.ORDERS_NOTIONAL, gauges.ordersInFlightMicros() / MICROS)
                .set(Metric.WITHDRAWALS_BLOCKED, gauges.areWithdrawalsBlocked());
        addFunds(scrape);
    }

    private double used(final Counter counter, final int limit) {
        return (double) counters.get(counter) / limit;
    }

    private void addAccounts(final Scrape scrape) {
        final Census census = engine.gauges().census();
        for (final Verdict verdict : VERDICTS) {
            scrape.set(Metric.ACCOUNTS, census.count(verdict), lower(verdict));
        }
        scrape.set(Metric.NEAR_MARGIN, census.count(Verdict.WARNING)).set(Metric.SUSPECTS, census.suspects());
        final long[] withheld = engine.counters().withheldByReason;
        for (final WithheldReason reason : REASONS) {
            scrape.set(Metric.WITHHELD_NOW, census.count(reason), lower(reason))
                    .set(Metric.WITHHELD, withheld[reason.value()], lower(reason));
        }
        addHolds(scrape, census);
    }

    private void addHolds(final Scrape scrape, final Census census) {
        final EngineGauges gauges = engine.gauges();
        final long manual = definitions.prices().stream()
                .filter(price -> gauges.isManual(price.id()))
                .count();
        final long[] held = {gauges.haltedInstruments(), census.held(), census.excluded(), census.forced(), manual};
        for (int kind = 0; kind < held.length; kind++) {
            scrape.set(Metric.OPERATOR_HOLDS, held[kind], HOLDS.get(kind));
        }
    }

    private void addFunds(final Scrape scrape) {
        final Map<Fund, Long> balances = new LinkedHashMap<>();
        if (definitions
                .profile()
                .terms()
                .waterfall()
                .fundDraws()) { // an empty one, which the engine does not keep, matters then
            definitions
                    .instruments()
                    .forEach(one -> balances.put(new Fund(one.terms().fundId(), one.settlementId()), 0L));
        }
        engine.view().forEachFund((fund, assetId, balance, promised) -> balances.put(new Fund(fund, assetId), balance));
        balances.keySet().removeIf(fund -> definitions.assetById(fund.assetId()) == null);
        balances.entrySet().stream().limit(MOST_FUNDS).forEach(one -> {
            final AssetSpec asset = definitions.assetById(one.getKey().assetId());
            scrape.set(
                    Metric.INSURANCE,
                    one.getValue() / Math.pow(10, asset.decimals()),
                    Integer.toString(one.getKey().id()),
                    asset.symbol());
        });
    }

    private record Fund(int id, int assetId) {}

    /** The values of a code but those that stand for none. */
    static <E extends Enum<E>> List<E> stated(final E[] all) {
        return Arrays.stream(all)
                .filter(one -> !one.name().equals("NULL_VAL") && !one.name().equals("SBE_UNKNOWN"))
                .toList();
    }

    private static String lower(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
