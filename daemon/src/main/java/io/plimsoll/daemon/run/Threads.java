package io.plimsoll.daemon.run;

/** What the daemon's parts do with the threads that they own. */
final class Threads {
    private Threads() {}

    /** Waits for a thread's end; an interrupt ends the waiting and stays set. */
    static void join(final Thread thread) {
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
