package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.FactFormulas;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.RequirementFormulas;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.codec.FlagReason;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Engines with one formula wrong about what only initial margin hangs on. */
final class PlantedInitialBugs {
    private PlantedInitialBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("initial margin whatever is open", with(new RequirementFormulas() {
            @Override
            protected int byOpenInterest(
                    final int basePpm, final BigInteger openMicros, final long lowerMicros, final long upperMicros) {
                return basePpm;
            }
        }));
        bugs.put("a rate by open interest rounded up", with(new RequirementFormulas() {
            @Override
            protected int byOpenInterest(
                    final int basePpm, final BigInteger openMicros, final long lowerMicros, final long upperMicros) {
                final int floored = super.byOpenInterest(basePpm, openMicros, lowerMicros, upperMicros);
                final boolean isBetween = openMicros.compareTo(BigInteger.valueOf(lowerMicros)) > 0
                        && openMicros.compareTo(BigInteger.valueOf(upperMicros)) < 0;
                return isBetween && floored < 1_000_000 ? floored + 1 : floored;
            }
        }));
        bugs.put("open interest counted in quantities, not worth", with(new RequirementFormulas() {
            @Override
            protected BigInteger openMicros(final BigInteger quantity, final BigInteger price, final int costDecimals) {
                return super.openMicros(quantity, BigInteger.ONE, costDecimals);
            }
        }));
        bugs.put("the base rate taken off what open interest adds", with(new RequirementFormulas() {
            @Override
            protected int byOpenInterest(
                    final int basePpm, final BigInteger openMicros, final long lowerMicros, final long upperMicros) {
                return Math.max(basePpm, super.byOpenInterest(0, openMicros, lowerMicros, upperMicros));
            }
        }));
        bugs.put("negative open interest taken", with(new FactFormulas() {
            @Override
            protected Optional<FlagReason> openInterestRefusal(final BigInteger quantity) {
                return super.openInterestRefusal(quantity.abs());
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final Object wrong) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(wrong));
    }
}
