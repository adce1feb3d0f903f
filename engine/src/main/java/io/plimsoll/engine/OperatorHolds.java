package io.plimsoll.engine;

/** The instruments that an operator has halted (docs/internals/lifecycle.md, Acts of an operator). Engine thread. */
final class OperatorHolds {
    private final boolean[] halted; // by factor
    private int count;

    OperatorHolds(final int factors) {
        halted = new boolean[factors];
    }

    void halt(final Factor instrument) {
        set(instrument.index, true);
    }

    void resume(final Factor instrument) {
        set(instrument.index, false);
    }

    private void set(final int factor, final boolean isHalted) {
        if (halted[factor] != isHalted) {
            halted[factor] = isHalted;
            count += isHalted ? 1 : -1;
        }
    }

    boolean isHalted(final Factor factor) {
        return halted[factor.index];
    }

    /** Whether any instrument is halted. */
    boolean isAny() {
        return count > 0;
    }

    /** How many instruments are halted. */
    int count() {
        return count;
    }

    /** The factors have been handed through before. */
    void image(final StateImage image, final int factors) {
        for (int factor = 0; factor < factors; factor++) {
            set(factor, image.flag(halted[factor]));
        }
    }

    /** Adds those that are halted, so that a state without any hashes as if there were no such thing. */
    void hash(final StateHash hash, final int factors) {
        for (int factor = 0; factor < factors; factor++) {
            if (halted[factor]) {
                hash.add(factor);
            }
        }
    }
}
