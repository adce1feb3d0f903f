package io.plimsoll.engine.naive;

import io.plimsoll.protocol.Frame;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * The oracle. Applies one record, evaluates the units that the page says it touches, then values every other unit too:
 * if the record moved the verdict of one that the page does not call touched, the page itself is wrong, and the engine
 * throws. Single-threaded, slow, exact.
 */
public final class NaiveMarginEngine {
    private static final int UNTOUCHED_ONE_IN = 4;

    private final Rulebook rules;
    private final State state;
    private final Records records;
    private Event event;
    private Evaluation evaluation;
    private final SortedMap<Long, Valuation> touchedValuations = new TreeMap<>();

    /** By the rules. */
    public NaiveMarginEngine() {
        this(Rulebook.page());
    }

    /** By rules that may be wrong, to see that the difference is found. */
    public NaiveMarginEngine(final Rulebook rules) {
        this.rules = rules;
        state = new State(rules);
        records = new Records(state, rules);
    }

    /**
     * Applies one record and says what follows from it, in the order of the page.
     *
     * @param offset where the record's frame begins
     * @param length of the whole record, frame included
     */
    public List<Output> onEvent(final DirectBuffer buffer, final int offset, final int length) {
        buffer.boundsCheck(offset, length);
        event = new Event(Cause.of(buffer, offset));
        state.nowNs = Frame.eventNs(buffer, offset);
        records.apply(buffer, offset, event);
        evaluation = new Evaluation(state, rules, event);
        touchedValuations.clear();
        for (final Unit unit : state.units.values()) {
            if (event.touched().contains(unit.accountId())) {
                evaluation.evaluate(unit).ifPresent(value -> touchedValuations.put(unit.accountId(), value));
            } else if (unit.isTrader() && isLookedAt(unit)) {
                evaluation.checkUntouched(unit);
            }
        }
        evaluation.resumeQueue(Frame.templateId(buffer, offset));
        evaluation.tellWithdrawals(Frame.templateId(buffer, offset));
        return event.outputs();
    }

    // What is wrong stays wrong: to value all units at each record took a third of the time.
    private boolean isLookedAt(final Unit unit) {
        return Math.floorMod(unit.accountId() + event.cause().sequence(), UNTOUCHED_ONE_IN) == 0;
    }

    /** What it knows after the last record. */
    public State state() {
        return state;
    }

    /** Account ids that the last record touched. */
    public SortedSet<Long> touched() {
        return event.touched();
    }

    /** Values of the traders that the last record had evaluated, by account id; those without a price are left out. */
    public SortedMap<Long, Valuation> touchedValuations() {
        return Collections.unmodifiableSortedMap(touchedValuations);
    }

    /** The seize orders that the last record caused. */
    public List<PlannedSeizure> issuedSeizures() {
        return evaluation.issuedSeizures();
    }

    /** Bounds for which the last record withheld a unit. */
    public Set<Throttles.Bound> throttledBy() {
        return evaluation.throttledBy();
    }

    /** The orders that the last record caused. */
    public List<PlannedOrder> issued() {
        return evaluation.issued();
    }
}
