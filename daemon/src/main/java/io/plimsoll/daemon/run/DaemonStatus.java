package io.plimsoll.daemon.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.GroupCommit;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.daemon.feeds.PriceFeed;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.daemon.run.CountersFile.Counter;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.MarginView;
import io.plimsoll.protocol.Decimals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.EpochNanoClock;

/** Tells how a daemon is doing, from its counters. Stateless. */
final class DaemonStatus {
    private static final long NS_PER_MS = 1_000_000;

    private DaemonStatus() {}

    static void updateCounters(
            final CountersFile counters,
            final DefinitionSet definitions,
            final MarginEngine engine,
            final Chain chain,
            final GroupCommit groupCommit,
            final LatencyRecorders latency,
            final Sources sources) {
        final EngineCounters counts = engine.counters();
        counters.set(Counter.STATE, engine.status().value());
        counters.set(Counter.ENGINE_SEQUENCE, chain.progress().engineSequence());
        if (groupCommit != null) {
            counters.set(Counter.DURABLE_SEQUENCE, groupCommit.durableInputs());
            counters.set(Counter.DURABLE_ORDERS, groupCommit.durableOrders());
        }
        counters.set(Counter.EVENT_NS, chain.progress().eventNs());
        counters.set(Counter.RING_FILL, chain.ringFill());
        counters.set(Counter.FACT_WAITS, chain.factWaits());
        counters.set(Counter.PRICES_TURNED_AWAY, chain.pricesTurnedAway());
        counters.set(Counter.PRICES_CONFLATED, sources.conflated());
        counters.set(Counter.PRICES_ACCEPTED, counts.pricesAccepted);
        counters.set(Counter.PRICES_REFUSED, counts.pricesRefused);
        counters.set(Counter.FACTS, counts.facts);
        counters.set(Counter.FACTS_DUPLICATE, counts.factsDuplicate);
        counters.set(Counter.FACTS_FLAGGED, counts.factsFlagged);
        counters.set(Counter.ENTRIES_SCANNED, counts.entriesScanned);
        counters.set(Counter.SWEEPS, counts.sweeps);
        counters.set(Counter.LEGS_SWEPT, counts.legsSwept);
        counters.set(Counter.UNITS_WITHOUT_INDEX, engine.unitsWithoutIndex());
        counters.set(Counter.ENGINE_BYTES_ALLOCATED, chain.engineBytesAllocated());
        counters.set(Counter.UNITS_RECOMPUTED, counts.unitsRecomputed);
        counters.set(Counter.ORDERS_ISSUED, counts.ordersIssued);
        counters.set(Counter.WITHHELD, counts.withheld);
        counters.set(Counter.VERDICT_CHANGES, counts.verdictChanges);
        counters.set(Counter.UNITS_QUEUED, counts.unitsQueued);
        counters.set(Counter.DELEVERAGE_CANDIDATES, counts.deleverageCandidates);
        counters.set(Counter.DELEVERAGE_COMPARED, counts.deleverageCompared);
        counters.set(Counter.OLDEST_ORDER_NS, counts.oldestOrderNs);
        counters.set(Counter.ORDERS_EXPIRED, counts.ordersExpired);
        counters.set(Counter.ORDERS_REPLACED, counts.ordersReplaced);
        counters.set(Counter.ORDERS_ESCALATED, counts.ordersEscalated);
        counters.set(Counter.ORDERS_RECOVERED, counts.ordersRecovered);
        counters.set(Counter.ORDERS_STOPPED, counts.ordersStopped);
        counters.set(Counter.UNITS_THROTTLED, counts.unitsThrottled);
        counters.set(Counter.LATENCY_CLAMPED, latency.clampedCount());
        for (final InstrumentSpec instrument : definitions.instruments()) {
            counters.setTriggers(
                    instrument.symbol(),
                    engine.nextTrigger(instrument.id(), false),
                    engine.nextTrigger(instrument.id(), true));
        }
        counters.set(Counter.ACCOUNTS, engine.view().unitCount());
        counters.set(Counter.LEGS, engine.view().legCount());
        counters.set(Counter.ORDERS_IN_FLIGHT, engine.view().ordersInFlight());
    }

