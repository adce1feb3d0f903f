package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What insurance funds hold, and the draws on them that are in flight. The naive engine changes it; tests only read it. */
public final class Funds {
    /** The fund that answers for whatever no other does. */
    public static final long SHARED = 0;

    private final SortedMap<Long, SortedMap<Long, BigInteger>> balances = new TreeMap<>();
    final SortedMap<OrderId, DrawInFlight> draws = new TreeMap<>(InFlight.BY_ID);

    /** What a fund holds of an asset. */
    public BigInteger balance(final long fundId, final long assetId) {
        return balances.getOrDefault(fundId, Collections.emptySortedMap()).getOrDefault(assetId, BigInteger.ZERO);
    }

    void setBalance(final long fundId, final long assetId, final BigInteger balance) {
        final SortedMap<Long, BigInteger> ofFund = balances.computeIfAbsent(fundId, unused -> new TreeMap<>());
        if (balance.signum() == 0) {
            ofFund.remove(assetId);
        } else {
            ofFund.put(assetId, balance);
        }
    }

    /** What each fund holds, by its id and asset id; zeros are left out. */
    public SortedMap<Long, SortedMap<Long, BigInteger>> balances() {
        return Collections.unmodifiableSortedMap(balances);
    }

    /** How many balances are not 0. */
    int count() {
        return balances.values().stream().mapToInt(amounts -> amounts.size()).sum();
    }

    /** In flight, by id. */
    public SortedMap<OrderId, DrawInFlight> draws() {
        return Collections.unmodifiableSortedMap(draws);
    }

    /** What remains of all draws on a fund in an asset. */
    BigInteger drawnOn(final long fundId, final long assetId) {
        return draws.values().stream()
                .filter(draw -> draw.fundId() == fundId && draw.assetId() == assetId)
                .map(DrawInFlight::remaining)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** What remains of all draws for an account in an asset. */
    BigInteger drawnFor(final long accountId, final long assetId) {
        return draws.values().stream()
                .filter(draw -> draw.accountId() == accountId && draw.assetId() == assetId)
                .map(DrawInFlight::remaining)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
