package io.plimsoll.engine;

/**
 * A mutable 128-bit two's-complement integer: high * 2^64 + unsigned low. Results wrap silently; that they never do is
 * proved for every verdict by {@link OverflowProof} when definitions are committed. Owned by the thread that uses it.
 */
public final class Int128 implements Comparable<Int128> {
    private long high;
    private long low;

    void image(final StateImage image) {
        high = image.number(high);
        low = image.number(low);
    }

    /** Upper 64 bits, with the sign. */
    public long high() {
        return high;
    }

    /** Lower 64 bits, unsigned. */
    public long low() {
        return low;
    }

    /** Becomes high * 2^64 + unsigned low. */
    public Int128 set(final long newHigh, final long newLow) {
        high = newHigh;
        low = newLow;
        return this;
    }

    /** Becomes a copy. */
    public Int128 set(final Int128 other) {
        return set(other.high, other.low);
    }

    /** Becomes a long. */
    public Int128 set(final long value) {
        return set(value >> 63, value);
    }

    /** Becomes a * b, which always fits. */
    public Int128 setProduct(final long a, final long b) {
        return set(Math.multiplyHigh(a, b), a * b);
    }

    /** this += other. */
    public Int128 add(final Int128 other) {
        return add(other.high, other.low);
    }

    /** this += high * 2^64 + unsigned low. */
    public Int128 add(final long otherHigh, final long otherLow) {
        final long sum = low + otherLow;
        high += otherHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
        return this;
    }

    /** this -= other. */
    public Int128 subtract(final Int128 other) {
        return subtract(other.high, other.low);
    }

    /** this -= high * 2^64 + unsigned low. */
    public Int128 subtract(final long otherHigh, final long otherLow) {
        final long borrow = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
        low -= otherLow;
        high -= otherHigh + borrow;
        return this;
    }

    /** this += a * b. */
    public Int128 addProduct(final long a, final long b) {
        return add(Math.multiplyHigh(a, b), a * b);
    }

    /** this -= a * b. */
    public Int128 subtractProduct(final long a, final long b) {
        return subtract(Math.multiplyHigh(a, b), a * b);
    }

    /** this -= other * by. */
    public Int128 subtractProduct(final Int128 other, final long by) {
        return subtract(productHigh(other.high, other.low, by), other.low * by);
    }

    /** this *= by. */
    public Int128 multiply(final long by) {
        high = productHigh(high, low, by);
        low *= by;
        return this;
    }

    /** Upper word of (high * 2^64 + unsigned low) * by; the lower one is low * by. */
    static long productHigh(final long high, final long low, final long by) {
        // multiplyHigh is signed: the second term makes the low word count as unsigned
        return high * by + Math.multiplyHigh(low, by) + ((low >> 63) & by);
    }

    /** this = -this. */
    public Int128 negate() {
        low = -low;
        high = ~high + (low == 0 ? 1 : 0);
        return this;
    }

    /** this = |this|. */
    public Int128 abs() {
        return high < 0 ? negate() : this;
    }

    /** this = floor(this / 2^bits), for 0 to 127 bits; a negative count shifts left. */
    public Int128 shiftRight(final int bits) {
        if (bits < 0) {
            return shiftLeft(-bits);
        }
        if (bits >= Long.SIZE) {
            return set(high >> 63, high >> (bits - Long.SIZE));
        }
        return bits == 0 ? this : set(high >> bits, (low >>> bits) | (high << (Long.SIZE - bits)));
    }

    private Int128 shiftLeft(final int bits) {
        if (bits >= Long.SIZE) {
            return set(low << (bits - Long.SIZE), 0);
        }
        return set((high << bits) | (low >>> (Long.SIZE - bits)), low << bits);
    }

    /** Bits that the size needs, 0 for 0. */
    public int bits() {
        final long top = high ^ high >> 63;
        return top != 0
                ? 2 * Long.SIZE - Long.numberOfLeadingZeros(top)
                : Long.SIZE - Long.numberOfLeadingZeros(low ^ high >> 63);
    }

    /** -1, 0 or 1. */
    public int signum() {
        return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
    }

    public boolean isNegative() {
        return high < 0;
    }

    /** Whether the value is a long. */
    public boolean fitsLong() {
        return high == low >> 63;
    }

    @Override
    public int compareTo(final Int128 other) {
        final int byHigh = Long.compare(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Int128 that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high * 31 + low);
    }

    @Override
    public String toString() {
        return io.plimsoll.protocol.Decimals.toBigInteger(high, low).toString();
    }
}
