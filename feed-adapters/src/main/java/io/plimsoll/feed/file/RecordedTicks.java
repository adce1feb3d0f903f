package io.plimsoll.feed.file;

import io.plimsoll.feed.TickSource;
import java.util.Collections;
import java.util.NoSuchElementException;
import java.util.SortedMap;

/**
 * A price file that has been read whole and found well formed. Immutable, any thread; each {@link #ticks()} walks it anew
 * from the beginning.
 */
public final class RecordedTicks {
    private final TickRows rows;
    private final int[] order;
    private final int[] priceIds;
    private final SortedMap<String, Long> unknownSymbols;
    private final boolean mayBeCut;

    RecordedTicks(final TickRows rows, final SymbolTable symbols, final boolean mayBeCut) {
        this.rows = rows;
        this.mayBeCut = mayBeCut;
        order = rows.inOrder() ? null : StableOrder.of(rows.times(), rows.rows());
        priceIds = symbols.ids();
        unknownSymbols = Collections.unmodifiableSortedMap(symbols.unknown());
    }

    /** The ticks by time, those of the same time in file order. */
    public TickSource ticks() {
        return new TickCursor(rows, order, priceIds);
    }

    /** Rows of the file, its header not counted. */
    public int rowCount() {
        return rows.rows();
    }

    /** Ticks that the rows become. */
    public long tickCount() {
        return rows.values().size();
    }

    /**
     * Time of the first tick, nanoseconds since the Unix epoch.
     *
     * @throws NoSuchElementException when the file has no rows
     */
    public long firstEventNs() {
        return rows.times().at(rowAt(0));
    }

    /**
     * Time of the last tick, nanoseconds since the Unix epoch.
     *
     * @throws NoSuchElementException when the file has no rows
     */
    public long lastEventNs() {
        return rows.times().at(rowAt(rows.rows() - 1));
    }

    private int rowAt(final int position) {
        if (rows.rows() == 0) {
            throw new NoSuchElementException("the file has no rows");
        }
        return order == null ? position : order[position];
    }

    /** Whether the rows stood in order of time in the file; otherwise they were sorted. */
    public boolean wasInOrder() {
        return order == null;
    }

    /** Ticks per symbol that no price id is known for: published with price id 0, for the engine to refuse. */
    public SortedMap<String, Long> unknownSymbols() {
        return unknownSymbols;
    }

    /** Whether the last line has no end: if the file was cut short, its last price may be another than was recorded. */
    public boolean mayBeCut() {
        return mayBeCut;
    }
}
