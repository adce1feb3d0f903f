package io.plimsoll.engine;

import java.util.Arrays;

/**
 * For each factor a tree of maxima, 16 to a node, over the int keys of its leaves, one a leaf and lane, side by side, since they are
 * written together. One compare tells that no key is above a level; a walk reads only the nodes that lead to those that are. A maximum
 * is never too low; it may be too high after a key was lowered, until a walk comes by and puts it right. A miss that can be overlapped
 * costs a twentieth of one that a list would chase. Engine thread.
 */
final class MaxTrees {
    /** The key of a leaf that nothing is above. */
    static final int NEVER = Integer.MIN_VALUE;
    /** The key of a leaf that every level is below. */
    static final int ALWAYS = Integer.MAX_VALUE;

    /** Leaves under a node of each level, as a power of two: the last level is a page. */
    private static final int[] LEVEL_BITS = {0, 4, 8, Places.PAGE_BITS};

    private static final int PAGES = LEVEL_BITS.length - 1;
    /** Above them, sixteen to a folder, wherever in the pool they are. */
    private static final int FOLDERS = LEVEL_BITS.length;

    private static final int INTS_A_LINE = 16;
    /** Pages walked together. */
    private static final int PAGES_AT_ONCE = 16;

    private final Places places;
    private final EngineCounters counters;
    private final int lanes;
    private final int[][] level =
            new int[FOLDERS + 1][]; // the first holds the keys, the last ones a maximum a page and a folder
    private final int[] root; // by factor
    /** Of the walk under way, the nodes of each level whose maximum is above what is looked for. */
    private final int[][] visited = new int[LEVEL_BITS.length][];

    private final int[] count = new int[LEVEL_BITS.length];
    /** What was read ahead, so that it is not optimised away. */
    private int touched;

    /**
     * @param places of legs: the leaf of each
     * @param lanes keys a leaf
     */
    MaxTrees(final Places places, final int factors, final int lanes, final EngineCounters counters) {
        this.places = places;
        this.counters = counters;
        this.lanes = lanes;
        for (int i = 0; i <= PAGES; i++) {
            level[i] = new int[Math.multiplyExact(lanes, places.capacity() >> LEVEL_BITS[i])];
            Arrays.fill(level[i], NEVER);
            visited[i] =
                    new int[(PAGES_AT_ONCE << (LEVEL_BITS[PAGES] - LEVEL_BITS[i])) + 1]; // one is written past the last
        }
        level[FOLDERS] = new int[Math.multiplyExact(lanes, places.folders.pages())];
        Arrays.fill(level[FOLDERS], NEVER);
        root = new int[lanes * factors];
        Arrays.fill(root, NEVER);
    }

    /** No key of the factor's leaves is above this. */
    int max(final int factor, final int lane) {
        return root[lanes * factor + lane];
    }

    int key(final int leaf, final int lane) {
        return level[0][lanes * leaf + lane];
    }

    /** Reads what setting the leaf's keys will need. */
    int touch(final int leaf) {
        return level[0][lanes * leaf] + level[1][lanes * (leaf >> LEVEL_BITS[1])];
    }

    void set(final int factor, final int leaf, final int lane, final int key) {
        final int before = level[0][lanes * leaf + lane];
        level[0][lanes * leaf + lane] = key;
        if (key > before) {
            raise(factor, leaf, lane, key);
        }
    }

    // Up to the first maximum that is high enough; root and folder always, since pages and folders may come to a factor
    // with
    // maxima left from another.
    private void raise(final int factor, final int leaf, final int lane, final int key) {
        final int top = lanes * factor + lane;
        root[top] = Math.max(root[top], key);
        raiseFolder(leaf >> LEVEL_BITS[PAGES], lane, key);
        for (int i = 1; i <= PAGES; i++) {
            final int at = lanes * (leaf >> LEVEL_BITS[i]) + lane;
            if (level[i][at] >= key) {
                return;
            }
            level[i][at] = key;
        }
    }

    /**
     * Hands every leaf over whose key is above the level, and forgets that key: whoever takes the leaf sets it again. One level at a time,
     * for many nodes, so that their misses overlap.
     */
    void collect(final int factor, final int lane, final int above, final Hits hits) {
        final PagedLists folders = places.folders;
        int found = 0;
        for (int folder = folders.firstPage(factor); folder != PagedLists.NONE; folder = folders.nextPage(folder)) {
            if (level[FOLDERS][lanes * folder + lane] > above) {
                found = open(folder, folders.end(factor, folder), lane, above, found, hits);
            }
        }
        visit(found, lane, above, hits);
        int highest = NEVER;
        for (int folder = folders.firstPage(factor); folder != PagedLists.NONE; folder = folders.nextPage(folder)) {
            highest = Math.max(highest, level[FOLDERS][lanes * folder + lane]);
        }
        root[lanes * factor + lane] = highest;
    }

