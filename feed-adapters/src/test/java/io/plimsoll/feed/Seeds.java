package io.plimsoll.feed;

import java.util.Random;

/** Seeds of random tests: another one each run, printed with the command that repeats it. */
public final class Seeds {
    private Seeds() {}

    public static Random random(final Class<?> test) {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println(
                test.getSimpleName() + ": seed " + seed + "; to repeat: mvn -pl feed-adapters -am verify -Dtest="
                        + test.getSimpleName() + " -Dsurefire.failIfNoSpecifiedTests=false -Dplimsoll.seed=" + seed);
        return new Random(seed);
    }
}
