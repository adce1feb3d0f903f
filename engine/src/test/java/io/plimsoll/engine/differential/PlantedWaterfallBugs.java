package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.WaterfallFormulas;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Engines with one formula wrong about who pays when a liquidation does not. */
final class PlantedWaterfallBugs {
    private PlantedWaterfallBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        draws(bugs);
        funds(bugs);
    }

    private static void draws(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("insurance paid twice", with(new WaterfallFormulas() {
            @Override
            protected BigInteger deficit(final BigInteger owed, final BigInteger drawn) {
                return owed;
            }
        }));
        bugs.put("fund drawn upon twice", with(new WaterfallFormulas() {
            @Override
            protected BigInteger available(final BigInteger balance, final BigInteger drawn) {
                return balance;
            }
        }));
        bugs.put("cap rounded up", with(new WaterfallFormulas() {
            @Override
            protected BigInteger capped(final BigInteger cap, final BigInteger unitValue) {
                return super.capped(cap, unitValue).add(BigInteger.ONE);
            }
        }));
        bugs.put("cap of each draw by itself", with(new WaterfallFormulas() {
            @Override
            protected BigInteger capLeft(final BigInteger cap, final BigInteger value) {
                return cap;
            }
        }));
        bugs.put("what the cap leaves is uncovered", with(new WaterfallFormulas() {
            @Override
            protected BigInteger uncovered(final BigInteger deficit, final BigInteger available) {
                return deficit.max(BigInteger.ZERO);
            }
        }));
        bugs.put("uncovered told at each record", with(new WaterfallFormulas() {
            @Override
            protected boolean isToldAlready(final Optional<BigInteger> told, final BigInteger amount) {
                return false;
            }
        }));
        bugs.put("withdrawals blocked where funds are just enough", with(new WaterfallFormulas() {
            @Override
            protected boolean isBlocked(final BigInteger owed, final BigInteger funds) {
                return owed.signum() > 0 && owed.compareTo(funds) >= 0;
            }
        }));
    }

    private static void funds(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("fund paid by its own payment", with(new WaterfallFormulas() {
            @Override
            protected BigInteger afterPaying(final BigInteger balance, final BigInteger amount) {
                return balance;
            }
        }));
        bugs.put("draw paid in part is paid", with(new WaterfallFormulas() {
            @Override
            protected BigInteger remaining(final BigInteger remaining, final BigInteger paid) {
                return BigInteger.ZERO;
            }
        }));
        bugs.put("payment beyond a draw is believed", with(new WaterfallFormulas() {
            @Override
            protected boolean isBeyondDraw(final BigInteger remaining, final BigInteger paid) {
                return false;
            }
        }));
        bugs.put("raised fund is of no use to the uncovered", with(new WaterfallFormulas() {
            @Override
            protected boolean isRaised(final BigInteger before, final BigInteger after) {
                return false;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final WaterfallFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
