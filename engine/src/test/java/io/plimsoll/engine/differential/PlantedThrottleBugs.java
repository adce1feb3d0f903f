package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.QueueFormulas;
import io.plimsoll.engine.naive.Queued;
import io.plimsoll.engine.naive.Rulebook;
import io.plimsoll.engine.naive.ThrottleFormulas;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;

/** Engines with one formula wrong about how much may be ordered in a second or an hour. */
final class PlantedThrottleBugs {
    private PlantedThrottleBugs() {}

    static void addTo(final Map<String, Supplier<NaiveMarginEngine>> bugs) {
        bugs.put("bound not to be reached", with(new ThrottleFormulas() {
            @Override
            protected boolean passes(final BigInteger counter, final BigInteger amount, final BigInteger bound) {
                return super.passes(counter, amount, bound.subtract(BigInteger.ONE));
            }
        }));
        bugs.put("order larger than a bound waits for ever", with(new ThrottleFormulas() {
            @Override
            protected boolean passes(final BigInteger counter, final BigInteger amount, final BigInteger bound) {
                return counter.add(amount).compareTo(bound) <= 0;
            }
        }));
        bugs.put("hours from half to half", with(new ThrottleFormulas() {
            @Override
            protected long period(final long eventNs, final boolean isHour) {
                return super.period(isHour ? eventNs + 1_800_000_000_000L : eventNs, isHour);
            }
        }));
        bugs.put("bound of one counted for all", with(new ThrottleFormulas() {
            @Override
            protected boolean isOfAnother(final boolean isSame) {
                return false;
            }
        }));
        bugs.put("throttled served by account", with(new ThrottleFormulas() {
            @Override
            protected Comparator<Queued> served(final QueueFormulas queue) {
                return Comparator.comparingLong(Queued::accountId);
            }
        }));
        bugs.put("throttled asked again in the same second", with(new ThrottleFormulas() {
            @Override
            protected boolean isPassedOver(final boolean isSecondOfLastThrottled) {
                return false;
            }
        }));
    }

    private static Supplier<NaiveMarginEngine> with(final ThrottleFormulas formulas) {
        return () -> new NaiveMarginEngine(Rulebook.page().with(formulas));
    }
}
