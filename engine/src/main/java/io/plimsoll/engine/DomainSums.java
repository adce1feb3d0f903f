package io.plimsoll.engine;

/**
 * What one unit's balances count in each domain before its cap (docs/internals/collateral.md, Domains). Cleared and filled from unit to
 * unit; as many places as a unit may have legs. One thread.
 */
final class DomainSums {
    private final Counting[] any = new Counting[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final Int128[] initial = sums();
    private final Int128[] stop = sums();
    private final Int128[] maintenance = sums();
    private int count;

    private static Int128[] sums() {
        final Int128[] sums = new Int128[EngineCapacity.MAX_LEGS_PER_UNIT];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new Int128();
        }
        return sums;
    }

    void clear() {
        count = 0;
    }

    /** The place of the domain of one of its assets. */
    int place(final Counting asset) {
        for (int place = 0; place < count; place++) {
            if (any[place].domainId() == asset.domainId()) {
                return place;
            }
        }
        any[count] = asset;
        initial[count].set(0);
        stop[count].set(0);
        maintenance[count].set(0);
        return count++;
    }

    /** What it counts for a purpose, before its cap. */
    Int128 sum(final Purpose purpose, final int place) {
        return switch (purpose) {
            case INITIAL -> initial[place];
            case STOP -> stop[place];
            case MAINTENANCE -> maintenance[place];
        };
    }

    /** Adds what all domains count for a purpose. */
    void addTo(final Int128 total, final Purpose purpose) {
        for (int place = 0; place < count; place++) {
            final Int128 sum = sum(purpose, place);
            final Int128 cap = any[place].domainCap();
            total.add(sum.compareTo(cap) > 0 ? cap : sum);
        }
    }
}
