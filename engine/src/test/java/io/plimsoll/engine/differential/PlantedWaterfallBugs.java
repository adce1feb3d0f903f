package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.WaterfallFormulas;
import io.plimsoll.engine.naive.Winner;
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
        deleveraging(bugs);
    }

    private static void draws(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("insurance paid twice", with(new WaterfallFormulas() {
            @Override
            protected BigInteger deficit(final BigInteger owed, final BigInteger drawn) {
                return owed;
            }

            @Override
            protected BigInteger lost(final BigInteger netWorth, final BigInteger drawnWorth) {
                return netWorth.negate();
            }
        }));
        bugs.put("drawn for what other assets could pay", with(new WaterfallFormulas() {
            @Override
            protected BigInteger withinLoss(
                    final BigInteger deficit, final BigInteger lost, final BigInteger unitValue) {
                return deficit.max(BigInteger.ZERO);
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

    private static void deleveraging(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("deleveraging ties by hash order", with(new WaterfallFormulas() {
            @Override
            protected int compareWinners(final Winner a, final Winner b) {
                final int byScore = b.score().compareTo(a.score());
                return byScore != 0 ? byScore : Long.compare(hash(a), hash(b));
            }

            // as a table scatters ids
            private long hash(final Winner winner) {
                return winner.accountId() * 0x9E37_79B9_7F4A_7C15L;
            }
        }));
        bugs.put("deleveraging of more than a position", with(new WaterfallFormulas() {
            @Override
            protected BigInteger leftOf(final BigInteger size, final BigInteger assigned) {
                return size;
            }
        }));
        bugs.put("deleveraging although the fund pays", with(new WaterfallFormulas() {
            @Override
            protected BigInteger gap(final BigInteger netWorth, final BigInteger covered) {
                return netWorth.negate();
            }
        }));
        bugs.put("deleveraging of the suspect", with(new WaterfallFormulas() {
            @Override
            protected boolean isTrusted(final boolean isSuspect) {
                return true;
            }
        }));
        bugs.put("deleveraging an expiry late", with(new WaterfallFormulas() {
            @Override
            protected boolean isDeleveraged(final int expiries, final int after) {
                return expiries > after;
            }
        }));
        bugs.put("counterparty gone in silence", with(new WaterfallFormulas() {
            @Override
            protected boolean isCounterpartyGone(final BigInteger held, final BigInteger filled) {
                return false;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final WaterfallFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
