package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Sums what balances count in B for one purpose, with caps, tiers and domains. One use. */
final class CollateralSum {
    private final Definitions definitions;
    private final Rulebook rules;
    private final Purpose purpose;
    private final UnaryOperator<BigInteger> rounding;
    private final SortedMap<Integer, BigInteger> domains = new TreeMap<>();
    private final SortedMap<Integer, BigInteger> caps = new TreeMap<>();
    private BigInteger sum = BigInteger.ZERO;

    /** @param rounding of what each balance counts */
    CollateralSum(
            final Definitions definitions,
            final Rulebook rules,
            final Purpose purpose,
            final UnaryOperator<BigInteger> rounding) {
        this.definitions = definitions;
        this.rules = rules;
        this.purpose = purpose;
        this.rounding = rounding;
    }

    /** A balance's worth, negative where it is owed. */
    void add(final Asset asset, final BigInteger worth) {
        final BigInteger counted = rounding.apply(counted(asset, worth));
        final int domain = asset.terms().domainId();
        if (worth.signum() < 0 || domain == 0) {
            sum = sum.add(counted);
        } else {
            domains.merge(domain, counted, BigInteger::add);
            caps.put(domain, micros(asset.terms().domainCapMicros()));
        }
    }

    private BigInteger counted(final Asset asset, final BigInteger worth) {
        if (worth.signum() < 0) {
            return rules.worth().counted(worth, asset, purpose, definitions.profileTerms());
        }
        final long cap = asset.terms().valueCapMicros();
        final BigInteger capped =
                cap == Terms.UNBOUNDED ? worth : rules.collateral().capped(worth, micros(cap));
        final long table = Integer.toUnsignedLong(asset.terms().weightTableId());
        return table == 0
                ? rules.worth().counted(capped, asset, purpose, definitions.profileTerms())
                : rules.collateral()
                        .tiered(capped, definitions.tables().get(table), purpose, definitions.valueDecimals());
    }

    private BigInteger micros(final long micros) {
        return definitions.align(BigInteger.valueOf(micros), Numbers.RATE_DECIMALS);
    }

    /** What those of each domain count together before its cap, by id. */
    SortedMap<Integer, BigInteger> domains() {
        return domains;
    }

    /** What they count together. */
    BigInteger total() {
        BigInteger total = sum;
        for (final int domain : domains.keySet()) {
            total = total.add(rules.collateral().inDomain(domains.get(domain), caps.get(domain)));
        }
        return total;
    }
}
