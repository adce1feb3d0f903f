package io.plimsoll.daemon.run;

import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.DefinitionSet.PriceRef;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.daemon.metrics.Scrape;
import io.plimsoll.engine.EngineGauges;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.MarginView;
import io.plimsoll.protocol.codec.PriceState;
import java.util.List;

/** What monitors see of prices: their ages, how far each is believed, and how far the next account is. Any thread. */
final class PriceMetrics {
    /** How far a price is believed; the places are the numbers of {@link Metric#PRICE_STATE}. */
    static final List<String> STATES = List.of("missing", "valid", "degraded", "halted", "down");

    private static final int MISSING = 0;
    private static final int DOWN = 4;

    private final DefinitionSet definitions;
    private final MarginView view;
    private final EngineGauges gauges;
    private final MarginEngine engine;

    PriceMetrics(final DefinitionSet definitions, final MarginEngine engine) {
        this.definitions = definitions;
        this.engine = engine;
        view = engine.view();
        gauges = engine.gauges();
    }

    /** @param nowNs of the clock that event time is taken from */
    void add(final Scrape scrape, final long nowNs) {
        final int[] counts = new int[STATES.size()];
        int dwelling = 0;
        for (final PriceRef price : definitions.prices()) {
            final int state = state(price.id(), nowNs);
            counts[state]++;
            dwelling += gauges.isDwelling(price.id()) ? 1 : 0;
            scrape.set(Metric.PRICE_STATE, state, price.symbol());
            final long acceptedNs = view.priceAcceptedNs(price.id());
            if (acceptedNs != MarginView.NEVER) {
                scrape.setNanos(Metric.PRICE_AGE, nowNs - acceptedNs, price.symbol());
            }
        }
        for (int state = 0; state < counts.length; state++) {
            scrape.set(Metric.PRICES, counts[state], STATES.get(state));
        }
        scrape.set(Metric.PRICES_DWELLING, dwelling);
        for (final InstrumentSpec instrument : definitions.instruments()) {
            addTriggers(scrape, instrument);
        }
    }

    private int state(final int priceId, final long nowNs) {
        final PriceState state = gauges.priceState(priceId);
        if (state == null) {
            return MISSING;
        }
        return state == PriceState.VALID && view.isPriceDown(priceId, nowNs) ? DOWN : state.value();
    }

    private void addTriggers(final Scrape scrape, final InstrumentSpec instrument) {
        final double price = gauges.price(definitions.price(instrument.price()).id());
        final long onFall = engine.nextTrigger(instrument.id(), false);
        final long onRise = engine.nextTrigger(instrument.id(), true);
        if (price > 0 && onFall > 0) {
            scrape.set(Metric.NEXT_TRIGGER, Math.max(0, (price - onFall) / price), instrument.symbol(), "fall");
        }
        if (price > 0 && onRise > 0) {
            scrape.set(Metric.NEXT_TRIGGER, Math.max(0, (onRise - price) / price), instrument.symbol(), "rise");
        }
    }
}
