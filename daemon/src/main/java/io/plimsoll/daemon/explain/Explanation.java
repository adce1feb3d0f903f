package io.plimsoll.daemon.explain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Why an account was, or was not, liquidated at one input: the whole arithmetic, from the journal alone. Immutable.
 *
 * @param cause the input's fields
 * @param before as it stood when the input came; null: the account did not exist yet
 * @param at with the input applied
 * @param plan what brings it to its stop margin; null: nothing has to be done, or an order in flight does it
 * @param orders what the engine ordered at this input
 * @param seizures what it ordered to be repaid and taken
 * @param penalties what a fill that is the input costs the account
 * @param withheld why it ordered nothing although the account is below its requirement; null otherwise
 * @param deposits each of which would have kept it safe; empty when it is
 * @param prices at which, all others as they were, it would still have been safe
 * @param disagreements between the engine and this arithmetic: none, or the explanation is wrong
 * @param agreements numbers that agree
 */
public record Explanation(
        String account,
        long accountId,
        long sequence,
        long eventNs,
        Map<String, String> cause,
        Standing before,
        Standing at,
        HandPlan plan,
        List<Decisions.Order> orders,
        List<Decisions.Seizure> seizures,
        List<Decisions.Penalty> penalties,
        String withheld,
        List<Rescue> deposits,
        List<SafePrice> prices,
        List<String> disagreements,
        int agreements) {

    /**
     * An account between two inputs.
     *
     * @param verdict as the engine gives it; "unpriced" while a leg has no price, "not checked" for liquidators
     */
    record Standing(HandValuation valuation, String verdict) {}

    /**
     * The price of one instrument at which the account would have been safe.
     *
     * @param isFloor safe at or above it; otherwise at or below
     */
    record SafePrice(String symbol, BigDecimal price, boolean isFloor) {}

    /** Whether engine and arithmetic agree in every number. */
    public boolean isConsistent() {
        return disagreements.isEmpty();
    }
}
