package io.plimsoll.engine;

/** How the units are found that a price may have moved over an edge. Both find the same: outputs never depend on the choice. */
public enum Finder {
    /** By triggers: the work follows the units near an edge. */
    INDEX {
        @Override
        Revaluation revaluation(
                final EngineState state,
                final EngineCapacity capacity,
                final MarginCalculator calculator,
                final EngineCounters counters) {
            return new TriggerRevaluation(
                    state.catalog,
                    state.prices,
                    state.units,
                    state.legs,
                    state.unitInstruments,
                    capacity.factors(),
                    calculator,
                    counters);
        }
    },
    /** By passing over every holder: the work follows the book. The twin that the index is tested against. */
    SWEEP {
        @Override
        Revaluation revaluation(
                final EngineState state,
                final EngineCapacity capacity,
                final MarginCalculator calculator,
                final EngineCounters counters) {
            return new SweepRevaluation(
                    state.catalog,
                    state.prices,
                    state.units,
                    state.legs,
                    state.unitInstruments,
                    capacity.factors(),
                    calculator,
                    counters);
        }
    };

    abstract Revaluation revaluation(
            EngineState state, EngineCapacity capacity, MarginCalculator calculator, EngineCounters counters);
}
