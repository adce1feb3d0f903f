package io.plimsoll.daemon;

import java.util.SplittableRandom;

/** Seeds of random tests: another one each run, printed with the command that repeats it. */
public final class Seeds {
    private Seeds() {}

    public static SplittableRandom random(final Class<?> test) {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + ": seed " + seed + "; to repeat: mvn -pl daemon -am verify -Dtest="
                + test.getSimpleName() + " -Dsurefire.failIfNoSpecifiedTests=false -Dplimsoll.seed=" + seed);
        return new SplittableRandom(seed);
    }
}
