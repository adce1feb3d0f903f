package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.GuardFormulas;
import io.plimsoll.engine.naive.GuardedPrice.Dwell;
import io.plimsoll.engine.naive.GuardedPrice.Slow;
import io.plimsoll.engine.naive.GuardedPrice.Tick;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What may go wrong where several sources price one thing. */
final class PlantedGuardBugs {
    private PlantedGuardBugs() {}

    private static Supplier<NaiveMarginEngine> with(final GuardFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        accepting(bugs);
        aggregating(bugs);
        states(bugs);
        dwells(bugs);
        doubts(bugs);
        orders(bugs);
    }

    private static void accepting(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("guard: a tick from just the farthest future refused", with(new GuardFormulas() {
            @Override
            protected boolean isFuture(final long publishNs, final long nowNs) {
                return super.isFuture(publishNs + 1, nowNs);
            }
        }));
        bugs.put("guard: same publish time is older", with(new GuardFormulas() {
            @Override
            protected boolean isOlder(final Tick last, final long publishNs, final long sequence) {
                return publishNs <= last.publishNs();
            }
        }));
        bugs.put("guard: collar around the last tick", with(new GuardFormulas() {
            @Override
            protected BigInteger collarCentre(final BigInteger price, final BigInteger lastTick) {
                return lastTick;
            }
        }));
        bugs.put("guard: one source too many", with(new GuardFormulas() {
            @Override
            protected boolean isFullOfSources(final int sources) {
                return super.isFullOfSources(sources - 1);
            }
        }));
    }

    private static void aggregating(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("guard: stale at its greatest age", with(new GuardFormulas() {
            @Override
            protected boolean isFresh(final long nowNs, final long publishNs, final long maxAgeNs) {
                return super.isFresh(nowNs, publishNs, maxAgeNs - 1);
            }
        }));
        bugs.put("guard: mean rounded up", with(new GuardFormulas() {
            @Override
            protected BigInteger mean(final BigInteger first, final BigInteger second) {
                return super.mean(first, second.add(BigInteger.ONE));
            }
        }));
        bugs.put("guard: two sources judge each other", with(new GuardFormulas() {
            @Override
            protected boolean areJudged(final int fresh) {
                return super.areJudged(fresh + 1);
            }
        }));
        bugs.put("guard: floor of outliers forgotten", with(new GuardFormulas() {
            @Override
            protected BigInteger outlierDistance(
                    final BigInteger middle, final BigInteger deviation, final int mads, final int floorPpm) {
                return super.outlierDistance(middle, deviation, mads, 0);
            }
        }));
        bugs.put("guard: outliers counted into the median", with(new GuardFormulas() {
            @Override
            protected Collection<BigInteger> counted(
                    final Collection<BigInteger> kept, final Collection<BigInteger> fresh) {
                return fresh;
            }
        }));
        bugs.put("guard: quorum of all sources", with(new GuardFormulas() {
            @Override
            protected int forQuorum(final int kept, final int fresh, final int all) {
                return all;
            }
        }));
        bugs.put("guard: quorum with outliers", with(new GuardFormulas() {
            @Override
            protected int forQuorum(final int kept, final int fresh, final int all) {
                return fresh;
            }
        }));
        bugs.put("guard: spread of sources forgotten", with(new GuardFormulas() {
            @Override
            protected BigInteger halfOfMiddleHalf(final Collection<BigInteger> kept) {
                return BigInteger.ZERO;
            }
        }));
        bugs.put("guard: unsure at just the widest interval", with(new GuardFormulas() {
            @Override
            protected boolean isUnsure(final BigInteger confidence, final BigInteger candidate, final int ppm) {
                return super.isUnsure(confidence.add(BigInteger.ONE), candidate, ppm);
            }
        }));
    }

