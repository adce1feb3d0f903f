package io.plimsoll.feed.file;

/**
 * The order of rows by time, rows of the same time staying in file order. A merge sort of row numbers that skips merging
 * two halves already in order, so that files made of a few sorted stretches take little more than a pass. Stateless.
 */
final class StableOrder {
    private StableOrder() {}

    static int[] of(final LongColumn times, final int rows) {
        final int[] order = new int[rows];
        for (int row = 0; row < rows; row++) {
            order[row] = row;
        }
        sort(times, order.clone(), order, 0, rows);
        return order;
    }

    // Sorts [low, high) of `to`; `from` holds the same row numbers there and is used up.
    private static void sort(final LongColumn times, final int[] from, final int[] to, final int low, final int high) {
        if (high - low < 2) {
            return;
        }
        final int middle = (low + high) >>> 1;
        sort(times, to, from, low, middle);
        sort(times, to, from, middle, high);
        if (times.at(from[middle - 1]) <= times.at(from[middle])) {
            System.arraycopy(from, low, to, low, high - low);
        } else {
            merge(times, from, to, low, middle, high);
        }
    }

    private static void merge(
            final LongColumn times, final int[] from, final int[] to, final int low, final int middle, final int high) {
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            // <=: of equal times the left one, which stands earlier in the file
            final boolean takeLeft = right == high || (left < middle && times.at(from[left]) <= times.at(from[right]));
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
