package io.plimsoll.engine;

/** Checks that stay on in production: what they guard is cheaper to halt on than to act on. */
final class Invariant {
    private Invariant() {}

    static void check(final boolean holds, final String what) {
        if (!holds) {
            throw new IllegalStateException("invariant broken: " + what);
        }
    }
}
