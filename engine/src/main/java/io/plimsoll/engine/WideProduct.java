package io.plimsoll.engine;

/** The product of two 128-bit integers, of up to 254 bits, as a size and a sign. Mutable; owned by the thread that uses it. */
final class WideProduct {
    static final int WORDS = 4;

    // The size, least significant word first.
    private long n0;
    private long n1;
    private long n2;
    private long n3;
    private boolean isNegative;
    private final Int128 left = new Int128();
    private final Int128 right = new Int128();

    /** Becomes a * b. */
    WideProduct set(final Int128 a, final Int128 b) {
        isNegative = a.isNegative() != b.isNegative();
        multiply(left.set(a).abs(), right.set(b).abs());
        return this;
    }

    /** Whether it is below 0, or 0 of two factors of different signs. */
    boolean isNegative() {
        return isNegative;
    }

    /** A word of the size, unsigned, the least significant first. */
    long word(final int index) {
        return switch (index) {
            case 0 -> n0;
            case 1 -> n1;
            case 2 -> n2;
            default -> n3;
        };
    }

    private boolean isZero() {
        return (n0 | n1 | n2 | n3) == 0;
    }

    private int signum() {
        return isZero() ? 0 : isNegative ? -1 : 1;
    }

    /** Sign of the difference to another one. */
    int compareTo(final WideProduct other) {
        if (signum() != other.signum()) {
            return Integer.compare(signum(), other.signum());
        }
        for (int i = WORDS - 1; i >= 0; i--) {
            if (word(i) != other.word(i)) {
                final int bySize = Long.compareUnsigned(word(i), other.word(i));
                return isNegative ? -bySize : bySize;
            }
        }
        return 0;
    }

    private void multiply(final Int128 a, final Int128 b) {
        final long a1 = a.high();
        final long a0 = a.low();
        final long b1 = b.high();
        final long b0 = b.low();
        n0 = a0 * b0;
        n1 = unsignedMultiplyHigh(a0, b0);
        n2 = 0;
        n3 = 0;
        addAt1(a0 * b1, unsignedMultiplyHigh(a0, b1));
        addAt1(a1 * b0, unsignedMultiplyHigh(a1, b0));
        final long low = a1 * b1;
        n2 += low;
        n3 += unsignedMultiplyHigh(a1, b1) + carry(n2, low);
    }

    private void addAt1(final long low, final long high) {
        n1 += low;
        final long carry = carry(n1, low);
        n2 += high;
        n3 += carry(n2, high);
        n2 += carry;
        n3 += carry(n2, carry);
    }

    private static long carry(final long sum, final long addend) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }

    private static long unsignedMultiplyHigh(final long a, final long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }
}
