package io.plimsoll.engine;

/** Is told of each gap in an account source, for people: nothing that the engine decides depends on it. Engine thread; must not wait. */
@FunctionalInterface
public interface GapListener {
    /** The source's record {@code got} came where {@code expected} was next: its accounts are SUSPECT until their next snapshots. */
    void onGap(int source, long expected, long got);
}
