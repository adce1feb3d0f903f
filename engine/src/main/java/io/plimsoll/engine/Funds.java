package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import java.util.Arrays;

/**
 * What insurance funds hold, by fund and asset, and what of it is promised to draws in flight; and which fund answers for a unit
 * (docs/internals/waterfall.md, Funds). Balances are mantissas of the asset. Allocates only when definitions first name a fund or draw upon
 * one; engine thread.
 */
final class Funds {
    /** The fund that answers where an instrument's own holds nothing. */
    static final int SHARED = 0;

    /** Most balances other than 0. */
    static final int MAX_BALANCES = 1_024;

    private final Catalog catalog;
    private final Prices prices;
    private final Units units;

    // In order of key; a balance of 0 stays while something of it is promised.
    private long[] key = new long[MAX_BALANCES];
    private long[] balance = new long[MAX_BALANCES];
    private long[] promised = new long[MAX_BALANCES];
    private int size;
    private int balances; // other than 0
    private int[] ofUnit = {}; // of the instrument of the unit's last liquidation fill

    private final Int128 value = new Int128();

    Funds(final Catalog catalog, final Prices prices, final Units units) {
        this.catalog = catalog;
        this.prices = prices;
        this.units = units;
    }

    /** Room for the funds of units, and for balances that are gone while so many draws on them are in flight. */
    void makeRoom(final int draws) {
        ofUnit = new int[units.capacity()];
        key = Arrays.copyOf(key, MAX_BALANCES + draws);
        balance = Arrays.copyOf(balance, key.length);
        promised = Arrays.copyOf(promised, key.length);
    }

    /** The fund of the instrument of the unit's last liquidation fill; the shared one before any. */
    int of(final int unit) {
        return ofUnit.length == 0 ? SHARED : ofUnit[unit];
    }

    /** The unit had a liquidation fill in an instrument of this fund. */
    void setOf(final int unit, final int fund) {
        if (of(unit) != fund) {
            ofUnit[unit] = fund;
            units.changed(unit);
        }
    }

    long balance(final int fund, final Factor asset) {
        final int at = find(fund, asset.index);
        return at < 0 ? 0 : balance[at];
    }

    /** What of the balance no draw in flight asks for. */
    long available(final int fund, final Factor asset) {
        final int at = find(fund, asset.index);
        return at < 0 ? 0 : Math.max(0, balance[at] - promised[at]);
    }

    /** Whether a balance may become this one. */
    boolean hasRoom(final int fund, final Factor asset, final long newBalance) {
        return newBalance == 0 || balances < MAX_BALANCES || balance(fund, asset) != 0;
    }

    /** Takes a balance over, for which there is room. */
    void set(final int fund, final Factor asset, final long newBalance) {
        final int known = find(fund, asset.index);
        if (known < 0 && newBalance == 0) {
            return;
        }
        final int at = known < 0 ? insert(~known, key(fund, asset.index)) : known;
        balances += (newBalance != 0 ? 1 : 0) - (balance[at] != 0 ? 1 : 0);
        balance[at] = newBalance;
        dropIfEmpty(at);
    }

    /** So much more of a fund's asset is promised to draws in flight, or less. */
    void promise(final int fund, final int assetIndex, final long change) {
        final int known = find(fund, assetIndex);
        final int at = known < 0 ? insert(~known, key(fund, assetIndex)) : known;
        promised[at] += change;
        dropIfEmpty(at);
    }

    /** Adds what all balances are worth; one without a price counts nothing. */
    void addWorth(final WideSum sum) {
        for (int i = 0; i < size; i++) {
            final Factor asset = catalog.factor((int) key[i]);
            value.setProduct(balance[i], prices.value(asset.priceSlot))
                    .multiply(asset.alignment)
                    .multiply(Rates.ONE);
            sum.add(value);
        }
    }

    /** Shows each, in order of fund and asset. */
    void forEach(final MarginView.FundVisitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.onFund(fund(i), catalog.factor(assetIndex(i)).id, balance[i], promised[i]);
        }
    }

    private static long key(final int fund, final int assetIndex) {
        return (long) fund << Integer.SIZE | assetIndex;
    }

    // Where it stands, or the complement of where it would.
    private int find(final int fund, final int assetIndex) {
        final long wanted = key(fund, assetIndex);
        int from = 0;
        int to = size;
        while (from < to) {
            final int middle = (from + to) >>> 1;
            if (Long.compareUnsigned(key[middle], wanted) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < size && key[from] == wanted ? from : ~from;
    }

    private int insert(final int at, final long newKey) {
        System.arraycopy(key, at, key, at + 1, size - at);
        System.arraycopy(balance, at, balance, at + 1, size - at);
        System.arraycopy(promised, at, promised, at + 1, size - at);
        key[at] = newKey;
        balance[at] = 0;
        promised[at] = 0;
        size++;
        return at;
    }

    private void dropIfEmpty(final int at) {
        if (balance[at] == 0 && promised[at] == 0) {
            size--;
            System.arraycopy(key, at + 1, key, at, size - at);
            System.arraycopy(balance, at + 1, balance, at, size - at);
            System.arraycopy(promised, at + 1, promised, at, size - at);
        }
    }

    private int fund(final int at) {
        return (int) (key[at] >>> Integer.SIZE);
    }

    private int assetIndex(final int at) {
        return (int) key[at];
    }

    /** Hands the balances through; what is promised comes back with the draws. The catalog has been handed through before. */
    void image(final StateImage image) {
        final int count = image.number(balances);
        int at = 0;
        for (int i = 0; i < count; i++) {
            while (!image.isReading() && balance[at] == 0) {
                at++;
            }
            final int fund = image.number(fund(at));
            final int asset = image.number(assetIndex(at));
            final long held = image.number(balance[at]);
            if (image.isReading()) {
                set(fund, catalog.factor(asset), held);
            } else {
                at++;
            }
        }
    }

    /** Hands the fund of a unit through. */
    void image(final StateImage image, final int unit) {
        ofUnit[unit] = image.number(ofUnit[unit]);
    }

    void hash(final StateHash hash) {
        for (int i = 0; i < size; i++) {
            if (balance[i] != 0) {
                hash.add(key[i]).add(balance[i]);
            }
        }
    }

    void hash(final int unit, final StateHash hash) {
        if (of(unit) != SHARED) { // so that states of journals from before there were funds hash as they did
            hash.add(of(unit));
        }
    }
}
