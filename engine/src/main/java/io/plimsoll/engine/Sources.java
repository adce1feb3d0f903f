package io.plimsoll.engine;

import java.util.Arrays;

/**
 * What is known of each account source: the sequence of its last fact, so that a duplicate is seen and dropped, the input sequence of
 * its last gap, after which its accounts are SUSPECT until their own next snapshot, while a run bounds it, the event time at which
 * it was last heard, and whether what was missed of it is still to come. Engine thread.
 */
final class Sources {
    private static final int COUNT = 1 << 16; // a source id is 16 bits
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] watermark = new long[COUNT];
    private final long[] gapSequence = new long[COUNT];
    private final long[] heardNs = new long[COUNT];
    private final int[] seen = new int[COUNT]; // in order of their first fact
    private int seenCount;
    private final int[] resyncing = new int[COUNT]; // in order of their interruption; seldom any
    private int resyncingCount;

    Sources() {
        Arrays.fill(watermark, NEVER);
        Arrays.fill(gapSequence, NEVER);
        Arrays.fill(heardNs, NEVER);
    }

    /** Whether the fact was applied before. */
    boolean isDuplicate(final int source, final long sequence) {
        return watermark[source] != NEVER && sequence <= watermark[source];
    }

    /** Takes the fact's sequence over; true when sequences before it are missing. */
    boolean advance(final int source, final long sequence, final long inputSequence) {
        return advance(source, sequence, sequence - 1, inputSequence);
    }

    /** Whether a heartbeat of that sequence comes late: facts after it were there before it. */
    boolean isLate(final int source, final long sequence) {
        return watermark[source] != NEVER && sequence < watermark[source];
    }

    /** Takes over what a heartbeat says was sent last; true when that, or more, is missing. */
    boolean advanceTo(final int source, final long sequence, final long inputSequence) {
        return advance(source, sequence, sequence, inputSequence);
    }

    // What should be there up to, with the record itself.
    private boolean advance(final int source, final long sequence, final long sent, final long inputSequence) {
        final boolean gap = watermark[source] != NEVER && sent > watermark[source];
        if (watermark[source] == NEVER) {
            seen[seenCount++] = source;
        }
        watermark[source] = sequence;
        if (gap) {
            gapSequence[source] = inputSequence;
        }
        return gap;
    }

    /** A record of the source came. */
    void hear(final int source, final long nowNs) {
        heardNs[source] = nowNs;
    }

    /** Whether nothing of the source came at or after a time of events. */
    boolean isSilentSince(final int source, final long ns) {
        return heardNs[source] < ns;
    }

    /** When sources were heard is of no use any more. */
    void forgetHeard() {
        Arrays.fill(heardNs, NEVER);
    }

    /** Records of the source may be missing, and have been asked for. */
    void interrupt(final int source) {
        if (!isResyncing(source)) {
            resyncing[resyncingCount++] = source;
        }
    }

    /** All of the source is here again; false when it was before. */
    boolean resume(final int source) {
        for (int i = 0; i < resyncingCount; i++) {
            if (resyncing[i] == source) {
                resyncingCount--;
                System.arraycopy(resyncing, i + 1, resyncing, i, resyncingCount - i);
                return true;
            }
        }
        return false;
    }

    /** A run begins, of which no source was interrupted yet. */
    void forgetInterrupted() {
        resyncingCount = 0;
    }

    /** Whether what was missed of the source is still to come. */
    boolean isResyncing(final int source) {
        for (int i = 0; i < resyncingCount; i++) {
            if (resyncing[i] == source) {
                return true;
            }
        }
        return false;
    }

    /** Sequence of the source's last fact; below every sequence when there was none. */
    long watermark(final int source) {
        return watermark[source];
    }

    /** Input sequence of the source's last gap; below every sequence when there was none. */
    long gapSequence(final int source) {
        return gapSequence[source];
    }

    void image(final StateImage image) {
        seenCount = image.number(seenCount);
        for (int i = 0; i < seenCount; i++) {
            seen[i] = image.number(seen[i]);
            watermark[seen[i]] = image.number(watermark[seen[i]]);
            gapSequence[seen[i]] = image.number(gapSequence[seen[i]]);
            heardNs[seen[i]] = image.number(heardNs[seen[i]]);
        }
        resyncingCount = image.number(resyncingCount);
        for (int i = 0; i < resyncingCount; i++) {
            resyncing[i] = image.number(resyncing[i]);
        }
    }

    void hash(final StateHash hash) {
        for (int i = 0; i < seenCount; i++) {
            final int source = seen[i];
            hash.add(source).add(watermark[source]).add(gapSequence[source]);
            if (heardNs[source] != NEVER) { // so that states of journals without a bound hash as they did
                hash.add(heardNs[source]);
            }
        }
        for (int i = 0; i < resyncingCount; i++) { // none in journals from before there was the record
            hash.add(resyncing[i]);
        }
    }
}
