package io.plimsoll.feed.fact;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/** Account records as another process encoded them, kept until they are published together; filled again and again. One thread. */
public final class EncodedFacts {
    private final MutableDirectBuffer bytes = new ExpandableDirectByteBuffer(Fact.MAX_LENGTH);
    private final IntArrayList ends = new IntArrayList();
    private final IntArrayList sources = new IntArrayList();
    private final LongArrayList sequences = new LongArrayList();

    /** Takes one SBE message, header included, and what stands in it about its place. */
    public void add(
            final int source, final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        final int start = start(size());
        bytes.putBytes(start, buffer, offset, length);
        ends.addInt(start + length);
        sources.addInt(source);
        sequences.addLong(sequence);
    }

    /** Messages kept. */
    public int size() {
        return ends.size();
    }

    /** Forgets them. */
    public void clear() {
        ends.clear();
        sources.clear();
        sequences.clear();
    }

    int source(final int index) {
        return sources.getInt(index);
    }

    long sequence(final int index) {
        return sequences.getLong(index);
    }

    int copy(final int index, final MutableDirectBuffer target, final int offset) {
        final int start = start(index);
        final int length = ends.getInt(index) - start;
        target.putBytes(offset, bytes, start, length);
        return length;
    }

    private int start(final int index) {
        return index == 0 ? 0 : ends.getInt(index - 1);
    }
}
