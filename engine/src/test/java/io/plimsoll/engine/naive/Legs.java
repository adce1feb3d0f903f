package io.plimsoll.engine.naive;

import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The legs of one unit, immutable. A leg whose quantity and balance are zero does not exist.
 *
 * @param balances by asset id, mantissas
 * @param positions by instrument id
 */
public record Legs(SortedMap<Long, BigInteger> balances, SortedMap<Long, Position> positions) {
    /** No legs. */
    public static final Legs NONE = new Legs(new TreeMap<>(), new TreeMap<>());

    public Legs {
        balances = Collections.unmodifiableSortedMap(balances);
        positions = Collections.unmodifiableSortedMap(positions);
    }

    /** How many legs exist. */
    public int count() {
        return balances.size() + positions.size();
    }

    /** Balance of an asset, 0 where there is none. */
    public BigInteger balance(final long assetId) {
        return balances.getOrDefault(assetId, BigInteger.ZERO);
    }

    /** Position in an instrument, flat where there is none. */
    public Position position(final long instrumentId) {
        return positions.getOrDefault(instrumentId, Position.FLAT);
    }

    /** These with one balance replaced. */
    public Legs withBalance(final long assetId, final BigInteger balance) {
        final SortedMap<Long, BigInteger> changed = new TreeMap<>(balances);
        if (balance.signum() == 0) {
            changed.remove(assetId);
        } else {
            changed.put(assetId, balance);
        }
        return new Legs(changed, positions);
    }

    /** These with one position replaced. */
    public Legs withPosition(final long instrumentId, final Position position) {
        final SortedMap<Long, Position> changed = new TreeMap<>(positions);
        if (position.isFlat()) {
            changed.remove(instrumentId);
        } else {
            changed.put(instrumentId, position);
        }
        return new Legs(balances, changed);
    }
}
