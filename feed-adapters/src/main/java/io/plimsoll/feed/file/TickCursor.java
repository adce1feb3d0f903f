package io.plimsoll.feed.file;

import io.plimsoll.feed.TickSource;

/** Walks the rows of a file by time. One thread; the rows may be walked by any number of cursors at once. */
final class TickCursor implements TickSource {
    private final TickRows rows;
    private final int[] order;
    private final int[] priceIds;
    private final int ticksPerRow;
    private int position = -1;
    private int row;
    private int tick;
    private long sequence;
    private long eventNs;
    private int priceId;
    private long value;

    /**
     * @param order row numbers by time, or null when the rows are in order
     * @param priceIds price id of each symbol number
     */
    TickCursor(final TickRows rows, final int[] order, final int[] priceIds) {
        this.rows = rows;
        this.order = order;
        this.priceIds = priceIds;
        ticksPerRow = rows.ticksPerRow();
        tick = ticksPerRow - 1;
    }

    @Override
    public boolean next() {
        if (tick + 1 < ticksPerRow) {
            tick++;
        } else if (position + 1 < rows.rows()) {
            position++;
            row = order == null ? position : order[position];
            eventNs = rows.times().at(row);
            tick = 0;
        } else {
            return false;
        }
        final int symbol = rows.symbols() == null ? tick : rows.symbols().at(row);
        priceId = priceIds[symbol];
        value = rows.values().at((long) row * ticksPerRow + tick);
        sequence++;
        return true;
    }

    @Override
    public long eventNs() {
        return eventNs;
    }

    @Override
    public int priceId() {
        return priceId;
    }

    @Override
    public long value() {
        return value;
    }

    @Override
    public long confidence() {
        return rows.confidences() == null ? NO_CONFIDENCE : rows.confidences().at(row);
    }

    @Override
    public long sequence() {
        return sequence;
    }
}
