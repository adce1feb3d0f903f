package io.plimsoll.benchmarks;

/**
 * What was counted while the clock ran.
 *
 * @param cpuNs that ticks took of the thread, the harness that makes them included: as much as {@link Contestant#NOBODY} takes
 * @param events account events
 * @param eventNs CPU time that they took, likewise
 * @param found units that were looked at, by estimate or exactly
 * @param exact units that were valued exactly
 */
record RevaluationResult(long ticks, long cpuNs, long events, long eventNs, long found, long exact, long outputs) {
    double nsPerTick() {
        return (double) cpuNs / ticks;
    }

    double nsPerEvent() {
        return events == 0 ? 0 : (double) eventNs / events;
    }

    double nsPerFound() {
        return found == 0 ? 0 : (double) cpuNs / found;
    }

    double foundPerTick() {
        return (double) found / ticks;
    }

    double exactPerTick() {
        return (double) exact / ticks;
    }
}
