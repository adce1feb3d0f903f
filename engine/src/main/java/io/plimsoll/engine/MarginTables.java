package io.plimsoll.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Margin tables by id, each id once. Changed only when definitions are staged or committed, so it may allocate. Engine thread. */
final class MarginTables {
    private final List<MarginTable> tables = new ArrayList<>();

    /** The table, or null. */
    MarginTable of(final int id) {
        for (final MarginTable table : tables) {
            if (table.id() == id) {
                return table;
            }
        }
        return null;
    }

    /** Every table, in ascending id. */
    List<MarginTable> all() {
        return tables;
    }

    /** Adds it, in place of the one of that id. */
    void put(final MarginTable added) {
        tables.removeIf(table -> table.id() == added.id());
        tables.add(added);
        tables.sort(Comparator.comparingLong(table -> Integer.toUnsignedLong(table.id())));
    }

    void putAll(final MarginTables others) {
        others.tables.forEach(this::put);
    }

    void clear() {
        tables.clear();
    }

    void image(final StateImage image) {
        final int count = image.number(tables.size());
        for (int i = 0; i < count; i++) {
            if (image.isReading()) {
                tables.add(MarginTable.NOTHING.image(image));
            } else {
                tables.get(i).image(image);
            }
        }
    }

    /** Adds nothing where there is no table, so that states of journals from before there were any hash as they did. */
    void hash(final StateHash hash) {
        for (final MarginTable table : tables) {
            table.hash(hash);
        }
    }
}
