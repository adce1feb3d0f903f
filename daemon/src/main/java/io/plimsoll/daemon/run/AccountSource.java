package io.plimsoll.daemon.run;

/** A matching engine's stream, as status and arming see it. Any thread. */
interface AccountSource extends AutoCloseable {
    /** Name in the configuration. */
    String name();

    /** Whether everything that the source had sent a moment ago is in the ring. */
    boolean isAtHead();

    /** Records put into the ring. */
    long forwarded();

    /** Records or lines refused. */
    long refused();

    /** Starts reading, on a thread of its own. */
    void start();

    /** Stops reading; what was read is in the ring. */
    @Override
    void close();
}
