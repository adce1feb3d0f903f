package io.plimsoll.engine.differential;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices of one seeded stream. */
final class Dice {
    private final SplittableRandom random;

    Dice(final long seed) {
        random = new SplittableRandom(seed);
    }

    boolean oneIn(final int n) {
        return random.nextInt(n) == 0;
    }

    int below(final int bound) {
        return random.nextInt(bound);
    }

    /** Both ends included; {@code to} is below the largest long. */
    long between(final long from, final long to) {
        return random.nextLong(from, to + 1);
    }

    int between(final int from, final int to) {
        return random.nextInt(from, to + 1);
    }

    <T> T pick(final List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T> T of(final T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** 1 to {@code max}, every order of magnitude as likely as another. */
    BigInteger magnitude(final BigInteger max) {
        final BigInteger bound = max.shiftRight(random.nextInt(Math.max(1, max.bitLength())));
        return upTo(bound.max(BigInteger.ONE));
    }

    /** 1 to {@code max}. */
    BigInteger upTo(final BigInteger max) {
        BigInteger bits = BigInteger.ZERO;
        for (int have = 0; have < max.bitLength() + Long.SIZE; have += Long.SIZE) {
            bits = bits.shiftLeft(Long.SIZE).add(BigInteger.valueOf(random.nextLong()));
        }
        return bits.mod(max).add(BigInteger.ONE);
    }

    /** The value or its negative. */
    BigInteger signed(final BigInteger value) {
        return random.nextBoolean() ? value : value.negate();
    }

    /** The value times a random factor, given in ppm, both ends included; rounded down. */
    BigInteger scaled(final BigInteger value, final int fromPpm, final int toPpm) {
        return value.multiply(BigInteger.valueOf(between(fromPpm, toPpm))).divide(BigInteger.valueOf(1_000_000));
    }
}
