package io.plimsoll.engine;

/** Units in a heap, the riskiest on top, from which a unit can leave from any place. Whoever has it says which of two is riskier. Engine thread. */
final class RiskHeap {
    private static final int NOT_IN = 0;

    private final LiquidationQueue risks;
    private int[] heap = {}; // units, the riskiest first
    private int[] place = {}; // by unit: one more than where it is in the heap
    private int size;

    RiskHeap(final LiquidationQueue risks) {
        this.risks = risks;
    }

    void makeRoom(final int capacity) {
        if (heap.length == 0) {
            heap = new int[capacity];
            place = new int[capacity];
        }
    }

    int size() {
        return size;
    }

    boolean contains(final int unit) {
        return size > 0 && place[unit] != NOT_IN;
    }

    /** The unit there, 0: the riskiest. */
    int unit(final int at) {
        return heap[at];
    }

    /** Puts in a unit that is not. */
    void add(final int unit) {
        rise(size++, unit);
    }

    /** Takes out a unit that is in. */
    void remove(final int unit) {
        final int hole = place[unit] - 1;
        place[unit] = NOT_IN;
        final int last = heap[--size];
        if (hole == size) {
            return;
        }
        if (hole > 0 && risks.isRiskier(last, heap[(hole - 1) >> 1])) {
            rise(hole, last);
        } else {
            sink(hole, last);
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            place[heap[i]] = NOT_IN;
        }
        size = 0;
    }

    private void rise(final int from, final int unit) {
        int hole = from;
        while (hole > 0 && risks.isRiskier(unit, heap[(hole - 1) >> 1])) {
            put(hole, heap[(hole - 1) >> 1]);
            hole = (hole - 1) >> 1;
        }
        put(hole, unit);
    }

    private void sink(final int from, final int unit) {
        int hole = from;
        for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && risks.isRiskier(heap[child + 1], heap[child])) {
                child++;
            }
            if (!risks.isRiskier(heap[child], unit)) {
                break;
            }
            put(hole, heap[child]);
            hole = child;
        }
        put(hole, unit);
    }

    private void put(final int at, final int unit) {
        heap[at] = unit;
        place[unit] = at + 1;
    }
}
