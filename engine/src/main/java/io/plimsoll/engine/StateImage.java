package io.plimsoll.engine;

/**
 * What a snapshot holds of the engine. Each stateful class hands its fields through one of these in a fixed order and takes back what
 * it gets: a writer answers what it was given, a reader what was written, so that one method per class serves both ways. Engine
 * thread.
 */
public interface StateImage {
    /** Whether fields are read back; the engine is fresh then. */
    boolean isReading();

    /** One number. */
    long number(long value);

    /** A short text or array; never longer than 255 bytes. */
    byte[] bytes(byte[] value);

    /** One number that fits an int. */
    default int number(final int value) {
        return (int) number((long) value);
    }

    /** One flag. */
    default boolean flag(final boolean value) {
        return number(value ? 1L : 0L) != 0;
    }
}
