package io.plimsoll.benchmarks;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.Finder;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import org.agrona.DirectBuffer;

/** The engine that ships. */
final class EngineSubject implements Subject {
    private final MarginEngine engine;
    private final EngineCounters counters;

    EngineSubject(final EngineCapacity capacity, final Finder finder) {
        engine = new MarginEngine(capacity, finder);
        counters = engine.counters();
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int length, final OrderSink sink) {
        engine.onEvent(buffer, offset, length, sink);
    }

    @Override
    public long ticks() {
        return counters.pricesAccepted;
    }

    @Override
    public long found() {
        return counters.unitsRecomputed + counters.unitsEstimated;
    }

    @Override
    public long exact() {
        return counters.unitsRecomputed;
    }

    @Override
    public long waiting() {
        return counters.unitsQueued;
    }

    @Override
    public String defect() {
        return engine.lastDefinitionDefect();
    }
}
