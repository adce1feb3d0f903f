package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.explain.Decisions.Numbers;
import io.plimsoll.daemon.explain.Decisions.Order;
import io.plimsoll.daemon.explain.Decisions.Seizure;
import io.plimsoll.daemon.explain.HandPlan.Step;
import io.plimsoll.daemon.explain.HandValuation.BalanceLine;
import io.plimsoll.engine.Int128;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.Sizing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Holds the arithmetic done by hand against the engine's own numbers. One explanation, one thread. */
final class Agreement {
    private final List<String> disagreements = new ArrayList<>();
    private int agreements;

    List<String> disagreements() {
        return disagreements;
    }

    int agreements() {
        return agreements;
    }

    void check(final HandValuation hand, final UnitMargin engine, final int decimals) {
        same("net worth", hand.netWorth(), decimal(engine.netWorth(), decimals));
        same("equity", hand.equity(), decimal(engine.equity(), decimals));
        same("equity for stop", hand.balance().stop(), decimal(engine.stopEquity(), decimals));
        same("equity for initial", hand.balance().initial(), decimal(engine.initialEquity(), decimals));
        same("initial margin", hand.initialMargin(), decimal(engine.initialMargin(), decimals));
        same("stop margin", hand.requirement().stop(), decimal(engine.stopMargin(), decimals));
        same("maintenance margin", hand.maintenanceMargin(), decimal(engine.maintenanceMargin(), decimals));
    }

    /** Each seizure against what there is to repay and to seize, and what is seized against what is repaid and the bonus. */
    void check(final HandValuation hand, final List<Seizure> seizures) {
        for (final Seizure seizure : seizures) {
            final String name = "order " + seizure.id() + ": ";
            check(name, hand, seizure.numbers());
            final BalanceLine debt = balance(hand, seizure.debt());
            final BalanceLine collateral = balance(hand, seizure.collateral());
            is(name + "seized of what is owned", true, seizure.seize().compareTo(collateral.amount()) <= 0);
            is(name + "of a debt", true, debt.amount().signum() < 0);
            if (!hand.rules().isAuctioning() && hand.rules().terms().plan().sizing() != Sizing.FULL) {
                final BigDecimal paid = seizure.repay().multiply(debt.price());
                final BigDecimal due = paid.add(paid.multiply(seizure.bonus()));
                is(
                        name + "repaid of what is owed",
                        true,
                        seizure.repay().negate().compareTo(debt.amount()) >= 0);
                // a unit more than the bonus gives, since that is told rounded
                final BigDecimal unit =
                        BigDecimal.ONE.movePointLeft(collateral.source().decimals());
                final BigDecimal taken = seizure.seize().subtract(unit).multiply(collateral.price());
                is(name + "seized no more than is repaid and the bonus", true, taken.compareTo(due) < 0);
            }
        }
    }

    private static BalanceLine balance(final HandValuation hand, final String symbol) {
        return hand.balances().stream()
                .filter(line -> line.source().symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    private void check(final String name, final HandValuation hand, final Numbers numbers) {
        same(name + "equity", hand.equity(), numbers.equity());
        same(name + "net worth", hand.netWorth(), numbers.netWorth());
        same(name + "initial margin", hand.initialMargin(), numbers.initialMargin());
        same(name + "stop margin", hand.requirement().stop(), numbers.stopMargin());
        same(name + "maintenance margin", hand.maintenanceMargin(), numbers.maintenanceMargin());
        same(name + "shortfall", hand.shortfall(), numbers.shortfall());
    }

    /** Each order against the step of the plan that it carries out; with full order books the last steps get none. */
    void check(final HandValuation hand, final HandPlan plan, final List<Order> orders) {
        same(
                "orders at most",
                BigDecimal.ZERO,
                BigDecimal.valueOf(Math.max(0, orders.size() - plan.steps().size())));
        for (int i = 0; i < Math.min(orders.size(), plan.steps().size()); i++) {
            final Order order = orders.get(i);
            final Step step = plan.steps().get(i);
            final String name = "order " + order.id() + ": ";
            check(name, hand, order.numbers());
            same(name + "quantity", step.quantity(), order.quantity());
            is(
                    name + "instrument and side",
                    step.position().source().symbol() + (step.isBuy() ? " buy" : " sell"),
                    order.symbol() + (order.isBuy() ? " buy" : " sell"));
        }
    }

    void is(final String name, final Object hand, final Object engine) {
        if (hand.equals(engine)) {
            agreements++;
        } else {
            disagreements.add(name + ": " + hand + " by hand, " + engine + " by the engine");
        }
    }

    private void same(final String name, final BigDecimal hand, final BigDecimal engine) {
        if (hand.compareTo(engine) == 0) {
            agreements++;
        } else {
            disagreements.add(
                    name + ": " + hand.toPlainString() + " by hand, " + engine.toPlainString() + " by the engine");
        }
    }

    private static BigDecimal decimal(final Int128 value, final int decimals) {
        return Decimals.toBigDecimal(value.high(), value.low(), decimals);
    }
}
