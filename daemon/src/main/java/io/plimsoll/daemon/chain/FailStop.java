package io.plimsoll.daemon.chain;

/**
 * What happens when a stage of the chain throws: the chain is broken and must not go on. Called on the failing stage's thread,
 * at most once; must not return control to the caller's work as if nothing had happened.
 */
@FunctionalInterface
public interface FailStop {
    /**
     * Ends whatever must not go on.
     *
     * @param stage role of the failing thread
     * @param cause what it threw
     */
    void fail(String stage, Throwable cause);
}
