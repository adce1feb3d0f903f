package io.plimsoll.engine;

import io.plimsoll.protocol.codec.FlagReason;

/**
 * The last accepted tick of each source of one guarded price id, sources in ascending number. Engine thread.
 */
final class PriceSources {
    static final int NONE = -1;
    static final byte NO_REFUSAL = 0;

    private final int[] source;
    private final long[] value;
    private final long[] confidence; // 0: the source gives none
    private final long[] publishNs;
    private final long[] sequence;
    private final byte[] refusal;
    private final boolean[] isOutlier; // at the last aggregation
    private final boolean[] isDown; // since its last accepted tick
    /** Last refusal of sources that are none of these. */
    private byte strangersRefusal;

    private int count;

    /** @param lastRefusal of the price id, from before it was guarded */
    PriceSources(final int capacity, final byte lastRefusal) {
        strangersRefusal = lastRefusal;
        source = new int[capacity];
        value = new long[capacity];
        confidence = new long[capacity];
        publishNs = new long[capacity];
        sequence = new long[capacity];
        refusal = new byte[capacity];
        isOutlier = new boolean[capacity];
        isDown = new boolean[capacity];
    }

    int count() {
        return count;
    }

    /** Where a source stands, or {@link #NONE}. */
    int find(final int wanted) {
        for (int i = 0; i < count; i++) {
            if (source[i] == wanted) {
                return i;
            }
        }
        return NONE;
    }

    boolean isFull() {
        return count == source.length;
    }

    int source(final int at) {
        return source[at];
    }

    long value(final int at) {
        return value[at];
    }

    long confidence(final int at) {
        return confidence[at];
    }

    long publishNs(final int at) {
        return publishNs[at];
    }

    long sequence(final int at) {
        return sequence[at];
    }

    /** Whether a tick is not after the last one of the source that stands there. */
    boolean isOlder(final int at, final long publishedNs, final long tickSequence) {
        return publishedNs < publishNs[at] || (publishedNs == publishNs[at] && tickSequence <= sequence[at]);
    }

    boolean isOutlier(final int at) {
        return isOutlier[at];
    }

    void setOutlier(final int at, final boolean value) {
        isOutlier[at] = value;
    }

    /** Whether a source went down, and has said nothing since. */
    boolean isDown(final int at) {
        return isDown[at];
    }

    boolean isAnyDown() {
        for (int i = 0; i < count; i++) {
            if (isDown[i]) {
                return true;
            }
        }
        return false;
    }

    /** A source goes down; false where it is none of these, or was down already. */
    boolean takeDown(final int source) {
        final int at = find(source);
        if (at == NONE || isDown[at]) {
            return false;
        }
        isDown[at] = true;
        return true;
    }

    /** Takes an accepted tick over, a new source in the place of the one that has been silent longest when all are taken; its streak of refusals, and that of strangers, ends. */
    void accept(
            final int from, final long price, final long halfWidth, final long publishedNs, final long tickSequence) {
        int at = find(from);
        if (at == NONE) {
            if (isFull()) {
                removeOldest();
            }
            at = insert(from);
        }
        value[at] = price;
        confidence[at] = Math.max(0, halfWidth); // null is the least of all
        publishNs[at] = publishedNs;
        sequence[at] = tickSequence;
        refusal[at] = NO_REFUSAL;
        isDown[at] = false;
        strangersRefusal = NO_REFUSAL;
    }

    // One that is down before any that is not; of several of the same time the one with the lowest number.
    private void removeOldest() {
        int oldest = 0;
        for (int i = 1; i < count; i++) {
            final boolean isOlder = isDown[i] == isDown[oldest] ? publishNs[i] < publishNs[oldest] : isDown[i];
            oldest = isOlder ? i : oldest;
        }
        count--;
        for (int i = oldest; i < count; i++) {
            move(i + 1, i);
        }
    }

    private int insert(final int from) {
        int at = count++;
        while (at > 0 && source[at - 1] > from) {
            move(at - 1, at);
            at--;
        }
        source[at] = from;
        isOutlier[at] = false;
        isDown[at] = false;
        return at;
    }

    private void move(final int from, final int to) {
        source[to] = source[from];
        value[to] = value[from];
        confidence[to] = confidence[from];
        publishNs[to] = publishNs[from];
        sequence[to] = sequence[from];
        refusal[to] = refusal[from];
        isOutlier[to] = isOutlier[from];
        isDown[to] = isDown[from];
    }

    /** Whether this refusal opens a streak of its source's: only the first of a streak is journaled. */
    boolean opensStreak(final int from, final FlagReason reason) {
        final byte code = (byte) reason.value();
        final int at = find(from);
        final byte before = at == NONE ? strangersRefusal : refusal[at];
        if (at == NONE) {
            strangersRefusal = code;
        } else {
            refusal[at] = code;
        }
        return before != code;
    }

    void image(final StateImage image) {
        count = image.number(count);
        strangersRefusal = (byte) image.number(strangersRefusal);
        for (int i = 0; i < count; i++) {
            source[i] = image.number(source[i]);
            value[i] = image.number(value[i]);
            confidence[i] = image.number(confidence[i]);
            publishNs[i] = image.number(publishNs[i]);
            sequence[i] = image.number(sequence[i]);
            refusal[i] = (byte) image.number(refusal[i]);
            isOutlier[i] = image.flag(isOutlier[i]);
            isDown[i] = image.flag(isDown[i]);
        }
    }

    void hash(final StateHash hash) {
        hash.add(count).add(strangersRefusal);
        for (int i = 0; i < count; i++) {
            hash.add(source[i])
                    .add(value[i])
                    .add(confidence[i])
                    .add(publishNs[i])
                    .add(sequence[i])
                    .add(refusal[i])
                    .add((isOutlier[i] ? 1 : 0) + (isDown[i] ? 2 : 0)); // with none down as it was before any could be
        }
    }
}
