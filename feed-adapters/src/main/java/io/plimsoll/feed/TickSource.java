package io.plimsoll.feed;

/**
 * Ticks one after another, in the order in which they are to be published. After {@link #next()} the other methods tell
 * the current tick; nothing is allocated per tick. Where it was recorded that the source went down, that stands between
 * them: {@link #isDown()}. One thread.
 */
public interface TickSource {
    /** What {@link #confidence()} answers when the source gives none: SBE's null of an int64. */
    long NO_CONFIDENCE = Long.MIN_VALUE;

    /** Goes to the next tick; false when there is none. */
    boolean next();

    /** Time of the tick, nanoseconds since the Unix epoch; never decreases. */
    long eventNs();

    /** The source's own time of the price, nanoseconds since the Unix epoch; that of the tick where no other was recorded. */
    default long publishNs() {
        return eventNs();
    }

    /** Whether the source went down here: there is a time, and no price. */
    default boolean isDown() {
        return false;
    }

    /** Whether it is the last price of what the source said at once. */
    default boolean endsGroup() {
        return true;
    }

    /** What is priced, an unsigned 32-bit number, or {@link PriceId#UNKNOWN}. */
    int priceId();

    /** Price mantissa at the price id's decimals, zero or negative if that is what was recorded; 0 for an unknown symbol. */
    long value();

    /** Half-width of the source's own interval at the same scale, or {@link #NO_CONFIDENCE}. */
    long confidence();

    /** Number of the tick, from 1: the source's sequence. */
    long sequence();
}
