package io.plimsoll.engine;

/** A sum of so many 128-bit numbers that it may pass 128 bits: two's complement of 192 bits. Mutable; owned by the thread that uses it. */
final class WideSum implements Comparable<WideSum> {
    /** What a sum is told as where it is larger: 2^126. */
    private static final long BOUND_HIGH = 1L << 62;

    private long top;
    private long middle;
    private long low;

    WideSum clear() {
        top = 0;
        middle = 0;
        low = 0;
        return this;
    }

    WideSum add(final Int128 value) {
        return add(value.high(), value.low());
    }

    /** this += high * 2^64 + unsigned low. */
    WideSum add(final long high, final long unsignedLow) {
        low += unsignedLow;
        final long carry = Long.compareUnsigned(low, unsignedLow) < 0 ? 1 : 0;
        final long sum = middle + high;
        final long carried = sum + carry;
        top += (high >> 63)
                + (Long.compareUnsigned(sum, high) < 0 ? 1 : 0)
                + (Long.compareUnsigned(carried, carry) < 0 ? 1 : 0);
        middle = carried;
        return this;
    }

    /** this -= high * 2^64 + unsigned low. */
    WideSum subtract(final long high, final long unsignedLow) {
        final long borrow = Long.compareUnsigned(low, unsignedLow) < 0 ? 1 : 0;
        low -= unsignedLow;
        final long difference = middle - high;
        top -= (high >> 63)
                + (Long.compareUnsigned(middle, high) < 0 ? 1 : 0)
                + (Long.compareUnsigned(difference, borrow) < 0 ? 1 : 0);
        middle = difference - borrow;
        return this;
    }

    boolean isZero() {
        return (top | middle | low) == 0;
    }

    /** Takes it over where it is at most 2^126, else that. */
    void atMost(final Int128 result) {
        if (top > 0 || (top == 0 && Long.compareUnsigned(middle, BOUND_HIGH) >= 0)) {
            result.set(BOUND_HIGH, 0);
        } else {
            result.set(middle, low);
        }
    }

    @Override
    public int compareTo(final WideSum other) {
        if (top != other.top) {
            return Long.compare(top, other.top);
        }
        return middle != other.middle
                ? Long.compareUnsigned(middle, other.middle)
                : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof WideSum that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode((top * 31 + middle) * 31 + low);
    }
}
