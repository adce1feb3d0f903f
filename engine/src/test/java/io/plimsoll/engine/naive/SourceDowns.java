package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.SourceDownDecoder;
import java.util.OptionalInt;

/** A price source that is lost or silent: the pages' sections about it. */
final class SourceDowns {
    private final State state;
    private final Rulebook rules;

    SourceDowns(final State state, final Rulebook rules) {
        this.state = state;
        this.rules = rules;
    }

    void sourceDown(final SourceDownDecoder record, final Event event) {
        final int source = record.source();
        state.prices.guarded().forEach((priceId, known) -> {
            if (known.ticks.containsKey(source)
                    && known.down.add(source)
                    && rules.sources().isAggregatedAtOnce(state.prices.isManual(priceId))) {
                new Aggregation(state, rules, event, priceId, OptionalInt.empty()).run();
            }
        });
        state.prices.orphan(source, rules.sources());
    }
}
