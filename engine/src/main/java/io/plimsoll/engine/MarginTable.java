package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.MarginTableDecoder;
import java.util.Arrays;

/**
 * Rates that rise with the notional of a position: a definition, as in the schema. Floors in millionths of the settlement asset, rates in
 * ppm; a tier's rates hold from its floor on. Immutable.
 */
final class MarginTable {
    /** Decimals of a floor. */
    static final int FLOOR_DECIMALS = 6;

    static final int MAX_TIERS = 64;

    /** What an image is read into when nothing is there yet. */
    static final MarginTable NOTHING = new MarginTable(0, 0);

    private final int id;
    private final long[] floorMicros;
    private final int[] initialPpm;
    private final int[] stopPpm;
    private final int[] maintenancePpm;

    private MarginTable(final int id, final int size) {
        this.id = id;
        floorMicros = new long[size];
        initialPpm = new int[size];
        stopPpm = new int[size];
        maintenancePpm = new int[size];
    }

    static MarginTable of(final MarginTableDecoder record) {
        final int id = (int) record.tableId();
        final MarginTableDecoder.TiersDecoder tiers = record.tiers();
        final MarginTable table = new MarginTable(id, tiers.count());
        for (int i = 0; tiers.hasNext(); i++) {
            tiers.next();
            table.floorMicros[i] = tiers.floorMicros();
            table.initialPpm[i] = tiers.initialPpm();
            table.stopPpm[i] = tiers.stopPpm();
            table.maintenancePpm[i] = tiers.maintenancePpm();
        }
        return table;
    }

    /** The same tiers with rates as the scale has them. */
    MarginTable scaledBy(final MarginScale scale) {
        if (scale.ppm() == Rates.ONE) {
            return this;
        }
        final MarginTable scaled = new MarginTable(id, size());
        for (int i = 0; i < size(); i++) {
            scaled.floorMicros[i] = floorMicros[i];
            scaled.initialPpm[i] = scale.rate(initialPpm[i]);
            scaled.stopPpm[i] = scale.rate(stopPpm[i]);
            scaled.maintenancePpm[i] = scale.rate(maintenancePpm[i]);
        }
        return scaled;
    }

    int id() {
        return id;
    }

    /** How many tiers it has. */
    int size() {
        return floorMicros.length;
    }

    long floorMicros(final int tier) {
        return floorMicros[tier];
    }

    int initialPpm(final int tier) {
        return initialPpm[tier];
    }

    int stopPpm(final int tier) {
        return stopPpm[tier];
    }

    int maintenancePpm(final int tier) {
        return maintenancePpm[tier];
    }

    /** The rule that is broken, in words, or null. */
    String defect() {
        if (id == 0) {
            return "the id is 0";
        }
        if (size() < 1 || size() > MAX_TIERS) {
            return "a table has 1 to " + MAX_TIERS + " tiers";
        }
        if (floorMicros[0] != 0) {
            return "the first tier's floor must be 0";
        }
        for (int i = 0; i < size(); i++) {
            if (maintenancePpm[i] < 0
                    || maintenancePpm[i] > stopPpm[i]
                    || stopPpm[i] > initialPpm[i]
                    || initialPpm[i] > Rates.ONE) {
                return "margins of tier " + (i + 1) + " must be 0 <= maintenance <= stop <= initial <= 1";
            }
            if (i > 0 && floorMicros[i] <= floorMicros[i - 1]) {
                return "the floor of tier " + (i + 1) + " must be above the one before";
            }
            if (i > 0
                    && (initialPpm[i] < initialPpm[i - 1]
                            || stopPpm[i] < stopPpm[i - 1]
                            || maintenancePpm[i] < maintenancePpm[i - 1])) {
                return "no margin of tier " + (i + 1) + " may be below the one before";
            }
        }
        return null;
    }

    /** Whether an instrument's own rates are those of the first tier. */
    boolean startsAs(final Factor instrument) {
        return initialPpm[0] == instrument.initialPpm
                && stopPpm[0] == instrument.stopPpm
                && maintenancePpm[0] == instrument.maintenancePpm;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof MarginTable that
                && id == that.id
                && Arrays.equals(floorMicros, that.floorMicros)
                && Arrays.equals(initialPpm, that.initialPpm)
                && Arrays.equals(stopPpm, that.stopPpm)
                && Arrays.equals(maintenancePpm, that.maintenancePpm);
    }

    @Override
    public int hashCode() {
        return 31 * id + Arrays.hashCode(floorMicros);
    }

    /** The table itself, or the one that was written. */
    MarginTable image(final StateImage image) {
        final MarginTable read = new MarginTable(image.number(id), image.number(size()));
        for (int i = 0; i < read.size(); i++) {
            final boolean isThere = i < size(); // not while reading
            read.floorMicros[i] = image.number(isThere ? floorMicros[i] : 0L);
            read.initialPpm[i] = image.number(isThere ? initialPpm[i] : 0);
            read.stopPpm[i] = image.number(isThere ? stopPpm[i] : 0);
            read.maintenancePpm[i] = image.number(isThere ? maintenancePpm[i] : 0);
        }
        return read;
    }

    void hash(final StateHash hash) {
        hash.add(id).add(size());
        for (int i = 0; i < size(); i++) {
            hash.add(floorMicros[i]).add(initialPpm[i]).add(stopPpm[i]).add(maintenancePpm[i]);
        }
    }
}
