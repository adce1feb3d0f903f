package io.plimsoll.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Three ways for a tick to bring every holder's health up to date, per position: plain 128-bit sums, a screened long (what the sweep
 * does), and a bare long that could overflow, as the floor. Decision 0002 rests on these.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "-Xmx2g")
public class HealthKernels {
    private static final int HOLDERS = 62_500;

    /** Accounts over which the holders are spread: 62,500 is in order, more is scattered. */
    @Param({"62500", "1000000"})
    private int accounts;

    private int[] unit;
    private long[] quantity;
    private long[] health; // high and low word side by side
    private long[] screen;
    private long price = 4_200_050_000_000L;
    private long longTerm;
    private long shortTerm;

    @Setup
    public void setUp() {
        final SplittableRandom random = new SplittableRandom(1);
        unit = new int[HOLDERS];
        quantity = new long[HOLDERS];
        health = new long[2 * accounts];
        screen = new long[accounts];
        for (int i = 0; i < HOLDERS; i++) {
            unit[i] = accounts == HOLDERS ? i : random.nextInt(accounts);
            quantity[i] = random.nextLong(-1_000_000, 1_000_000);
        }
        for (int account = 0; account < accounts; account++) {
            health[2 * account] = 1 << 20;
            screen[account] = 1L << 50;
        }
        longTerm = price << 16;
        shortTerm = longTerm + (longTerm >> 4);
    }

    private long nextPrice() {
        price += (price & 1) == 0 ? 12_345_001 : -12_345_001;
        return price;
    }

    /** Exact increments in two words, the sign of the high word tested. */
    @Benchmark
    @OperationsPerInvocation(HOLDERS)
    public int twoWordSums() {
        final long before = price;
        final long moved = nextPrice() - before;
        int below = 0;
        for (int i = 0; i < HOLDERS; i++) {
            final long held = quantity[i];
            final long weight = held * (945_000 + (110_000 & (held >> 63)));
            final int at = 2 * unit[i];
            final long low = health[at + 1] + weight * moved;
            final long carry = Long.compareUnsigned(low, health[at + 1]) < 0 ? 1 : 0;
            health[at + 1] = low;
            health[at] += Math.multiplyHigh(weight, moved) + carry;
            below += (int) (health[at] >>> 63);
        }
        return below;
    }

    /** New rounded term minus old, in one word; what falls below zero would be checked exactly. */
    @Benchmark
    @OperationsPerInvocation(HOLDERS)
    public int screenedLong() {
        final long oldLong = longTerm;
        final long oldShort = shortTerm;
        longTerm = nextPrice() << 16;
        shortTerm = longTerm + (longTerm >> 4);
        int below = 0;
        for (int i = 0; i < HOLDERS; i++) {
            final long held = quantity[i] << 20;
            final int at = unit[i];
            final long before = screen[at];
            final long after = before
                    + Math.multiplyHigh(held, longTerm + ((shortTerm - longTerm) & (held >> 63)))
                    - Math.multiplyHigh(held, oldLong + ((oldShort - oldLong) & (held >> 63)));
            screen[at] = after;
            below += (int) ((before | after) >>> 63);
        }
        return below;
    }

    /** One multiplication in one word: what exactness costs is measured against this. */
    @Benchmark
    @OperationsPerInvocation(HOLDERS)
    public int bareLong() {
        final long before = price;
        final long moved = (nextPrice() - before) >> 20;
        int below = 0;
        for (int i = 0; i < HOLDERS; i++) {
            final int at = unit[i];
            final long after = screen[at] + quantity[i] * moved;
            screen[at] = after;
            below += (int) (after >>> 63);
        }
        return below;
    }
}
