package io.plimsoll.engine.differential;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.StateImage;
import java.util.ArrayDeque;
import java.util.Queue;

/** An image in memory, written once and read once. Single-threaded. */
public final class MemoryImage implements StateImage {
    private final Queue<Object> fields = new ArrayDeque<>();
    private boolean isReading;

    /** A fresh engine with the other's state. */
    public static MarginEngine copy(final MarginEngine engine, final EngineCapacity capacity) {
        final MemoryImage image = new MemoryImage();
        engine.image(image);
        image.isReading = true;
        final MarginEngine copy = new MarginEngine(capacity);
        copy.image(image);
        if (!image.fields.isEmpty()) {
            throw new AssertionError(image.fields.size() + " fields were written and not read");
        }
        return copy;
    }

    @Override
    public boolean isReading() {
        return isReading;
    }

    @Override
    public long number(final long value) {
        return isReading ? (long) fields.remove() : keep(value);
    }

    @Override
    public byte[] bytes(final byte[] value) {
        if (isReading) {
            return (byte[]) fields.remove();
        }
        keep(value.clone());
        return value; // a writer answers what it was given, not a copy
    }

    private <T> T keep(final T value) {
        fields.add(value);
        return value;
    }
}
