package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.Scale;
import io.plimsoll.engine.naive.ScaleFormulas;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ScaleTerms;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Engines with one formula wrong about the margin scale. */
final class PlantedScaleBugs {
    private PlantedScaleBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("a margin scale that changes no rate", with(new ScaleFormulas() {
            @Override
            protected int rate(final int ppm, final int scalePpm) {
                return ppm;
            }
        }));
        bugs.put("a scaled rate rounded down", with(new ScaleFormulas() {
            @Override
            protected int rate(final int ppm, final int scalePpm) {
                return (int) Math.min(Rates.ONE, (long) ppm * scalePpm / Rates.ONE);
            }
        }));
        bugs.put("what a size adds not scaled", with(new ScaleFormulas() {
            @Override
            protected long sizeFactor(final long factor, final int scalePpm) {
                return factor;
            }
        }));
        bugs.put("a leverage that says rates at every scale", with(new ScaleFormulas() {
            @Override
            protected InstrumentTerms terms(final InstrumentTerms terms, final int scalePpm) {
                return terms.maxLeverage() == 0 ? super.terms(terms, scalePpm) : terms;
            }
        }));
        bugs.put("a share of initial margin at every scale", with(new ScaleFormulas() {
            @Override
            protected InstrumentTerms terms(final InstrumentTerms terms, final int scalePpm) {
                return terms.maintenanceOfInitialPpm() == 0 ? super.terms(terms, scalePpm) : terms;
            }
        }));
        bugs.put("a margin scale one beyond its cap taken", with(new ScaleFormulas() {
            @Override
            protected boolean isWithin(final int ppm, final ScaleTerms terms) {
                return super.isWithin(ppm, terms) || ppm == terms.capPpm() + 1;
            }
        }));
        bugs.put("a margin scale at its floor refused", with(new ScaleFormulas() {
            @Override
            protected boolean isWithin(final int ppm, final ScaleTerms terms) {
                return super.isWithin(ppm, terms) && ppm != terms.floorPpm();
            }
        }));
        bugs.put("a margin scale one beyond a step taken", with(new ScaleFormulas() {
            @Override
            protected boolean isOneStep(final int difference, final ScaleTerms terms) {
                return difference <= terms.stepPpm() + 1;
            }
        }));
        bugs.put("a margin scale refused the moment its time is full", with(new ScaleFormulas() {
            @Override
            protected boolean isDue(final BigInteger sinceNs, final ScaleTerms terms) {
                return super.isDue(sinceNs.subtract(BigInteger.ONE), terms);
            }
        }));
        bugs.put("the first margin scale held to a step", with(new ScaleFormulas() {
            @Override
            protected Optional<FlagReason> refusal(
                    final int ppm, final Scale inForce, final ScaleTerms terms, final BigInteger nowNs) {
                final Optional<FlagReason> refusal = super.refusal(ppm, inForce, terms, nowNs);
                return refusal.isEmpty() && Math.abs(ppm - inForce.ppm()) > terms.stepPpm()
                        ? Optional.of(FlagReason.SCALE_STEP)
                        : refusal;
            }
        }));
        bugs.put("a margin scale that changes nothing starts its time anew", with(new ScaleFormulas() {
            @Override
            protected Scale after(final int ppm, final Scale inForce, final BigInteger nowNs) {
                return new Scale(ppm, Optional.of(nowNs));
            }
        }));
        bugs.put("a margin scale outside a new profile's bounds kept", with(new ScaleFormulas() {
            @Override
            protected Scale within(final Scale inForce, final ScaleTerms terms) {
                return inForce;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final Object wrong) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(wrong));
    }
}
