package io.plimsoll.daemon.console;

/** Where questions to the engine go: see {@link io.plimsoll.daemon.chain.Chain#ask}. */
@FunctionalInterface
public interface Engine {
    /** Runs it on the engine's thread when nothing else waits for that; false when other work kept it from it for so long. */
    boolean ask(Runnable question, long patienceNs);
}
