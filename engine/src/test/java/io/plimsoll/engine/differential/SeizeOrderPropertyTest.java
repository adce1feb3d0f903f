package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.SeizeInFlight;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.Sizing;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What holds of each seize order, whatever formula made it: it takes no more than there is and repays no more than is owed, no unit is
 * seized twice at once, and what is left after a partial is not less healthy than before; an auction may sell all for less, and a venue
 * that states a health for all refuses more than its close factor above it, whatever becomes of the health.
 */
class SeizeOrderPropertyTest {
    private static final int EVENTS = 2_000;
    private static final int WORLDS = 5;
    private static final int MOST_WORLDS = 40; // until enough was seized in part
    private static final int ORDERS = 50;
    private static final int PARTIALS = 5;

    private NaiveMarginEngine engine;
    private State state;
    private int orders;
    private int partials;

    @Test
    @Timeout(120)
    void shouldTakeNoMoreThanThereIsAndLeaveNobodyWorseOff() {
        int worlds = 0;
        for (long seed = 1; worlds < WORLDS || (isTooLittleSeen() && worlds < MOST_WORLDS); seed++) {
            engine = new NaiveMarginEngine();
            state = engine.state();
            final EventGenerator generator = new EventGenerator(seed, state);
            if (LendingWorlds.seizes(generator.world().profile().terms())) {
                worlds++;
                play(seed, generator);
            }
        }
        final String found = orders + " orders, " + partials + " in part, in " + worlds + " worlds";
        assertFalse(isTooLittleSeen(), found);
    }

    private boolean isTooLittleSeen() {
        return orders < ORDERS || partials < PARTIALS;
    }

    private void play(final long seed, final EventGenerator generator) {
        final InputRecords records = new InputRecords();
        for (int event = 1; event <= EVENTS; event++) {
            generator.next(records);
            final List<Output> outputs = engine.onEvent(records.buffer(), records.offset(), records.length());
            generator.observe(outputs);
            final int number = event;
            final Supplier<String> where = () -> "seed " + seed + ", event " + number + ": " + outputs;
            for (final Output output : outputs) {
                if (output instanceof Output.SeizeOrder order) {
                    isCovered(order, where);
                    partials += isPartial(order) && leavesHealth(order, where) ? 1 : 0;
                    orders++;
                }
            }
            onePlanAUnit(where);
        }
    }

    private void isCovered(final Output.SeizeOrder order, final Supplier<String> where) {
        final Legs legs = unit(order).legs();
        final BigInteger owed = legs.balance(order.debtAssetId()).negate();
        final BigInteger owned = legs.balance(order.collateralAssetId());
        final boolean isFull = sizing() == Sizing.FULL;
        assertTrue(owed.signum() > 0 && owned.signum() > 0, where);
        assertTrue(order.seize() > 0 && owned.compareTo(BigInteger.valueOf(order.seize())) >= 0, where);
        assertTrue(order.repay() >= 0 && order.reserve() >= 0 && order.repay() + order.reserve() > 0, where);
        assertTrue(isFull || owed.compareTo(BigInteger.valueOf(order.repay())) >= 0, where);
        assertTrue(owed.compareTo(BigInteger.valueOf(order.reserve())) >= 0, where);
        assertTrue(isFull || order.reserve() == 0, where);
        assertTrue(order.protocolFee() >= 0 && order.protocolFee() <= order.seize(), where);
        assertTrue(order.bonus() >= 0, where);
    }

    private boolean isPartial(final Output.SeizeOrder order) {
        final Legs legs = unit(order).legs();
        return order.curve() == PriceCurve.FIXED
                && (sizing() == Sizing.TARGET_HEALTH || (sizing() == Sizing.CLOSE_FACTOR && !statesHealthForAll()))
                && legs.balance(order.debtAssetId()).negate().compareTo(BigInteger.valueOf(order.repay())) > 0
                && legs.balance(order.collateralAssetId()).compareTo(BigInteger.valueOf(order.seize())) > 0;
    }

    private boolean statesHealthForAll() {
        return state.definitions().profileTerms().plan().fullBelowHealthPpm() != 0;
    }

    // What counts for the account over what is asked of it, netted debts on the side of what is asked: as a fraction it
    // does not fall.
    private boolean leavesHealth(final Output.SeizeOrder order, final Supplier<String> where) {
        final Legs before = unit(order).legs();
        final Legs after = before.withBalance(
                        order.debtAssetId(), before.balance(order.debtAssetId()).add(BigInteger.valueOf(order.repay())))
                .withBalance(
                        order.collateralAssetId(),
                        before.balance(order.collateralAssetId()).subtract(BigInteger.valueOf(order.seize())));
        final BigInteger assets = assets(before);
        if (assets.signum() > 0) {
            final BigInteger kept = assets(after).multiply(demands(before));
            assertTrue(kept.compareTo(assets.multiply(demands(after))) >= 0, where);
        }
        return true;
    }

    private BigInteger assets(final Legs legs) {
        final Valuation valuation = Valuer.of(state).value(legs);
        return isNetted() ? valuation.equity().add(debts(legs)) : valuation.equity();
    }

    private BigInteger demands(final Legs legs) {
        final Valuation valuation = Valuer.of(state).value(legs);
        return isNetted() ? valuation.maintenanceMargin().add(debts(legs)) : valuation.maintenanceMargin();
    }

    private boolean isNetted() {
        return state.definitions().profileTerms().debtIn() == DebtPlace.NETTED;
    }

    // Weighted: what a unit that only owed them would be below 0.
    private BigInteger debts(final Legs legs) {
        Legs owed = Legs.NONE;
        for (final var balance : legs.balances().entrySet()) {
            if (balance.getValue().signum() < 0) {
                owed = owed.withBalance(balance.getKey(), balance.getValue());
            }
        }
        return Valuer.of(state).value(owed).equity().negate();
    }

    private void onePlanAUnit(final Supplier<String> where) {
        final Set<Long> seized = new HashSet<>();
        final Set<String> plans = new HashSet<>();
        for (final SeizeInFlight order : state.seizures().values()) {
            plans.add(order.accountId() + " by " + order.id().epoch() + "-"
                    + order.id().sequence());
            seized.add(order.accountId());
        }
        assertEquals(seized.size(), plans.size(), where);
        state.seizures().values().forEach(order -> assertFalse(isEmpty(order), where));
    }

    private static boolean isEmpty(final SeizeInFlight order) {
        return order.repayRemaining().signum() <= 0 || order.seizeRemaining().signum() <= 0;
    }

    private Sizing sizing() {
        return state.definitions().profileTerms().plan().sizing();
    }

    private Unit unit(final Output.SeizeOrder order) {
        return state.units().get(order.accountId());
    }
}
