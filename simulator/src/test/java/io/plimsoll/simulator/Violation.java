package io.plimsoll.simulator;

/** A promise was broken. An error, so that no handler of exceptions keeps it from being seen. */
public final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    private final String checker;

    /**
     * @param checker who noticed
     * @param what was expected, and what came
     */
    public Violation(final String checker, final String what) {
        this(checker, what, null);
    }

    /** The same, with what led to it. */
    public Violation(final String checker, final String what, final Throwable cause) {
        super(checker + ": " + what, cause);
        this.checker = checker;
    }

    /** Who noticed. */
    public String checker() {
        return checker;
    }
}
