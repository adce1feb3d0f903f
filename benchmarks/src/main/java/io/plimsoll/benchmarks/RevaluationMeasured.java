package io.plimsoll.benchmarks;

import java.util.Optional;

/** One run's result, and which run it was; told from JVM to JVM as a line of text. */
record RevaluationMeasured(String regime, Contestant finder, RevaluationVariant variant, RevaluationResult result) {
    private static final String MARK = "measured";
    private static final int FIELDS = 11;

    String line() {
        return String.join(
                "\t",
                MARK,
                regime,
                finder.name(),
                variant.name(),
                Long.toString(result.ticks()),
                Long.toString(result.cpuNs()),
                Long.toString(result.events()),
                Long.toString(result.eventNs()),
                Long.toString(result.found()),
                Long.toString(result.exact()),
                Long.toString(result.outputs()));
    }

    /** What {@link #line} wrote; empty when it is something else that a JVM says. */
    static Optional<RevaluationMeasured> parse(final String line) {
        final String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS || !fields[0].equals(MARK)) {
            return Optional.empty();
        }
        int next = 4;
        return Optional.of(new RevaluationMeasured(
                fields[1],
                Contestant.valueOf(fields[2]),
                RevaluationVariant.valueOf(fields[3]),
                new RevaluationResult(
                        Long.parseLong(fields[next++]),
                        Long.parseLong(fields[next++]),
                        Long.parseLong(fields[next++]),
                        Long.parseLong(fields[next++]),
                        Long.parseLong(fields[next++]),
                        Long.parseLong(fields[next++]),
                        Long.parseLong(fields[next]))));
    }

    boolean isOf(final String otherRegime, final Contestant otherFinder, final RevaluationVariant otherVariant) {
        return regime.equals(otherRegime) && finder == otherFinder && variant == otherVariant;
    }
}
