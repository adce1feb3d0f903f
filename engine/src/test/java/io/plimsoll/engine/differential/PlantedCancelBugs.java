package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.GuardFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.OpenOrderFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Engines with one formula wrong about open orders that are cancelled before anything is closed. */
final class PlantedCancelBugs {
    private PlantedCancelBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("nobody ever liquidated for open orders that stay", with(new OpenOrderFormulas() {
            @Override
            protected boolean isOverdue(final OptionalLong sinceNs, final long nowNs, final int cancelSeconds) {
                return false;
            }
        }));
        bugs.put("liquidated for open orders a nanosecond late", with(new OpenOrderFormulas() {
            @Override
            protected boolean isOverdue(final OptionalLong sinceNs, final long nowNs, final int cancelSeconds) {
                return super.isOverdue(sinceNs, nowNs - 1, cancelSeconds);
            }
        }));
        bugs.put("told to cancel open orders at each look", with(new GuardFormulas() {
            @Override
            protected boolean isToldAlready(final Optional<WithheldReason> before, final WithheldReason reason) {
                return reason != WithheldReason.OPEN_ORDERS && super.isToldAlready(before, reason);
            }
        }));
        bugs.put("open orders left out although overdue", with(new OpenOrderFormulas() {
            @Override
            protected boolean areLeftOut(final boolean hasOrders, final boolean isOverdue) {
                return hasOrders;
            }
        }));
        bugs.put("open orders closed for before they are cancelled", with(new OpenOrderFormulas() {
            @Override
            protected boolean areLeftOut(final boolean hasOrders, final boolean isOverdue) {
                return false;
            }
        }));
        bugs.put("the time to cancel begun anew when it is told again", with(new OpenOrderFormulas() {
            @Override
            protected OptionalLong since(final OptionalLong before, final long nowNs) {
                return OptionalLong.of(nowNs);
            }
        }));
        bugs.put("the time to cancel goes on although the account recovered", with(new OpenOrderFormulas() {
            @Override
            protected OptionalLong sinceAfter(final OptionalLong before, final boolean isBelow) {
                return super.sinceAfter(before, true);
            }
        }));
        bugs.put("open orders to be cancelled for a rebalancing", with(new OpenOrderFormulas() {
            @Override
            protected boolean isCancelling(final OrderReason reason, final boolean hasOrders) {
                return hasOrders;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final Object formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
