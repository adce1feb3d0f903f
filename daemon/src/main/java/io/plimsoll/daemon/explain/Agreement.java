package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.explain.Decisions.Order;
import io.plimsoll.daemon.explain.HandPlan.Step;
import io.plimsoll.engine.Int128;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.protocol.Decimals;
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
        same("initial margin", hand.initialMargin(), decimal(engine.initialMargin(), decimals));
        same("stop margin", hand.stopMargin(), decimal(engine.stopMargin(), decimals));
        same("maintenance margin", hand.maintenanceMargin(), decimal(engine.maintenanceMargin(), decimals));
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
            same(name + "equity", hand.equity(), order.equity());
            same(name + "net worth", hand.netWorth(), order.netWorth());
            same(name + "initial margin", hand.initialMargin(), order.initialMargin());
            same(name + "stop margin", hand.stopMargin(), order.stopMargin());
            same(name + "maintenance margin", hand.maintenanceMargin(), order.maintenanceMargin());
            same(name + "shortfall", hand.shortfall(), order.shortfall());
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