    private static void states(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("guard: slow price follows at once", with(new GuardFormulas() {
            @Override
            protected BigInteger followed(
                    final BigInteger slow,
                    final BigInteger candidateBefore,
                    final BigInteger candidate,
                    final long elapsedNs,
                    final long slowNs) {
                return candidate;
            }
        }));
        bugs.put("guard: slow price follows the candidate of now", with(new GuardFormulas() {
            @Override
            protected BigInteger followed(
                    final BigInteger slow,
                    final BigInteger candidateBefore,
                    final BigInteger candidate,
                    final long elapsedNs,
                    final long slowNs) {
                return super.followed(slow, candidate, candidate, elapsedNs, slowNs);
            }
        }));
        bugs.put("guard: slow price moves with every tick", with(new GuardFormulas() {
            @Override
            protected boolean isSlowDue(final long elapsedNs, final long slowNs) {
                return true;
            }
        }));
        bugs.put("guard: no price is too low", with(new GuardFormulas() {
            @Override
            protected boolean isOutOfProportion(final BigInteger candidate, final Slow slow, final int factor) {
                return candidate.compareTo(slow.value()) > 0 && super.isOutOfProportion(candidate, slow, factor);
            }
        }));
        bugs.put("guard: resumes after one tick", with(new GuardFormulas() {
            @Override
            protected boolean isAgreed(final int agreeing, final int resumeTicks) {
                return true;
            }
        }));
        bugs.put("guard: resumes at a Timer", with(new GuardFormulas() {
            @Override
            protected boolean isAgreement(final boolean isTimer) {
                return true;
            }
        }));
        bugs.put("guard: lastValid taken while DEGRADED", with(new GuardFormulas() {
            @Override
            protected boolean isGood(final PriceState state) {
                return true;
            }
        }));
    }

    private static void doubts(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("guard: collar around a price that too few stand behind", with(new GuardFormulas() {
            @Override
            protected boolean hasCollar(final PriceState state, final DegradedAction degraded) {
                return state != PriceState.HALTED;
            }
        }));
        bugs.put("guard: orders in flight forgotten at the bound", with(new GuardFormulas() {
            @Override
            protected BigInteger projected(final BigInteger quantity, final BigInteger inFlight) {
                return quantity;
            }
        }));
        bugs.put("guard: who waited for a fresh source is not found", with(new GuardFormulas() {
            @Override
            protected boolean isFeltAfterSilence(final boolean wasFresh) {
                return false;
            }
        }));
    }

    private static void dwells(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("guard: dwell ends when the price merely moves", with(new GuardFormulas() {
            @Override
            protected boolean isDwellOver(
                    final Dwell dwell,
                    final long nowNs,
                    final BigInteger candidate,
                    final BigInteger price,
                    final int ppm) {
                return !candidate.equals(price) || super.isDwellOver(dwell, nowNs, candidate, price, ppm);
            }
        }));
        bugs.put("guard: dwell is waited out though the price is back", with(new GuardFormulas() {
            @Override
            protected boolean isDwellOver(
                    final Dwell dwell,
                    final long nowNs,
                    final BigInteger candidate,
                    final BigInteger price,
                    final int ppm) {
                return nowNs >= dwell.untilNs();
            }
        }));
        bugs.put("guard: dwell ends only after its end", with(new GuardFormulas() {
            @Override
            protected boolean isDwellOver(
                    final Dwell dwell,
                    final long nowNs,
                    final BigInteger candidate,
                    final BigInteger price,
                    final int ppm) {
                return super.isDwellOver(dwell, nowNs - 1, candidate, price, ppm);
            }
        }));
    }

    private static void orders(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("guard: the unfavourable bound", with(new GuardFormulas() {
            @Override
            protected BigInteger favourable(final BigInteger one, final BigInteger other) {
                return one.min(other);
            }
        }));
        bugs.put("guard: the upper bound for all", with(new GuardFormulas() {
            @Override
            protected BigInteger favourable(final BigInteger low, final BigInteger high) {
                return high;
            }
        }));
        bugs.put("guard: a stale price liquidates", with(new GuardFormulas() {
            @Override
            protected boolean isHalted(final PriceState state, final boolean hasFresh) {
                return state == PriceState.HALTED;
            }
        }));
        bugs.put("guard: groups ignored", with(new GuardFormulas() {
            @Override
            protected boolean isOutOfGroup(final Set<Integer> open) {
                return false;
            }
        }));
        bugs.put("guard: withheld again while it still is", with(new GuardFormulas() {
            @Override
            protected boolean isToldAlready(final Optional<WithheldReason> told, final WithheldReason reason) {
                return reason != WithheldReason.PRICE_DEGRADED && super.isToldAlready(told, reason);
            }
        }));
    }
}
