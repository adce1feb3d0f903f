package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.LifecycleFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.terms.OrderTerms;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Supplier;

/** Engines with one formula wrong about how orders expire, escalate and are cancelled. */
final class PlantedLifecycleBugs {
    private PlantedLifecycleBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("order in flight at its expiry", with(new LifecycleFormulas() {
            @Override
            protected boolean isExpired(final OptionalLong expiryNs, final long nowNs) {
                return super.isExpired(expiryNs, nowNs - 1);
            }
        }));
        bugs.put("expiries counted by order", with(new LifecycleFormulas() {
            @Override
            protected int afterExpiry(final int expiries, final int orders) {
                return super.afterExpiry(expiries + orders - 1, orders);
            }
        }));
        bugs.put("escalated in spite of a fill", with(new LifecycleFormulas() {
            @Override
            protected int afterFill(final int expiries) {
                return expiries;
            }
        }));
        bugs.put("escalated in spite of a recovery", with(new LifecycleFormulas() {
            @Override
            protected int afterRecovery(final int expiries) {
                return expiries;
            }
        }));
        bugs.put("escalated one expiry late", with(new LifecycleFormulas() {
            @Override
            protected boolean isEscalated(final OrderTerms terms, final int expiries) {
                return super.isEscalated(terms, expiries - 1);
            }
        }));
        bugs.put("a part that left nothing counted", with(new LifecycleFormulas() {
            @Override
            protected OptionalLong afterPart(
                    final OptionalLong partNs, final OrderTerms terms, final boolean isFlat, final long nowNs) {
                return super.afterPart(partNs, terms, false, nowNs);
            }
        }));
        bugs.put("a portion soon after a part", with(new LifecycleFormulas() {
            @Override
            protected boolean isWhole(final OptionalLong partNs, final OrderTerms terms, final long nowNs) {
                return false;
            }
        }));
        bugs.put("everything closed for ever after a part", with(new LifecycleFormulas() {
            @Override
            protected boolean isWhole(final OptionalLong partNs, final OrderTerms terms, final long nowNs) {
                return terms.wholeAfterPartSeconds() != 0 && partNs.isPresent();
            }
        }));
        bugs.put("last of those that expired replaced", with(new LifecycleFormulas() {
            @Override
            protected Optional<OrderId> replaced(final SortedSet<OrderId> expired) {
                return expired.isEmpty() ? Optional.empty() : Optional.of(expired.last());
            }
        }));
        bugs.put("recovered at maintenance margin", with(new LifecycleFormulas() {
            @Override
            protected boolean isCancelled(final OrderTerms terms, final boolean isBelowStop) {
                return super.isCancelled(terms, false);
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final LifecycleFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
