package io.plimsoll.engine;

/** How the units are found that a price may have moved over an edge. Both find the same: outputs never depend on the choice. */
public enum Finder {
    /** By triggers: the work follows the units near an edge. */
    INDEX,
    /** By passing over every holder: the work follows the book. The twin that the index is tested against. */
    SWEEP;

    Revaluation revaluation(
            final EngineState state,
            final EngineCapacity capacity,
            final MarginCalculator calculator,
            final EngineCounters counters) {
        return switch (this) {
            case INDEX -> new TriggerRevaluation(state, capacity.factors(), calculator, counters);
            case SWEEP -> new SweepRevaluation(state, capacity.factors(), calculator, counters);
        };
    }
}
