package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.ActFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.codec.OperatorActKind;
import io.plimsoll.protocol.codec.OrderReason;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about an operator's acts. */
final class PlantedActBugs {
    private PlantedActBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("orders of who is excluded cancelled", with(new ActFormulas() {
            @Override
            protected boolean areCancelledWhenExcluded() {
                return true;
            }
        }));
        bugs.put("nobody touched when an instrument is resumed", with(new ActFormulas() {
            @Override
            protected boolean isHolderTouched(final OperatorActKind act) {
                return act != OperatorActKind.RESUME_INSTRUMENT;
            }
        }));
        bugs.put("forced until released", with(new ActFormulas() {
            @Override
            protected boolean isForceDone(final boolean canBeReduced) {
                return false;
            }
        }));
        bugs.put("reason of a forced order by its numbers", with(new ActFormulas() {
            @Override
            protected OrderReason reason(final boolean isForced, final OrderReason byNumbers) {
                return byNumbers;
            }
        }));
        bugs.put("halted leg in a plan", with(new ActFormulas() {
            @Override
            protected boolean isPlanned(final boolean isHalted) {
                return true;
            }
        }));
        bugs.put("guarded price believed as soon as it is released", with(new ActFormulas() {
            @Override
            protected boolean isValidWhenReleased() {
                return true;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final ActFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
