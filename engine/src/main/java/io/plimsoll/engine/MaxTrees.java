package io.plimsoll.engine;

import java.util.Arrays;

/**
 * For each factor a tree of maxima, 16 to a node, over the int keys of its leaves. One compare tells that no key is above a
 * level; a walk reads only the nodes that lead to those that are. Sixteen ints are a cache line, and a miss that can be
 * overlapped costs a twentieth of one that a list would chase. Engine thread.
 */
final class MaxTrees {
    /** The key of a leaf that nothing is above. */
    static final int NEVER = Integer.MIN_VALUE;
    /** The key of a leaf that every level is below. */
    static final int ALWAYS = Integer.MAX_VALUE;

    private static final int FAN_BITS = 4;
    private static final int FAN = 1 << FAN_BITS;
    private static final int LEVELS = Leaves.PAGE_BITS / FAN_BITS + 1;

    private final Leaves leaves;
    private final int[][] level = new int[LEVELS][]; // level 0 holds the keys, the last one a maximum a page
    private final int[] root; // by factor

    MaxTrees(final Leaves leaves, final int factors) {
        this.leaves = leaves;
        for (int i = 0; i < LEVELS; i++) {
            level[i] = new int[leaves.places.capacity() >> (i * FAN_BITS)];
            Arrays.fill(level[i], NEVER);
        }
        root = new int[factors];
        Arrays.fill(root, NEVER);
    }

    /** Highest key of the factor's leaves. */
    int max(final int factor) {
        return root[factor];
    }

    int key(final int leaf) {
        return level[0][leaf];
    }

    void set(final int factor, final int leaf, final int key) {
        int at = leaf;
        int before = level[0][at];
        int now = key;
        level[0][at] = key;
        for (int i = 1; i < LEVELS; i++) {
            at >>= FAN_BITS;
            final int max = level[i][at];
            final int next = replaced(max, before, now, level[i - 1], at << FAN_BITS);
            if (next == max) {
                return;
            }
            level[i][at] = next;
            before = max;
            now = next;
        }
        if (now >= root[factor]) {
            root[factor] = now;
        } else if (before == root[factor]) {
            root[factor] = maxOfPages(factor);
        }
    }

    /** Adds the units of the leaves whose keys are above the level. */
    void collect(final int factor, final int above, final FiredUnits fired) {
        final int top = LEVELS - 1;
        for (int page = leaves.places.firstPage(factor); page != PagedLists.NONE; page = leaves.places.nextPage(page)) {
            if (level[top][page] > above) {
                collect(top - 1, page << FAN_BITS, above, fired);
            }
        }
    }

    private void collect(final int depth, final int from, final int above, final FiredUnits fired) {
        final int[] maxima = level[depth];
        for (int i = from; i < from + FAN; i++) {
            if (maxima[i] > above) {
                if (depth == 0) {
                    fired.add(leaves.unit(i));
                } else {
                    collect(depth - 1, i << FAN_BITS, above, fired);
                }
            }
        }
    }

    // The maximum of a node one of whose children went from before to now.
    private static int replaced(
            final int max, final int before, final int now, final int[] children, final int firstChild) {
        if (now >= max) {
            return now;
        }
        if (before < max) {
            return max;
        }
        int highest = NEVER;
        for (int i = firstChild; i < firstChild + FAN; i++) {
            highest = Math.max(highest, children[i]);
        }
        return highest;
    }

    private int maxOfPages(final int factor) {
        int highest = NEVER;
        for (int page = leaves.places.firstPage(factor); page != PagedLists.NONE; page = leaves.places.nextPage(page)) {
            highest = Math.max(highest, level[LEVELS - 1][page]);
        }
        return highest;
    }
}
