package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.Set;
import java.util.SortedSet;

/** The page on open orders, section "Cancelling first": which units are judged without what they have on order. One use per record. */
final class Cancelling {
    private final State state;
    private final Valuer valuer;
    private final OpenOrderFormulas formulas;
    private final Formulas values;
    private final long nowNs;

    Cancelling(final State state, final Valuer valuer, final Rulebook rules, final long nowNs) {
        this.state = state;
        this.valuer = valuer;
        this.formulas = rules.openOrders();
        this.values = rules.values();
        this.nowNs = nowNs;
    }

    /** Whether it has orders that count for maintenance. */
    boolean hasOrders(final Unit unit) {
        return state.definitions.countsOpenOrders() && !unit.openOrders.isEmpty();
    }

    /** A unit got its verdict. */
    void afterVerdict(final Unit unit) {
        unit.toldToCancelNs = formulas.sinceAfter(unit.toldToCancelNs, isBelow(unit));
    }

    /** Whether step 4 takes it as one without orders. */
    boolean areLeftOut(final Unit unit) {
        return (unit.isForced || isBelow(unit)) && formulas.areLeftOut(hasOrders(unit), isOverdue(unit));
    }

    private static boolean isBelow(final Unit unit) {
        return Set.of(Verdict.LIQUIDATE, Verdict.BANKRUPT).contains(unit.verdict);
    }

    private boolean isOverdue(final Unit unit) {
        return formulas.isOverdue(
                unit.toldToCancelNs,
                nowNs,
                state.definitions.profileTerms().requirement().cancelSeconds());
    }

    /** What it is worth, and asked for, in step 4. */
    Valuation valuation(final Unit unit) {
        return areLeftOut(unit) ? valuer.value(unit.legs) : valuer.value(unit);
    }

    /** What its open orders are asked for there. */
    BigInteger ordered(final Unit unit, final Purpose purpose) {
        return areLeftOut(unit) ? BigInteger.ZERO : valuer.openOrders(unit, purpose);
    }

    /** The prices that it hangs on there. */
    SortedSet<Long> priceIds(final Unit unit) {
        return areLeftOut(unit) ? valuer.priceIds(unit.legs) : valuer.priceIds(unit);
    }

    /** Whether its orders are to be cancelled before anything of it is closed. */
    boolean comesFirst(final Unit unit) {
        final Valuation without = valuer.value(unit.legs);
        return areLeftOut(unit)
                && !unit.isForced
                && without.netWorth().signum() >= 0
                && !values.isBelow(without.equity(), without.maintenanceMargin(), state.definitions.profileTerms());
    }

    void tell(final Unit unit) {
        unit.toldToCancelNs = formulas.since(unit.toldToCancelNs, nowNs);
    }

    /** A Timer: who waits for its orders to be cancelled, though it is too late for that. */
    void timer(final Event event) {
        state.units.values().stream()
                .filter(unit ->
                        unit.withheld.filter(WithheldReason.OPEN_ORDERS::equals).isPresent())
                .filter(this::isOverdue)
                .forEach(unit -> event.touch(unit.accountId()));
    }
}