    // Puts the folder's pages with those that are to be visited together, and answers how many these are then.
    private int open(
            final int folder, final int end, final int lane, final int above, final int before, final Hits hits) {
        level[FOLDERS][lanes * folder + lane] = NEVER; // its pages say what it is now
        int found = before;
        for (int at = places.folders.start(folder); at < end; at++) {
            final int page = places.page(at);
            final int maximum = level[PAGES][lanes * page + lane];
            if (maximum <= above) {
                raiseFolder(page, lane, maximum);
                continue;
            }
            visited[PAGES][found++] = page;
            if (found == PAGES_AT_ONCE) {
                visit(found, lane, above, hits);
                found = 0;
            }
        }
        return found;
    }

    private void raiseFolder(final int page, final int lane, final int maximum) {
        final int at = lanes * places.folder(page) + lane;
        level[FOLDERS][at] = Math.max(level[FOLDERS][at], maximum);
    }

    // The pages are the visited ones of the last level.
    private void visit(final int pages, final int lane, final int above, final Hits hits) {
        count[PAGES] = pages;
        for (int depth = PAGES; depth > 0; depth--) {
            descend(depth, lane, above);
        }
        for (int i = 0; i < count[0]; i++) {
            level[0][lanes * visited[0][i] + lane] = NEVER;
        }
        for (int depth = 1; depth < PAGES; depth++) {
            ascend(depth, lane);
        }
        for (int i = 0; i < pages; i++) {
            final int page = visited[PAGES][i];
            raiseFolder(page, lane, level[PAGES][lanes * page + lane]);
        }
        hits.take(visited[0], count[0]);
    }

    // Finds the children above, and leaves to each node the maximum of the others.
    private void descend(final int depth, final int lane, final int above) {
        final int fanBits = LEVEL_BITS[depth] - LEVEL_BITS[depth - 1];
        final int[] children = level[depth - 1];
        final int[] found = visited[depth - 1];
        counters.entriesScanned += (long) count[depth] << fanBits;
        touchChildren(depth, fanBits);
        if (depth == 1) {
            touchHolders();
        }
        int size = 0;
        for (int i = 0; i < count[depth]; i++) {
            final int node = visited[depth][i];
            final int first = node << fanBits;
            int rest = NEVER;
            for (int child = first; child < first + (1 << fanBits); child++) {
                final int key = children[lanes * child + lane];
                found[size] = child;
                size += key > above ? 1 : 0;
                rest = Math.max(rest, key > above ? NEVER : key);
            }
            level[depth][lanes * node + lane] = rest;
        }
        count[depth - 1] = size;
    }

    // One read a cache line, with nothing that hangs on it, so that all of them are under way at once.
    private void touchChildren(final int depth, final int fanBits) {
        final int[] children = level[depth - 1];
        int sum = touched;
        for (int i = 0; i < count[depth]; i++) {
            final int first = lanes * (visited[depth][i] << fanBits);
            for (int at = first; at < first + (lanes << fanBits); at += INTS_A_LINE) {
                sum += children[at];
            }
        }
        touched = sum;
    }

    // Whose leaves are found is asked next, and stands in one line a node.
    private void touchHolders() {
        int sum = touched;
        for (int i = 0; i < count[1]; i++) {
            sum += places.holder(visited[1][i] << LEVEL_BITS[1]);
        }
        touched = sum;
    }

    // Tells each visited node's parent what its maximum is now.
    private void ascend(final int depth, final int lane) {
        final int fanBits = LEVEL_BITS[depth + 1] - LEVEL_BITS[depth];
        final int[] parents = level[depth + 1];
        for (int i = 0; i < count[depth]; i++) {
            final int node = visited[depth][i];
            final int at = lanes * (node >> fanBits) + lane;
            parents[at] = Math.max(parents[at], level[depth][lanes * node + lane]);
        }
    }

    /** Takes leaves that were found; what stands in the array means nothing afterwards. */
    interface Hits {
        void take(int[] leaves, int count);
    }
}
