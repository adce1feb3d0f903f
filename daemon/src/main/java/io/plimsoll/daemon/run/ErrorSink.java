package io.plimsoll.daemon.run;

/** Where an adapter's thread reports what it cannot go on from. Any thread. */
@FunctionalInterface
interface ErrorSink {
    void onError(String who, Throwable cause);
}
