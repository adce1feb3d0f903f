package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.explain.HandValuation.BalanceLine;
import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.engine.UnitSheet.Tier;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Caps and tiers of collateral (docs/internals/collateral.md), by hand: what the balances of a domain count together. Immutable.
 *
 * @param together before the cap
 * @param cap the most that counts
 */
record HandCollateral(int domainId, ByPurpose together, BigDecimal cap) {
    /** What a worth of a balance owned counts, not rounded. */
    static BigDecimal counted(
            final Balance balance, final BigDecimal worth, final BigDecimal weight, final ToIntFunction<Tier> ppm) {
        final long capMicros = balance.terms().valueCapMicros();
        final BigDecimal capped = capMicros == Terms.UNBOUNDED ? worth : worth.min(micros(capMicros));
        final List<Tier> tiers = balance.tiers();
        if (tiers.isEmpty()) {
            return capped.multiply(weight);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            final BigDecimal from = micros(tiers.get(i).floorMicros());
            final BigDecimal upTo =
                    i + 1 < tiers.size() ? capped.min(micros(tiers.get(i + 1).floorMicros())) : capped;
            final BigDecimal part = upTo.subtract(from).max(BigDecimal.ZERO);
            sum = sum.add(part.multiply(BigDecimal.ONE.subtract(HandRequirement.rate(ppm.applyAsInt(tiers.get(i))))));
        }
        return sum;
    }

    /** One for each domain that some of the balances are owned in. */
    static List<HandCollateral> domains(final List<BalanceLine> balances) {
        final SortedMap<Integer, HandCollateral> domains = new TreeMap<>();
        for (final BalanceLine line : balances) {
            final int id = line.source().terms().domainId();
            if (id != 0 && line.source().held() > 0) {
                final BigDecimal cap = micros(line.source().terms().domainCapMicros());
                domains.merge(
                        id,
                        new HandCollateral(id, line.counts(), cap),
                        (one, other) -> new HandCollateral(id, one.together.plus(other.together), cap));
            }
        }
        return new ArrayList<>(domains.values());
    }

    /** What of it does not count. */
    ByPurpose beyond() {
        return new ByPurpose(beyond(together.initial()), beyond(together.stop()), beyond(together.maintenance()));
    }

    private BigDecimal beyond(final BigDecimal counted) {
        return counted.subtract(cap).max(BigDecimal.ZERO);
    }

    private static BigDecimal micros(final long micros) {
        return BigDecimal.valueOf(micros, Rates.DECIMALS);
    }
}
