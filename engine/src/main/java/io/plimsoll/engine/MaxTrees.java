package io.plimsoll.engine;

import java.util.Arrays;

/**
 * For each factor two trees of maxima, 16 to a node, over the int keys of its leaves: one key a leaf for when a value falls, one for
 * when it rises, side by side, since they are written together. One compare tells that no key is above a level; a walk reads only the
 * nodes that lead to those that are. A maximum is never too low; it may be too high after a key was lowered, until a walk comes by and
 * puts it right. A miss that can be overlapped costs a twentieth of one that a list would chase. Engine thread.
 */
final class MaxTrees {
    static final int FALLS = 0;
    static final int RISES = 1;
    private static final int SIDES = 2;

    /** The key of a leaf that nothing is above. */
    static final int NEVER = Integer.MIN_VALUE;
    /** The key of a leaf that every level is below. */
    static final int ALWAYS = Integer.MAX_VALUE;

    /** Leaves under a node of each level, as a power of two: 16 ints of one side are two cache lines; the last level is a page. */
    private static final int[] LEVEL_BITS = {0, 4, 8, Leaves.PAGE_BITS};

    private static final int PAGES = LEVEL_BITS.length - 1;

    private final Leaves leaves;
    private final int[][] level =
            new int[LEVEL_BITS.length][]; // the first holds the keys, the last one a maximum a page
    private final int[] root; // by factor

    MaxTrees(final Leaves leaves, final int factors) {
        this.leaves = leaves;
        for (int i = 0; i <= PAGES; i++) {
            level[i] = new int[Math.multiplyExact(SIDES, leaves.places.capacity() >> LEVEL_BITS[i])];
            Arrays.fill(level[i], NEVER);
        }
        root = new int[SIDES * factors];
        Arrays.fill(root, NEVER);
    }

    /** No key of the factor's leaves is above this. */
    int max(final int factor, final int side) {
        return root[SIDES * factor + side];
    }

    int key(final int leaf, final int side) {
        return level[0][SIDES * leaf + side];
    }

    void set(final int factor, final int leaf, final int side, final int key) {
        final int before = level[0][SIDES * leaf + side];
        level[0][SIDES * leaf + side] = key;
        if (key > before) {
            raise(factor, leaf, side, key);
        }
    }

    // Up to the first maximum that is high enough; the root always, since a page may come to a factor with maxima left
    // from another.
    private void raise(final int factor, final int leaf, final int side, final int key) {
        final int top = SIDES * factor + side;
        root[top] = Math.max(root[top], key);
        for (int i = 1; i <= PAGES; i++) {
            final int at = SIDES * (leaf >> LEVEL_BITS[i]) + side;
            if (level[i][at] >= key) {
                return;
            }
            level[i][at] = key;
        }
    }

    /** Adds the units of the leaves whose keys are above the level. */
    void collect(final int factor, final int side, final int above, final FiredUnits fired) {
        int highest = NEVER;
        for (int page = leaves.places.firstPage(factor); page != PagedLists.NONE; page = leaves.places.nextPage(page)) {
            highest = Math.max(highest, visit(PAGES, page, side, above, fired));
        }
        root[SIDES * factor + side] = highest;
    }

    // Answers the node's maximum.
    private int visit(final int depth, final int node, final int side, final int above, final FiredUnits fired) {
        final int[] maxima = level[depth];
        final int at = SIDES * node + side;
        if (maxima[at] <= above) {
            return maxima[at];
        }
        if (depth == 0) {
            fired.add(leaves.unit(node));
            return maxima[at];
        }
        final int fanBits = LEVEL_BITS[depth] - LEVEL_BITS[depth - 1];
        leaves.scanned(1 << fanBits);
        int highest = NEVER;
        for (int child = node << fanBits; child < (node + 1) << fanBits; child++) {
            highest = Math.max(highest, visit(depth - 1, child, side, above, fired));
        }
        maxima[at] = highest;
        return highest;
    }
}
