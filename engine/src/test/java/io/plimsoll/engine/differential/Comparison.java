package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One stream through the oracle and another engine, compared after each record. One use, single-threaded. */
final class Comparison {
    private final long seed;
    private final int events;
    private final ComparedEngine other;
    private final NaiveMarginEngine oracle = new NaiveMarginEngine();
    private final EventGenerator generator;
    private final InputRecords records = new InputRecords();
    private final List<Observer> observers;

    Comparison(final long seed, final int events, final ComparedEngine other, final Coverage coverage) {
        this.seed = seed;
        this.events = events;
        this.other = other;
        generator = new EventGenerator(seed, oracle.state());
        observers = List.of(
                new OutputObserver(oracle, coverage),
                new ValueObserver(oracle, coverage),
                new BucketObserver(oracle, coverage),
                new OpenInterestObserver(oracle, coverage),
                new InterestObserver(oracle, coverage),
                new ScaleObserver(oracle, coverage),
                new InverseObserver(oracle, coverage),
                new OpenOrderObserver(oracle, coverage),
                new LeverageObserver(oracle, coverage),
                new StableObserver(oracle, coverage),
                new CollateralObserver(oracle, coverage),
                new SizeWeightObserver(oracle, coverage),
                new RecordObserver(oracle.state(), coverage),
                new PriceObserver(oracle, coverage),
                new FactObserver(oracle, coverage),
                new SeizeObserver(oracle, coverage),
                new WaterfallObserver(oracle, coverage),
                new DeleverageObserver(oracle, coverage),
                new PenaltyObserver(oracle, coverage),
                new SuspicionObserver(oracle, coverage),
                new ReconciliationObserver(oracle, coverage),
                new QueueObserver(oracle, coverage),
                new GuardObserver(oracle, coverage),
                new LifecycleObserver(oracle, coverage),
                new ThrottleObserver(oracle, coverage),
                new HearingObserver(oracle, coverage),
                new ActObserver(oracle, coverage),
                new KillObserver(),
                new SourceObserver(oracle.state(), coverage));
    }

    /** Runs until the engines differ, and tells how; empty if they never do. */
    Optional<String> firstDifference() {
        for (int event = 1; event <= events; event++) {
            generator.next(records);
            observers.forEach(observer -> observer.before(records.buffer(), records.offset()));
            final List<Output> expected = expected(event);
            observe(event, expected);
            generator.observe(expected);
            final Object actual = actual();
            if (!expected.equals(actual)) {
                return Optional.of(difference(event, expected, actual));
            }
        }
        return Optional.empty();
    }

    private void observe(final int event, final List<Output> expected) {
        try {
            observers.forEach(observer -> observer.after(records.buffer(), records.offset(), expected));
        } catch (final RuntimeException e) {
            throw new IllegalStateException("what must hold does not; " + where(event), e);
        }
    }

    private List<Output> expected(final int event) {
        try {
            return oracle.onEvent(records.buffer(), records.offset(), records.length());
        } catch (final RuntimeException e) {
            throw new IllegalStateException("the oracle itself failed; " + where(event), e);
        }
    }

    /** The other engine's outputs, or what it threw in their place. */
    private Object actual() {
        try {
            return other.onEvent(records.buffer(), records.offset(), records.length());
        } catch (final RuntimeException | AssertionError e) {
            return e;
        }
    }

    private String where(final int event) {
        return String.format(
                "seed %d, event %d of %d:%n  %s%nto reproduce:%n  mvn -q -B -pl engine -am test -Dtest=DifferentialTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dplimsoll.seed=%d -Dplimsoll.events=%d",
                seed, event, events, RecordText.of(records.buffer(), records.offset()), seed, events);
    }

    private String difference(final int event, final List<Output> expected, final Object actual) {
        final String found =
                actual instanceof Throwable thrown ? "  threw " + stackTrace(thrown) : lines((List<?>) actual);
        return String.format(
                "the engines differ at %s%nthe page says:%n%s%nthe engine says:%n%s%nunits touched:%n%s",
                where(event), lines(expected), found, touchedUnits());
    }

    private String touchedUnits() {
        return lines(oracle.touched().stream()
                .map(id -> oracle.state().units().get(id))
                .toList());
    }

    private static String lines(final List<?> values) {
        return values.isEmpty()
                ? "  nothing"
                : values.stream().map(value -> "  " + value).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String stackTrace(final Throwable thrown) {
        final StringBuilder text = new StringBuilder(thrown.toString());
        for (final StackTraceElement element : thrown.getStackTrace()) {
            text.append(System.lineSeparator()).append("    at ").append(element);
        }
        return text.toString();
    }
}