    static String json(
            final DaemonConfig config,
            final String build,
            final MarginEngine engine,
            final CountersFile counters,
            final Sources sources,
            final List<String> objections,
            final EpochNanoClock clock) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonFactory.builder().build().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("state", engine.status().name().toLowerCase(Locale.ROOT));
            json.writeStringField("mode", config.mode().name().toLowerCase(Locale.ROOT));
            json.writeStringField("build", build);
            json.writeNumberField("pid", ProcessHandle.current().pid());
            json.writeStringField("journal", config.journalDir().toString());
            json.writeStringField("durability", config.durability().level().meaning());
            json.writeArrayFieldStart("threads");
            for (final String thread : threads()) {
                json.writeString(thread);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notReadyBecause");
            for (final String objection : objections) {
                json.writeString(objection);
            }
            json.writeEndArray();
            json.writeNumberField("suspectAccounts", engine.view().suspectCount());
            writeTriggers(json, config, counters);
            writePrices(json, config, engine.view(), clock);
            writeSources(json, sources);
            json.writeObjectFieldStart("counters");
            for (final Counter counter : Counter.values()) {
                json.writeNumberField(camel(counter.name()), counters.get(counter));
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    // Never an objection: accounts that wait for their snapshots must not leave all others unguarded.
    static String suspects(final MarginView view) {
        final int suspects = view.suspectCount();
        return suspects == 0
                ? ""
                : "; warning: suspect accounts, without orders until their next snapshots: " + suspects;
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("plimsoll-"))
                .sorted()
                .toList();
    }

    private static void writeTriggers(final JsonGenerator json, final DaemonConfig config, final CountersFile counters)
            throws IOException {
        json.writeObjectFieldStart("nextTriggers");
        for (final InstrumentSpec instrument : config.definitions().instruments()) {
            json.writeObjectFieldStart(instrument.symbol());
            writeTrigger(json, "onFall", instrument, counters.trigger(instrument.symbol(), false));
            writeTrigger(json, "onRise", instrument, counters.trigger(instrument.symbol(), true));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeTrigger(
            final JsonGenerator json, final String name, final InstrumentSpec instrument, final long price)
            throws IOException {
        if (price == 0) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, Decimals.format(price, instrument.priceDecimals()));
        }
    }

    private static void writePrices(
            final JsonGenerator json, final DaemonConfig config, final MarginView view, final EpochNanoClock clock)
            throws IOException {
        json.writeObjectFieldStart("priceAgeMs");
        for (final DefinitionSet.PriceRef price : config.definitions().prices()) {
            final long acceptedNs = view.priceAcceptedNs(price.id());
            if (acceptedNs == MarginView.NEVER) {
                json.writeNullField(price.symbol());
            } else {
                json.writeNumberField(price.symbol(), (clock.nanoTime() - acceptedNs) / NS_PER_MS);
            }
        }
        json.writeEndObject();
        json.writeObjectFieldStart("sourcesDown");
        for (final DefinitionSet.PriceRef price : config.definitions().prices()) {
            final IntArrayList down = new IntArrayList();
            view.forEachDownSource(price.id(), down::addInt);
            if (!down.isEmpty()) {
                json.writeFieldName(price.symbol());
                json.writeArray(down.toIntArray(), 0, down.size());
            }
        }
        json.writeEndObject();
    }

    private static void writeSources(final JsonGenerator json, final Sources sources) throws IOException {
        json.writeArrayFieldStart("accountSources");
        for (final AccountSource source : sources.accounts()) {
            json.writeStartObject();
            json.writeStringField("name", source.name());
            json.writeBooleanField("atHead", source.isAtHead());
            json.writeNumberField("forwarded", source.forwarded());
            json.writeNumberField("refused", source.refused());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("feeds");
        for (final PriceFeed feed : sources.feeds()) {
            json.writeStartObject();
            json.writeStringField("name", feed.name());
            json.writeNumberField("published", feed.published());
            json.writeNumberField("conflated", feed.conflated());
            feed.writeStatus(json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String camel(final String constant) {
        final StringBuilder name = new StringBuilder();
        for (final String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
