package io.plimsoll.gateway.feed;

/** Hears what happens to clients, on the pump's thread; to count it. */
public interface FollowEvents {
    /** So many events went to a client, of so many bytes. */
    void sent(int events, long bytes);

    /** A client goes on elsewhere. */
    void resynced(Resync.Reason reason);

    /** A client is cut off. */
    void cut(Cut reason);

    /** A fault of the program ended a client. */
    void failed(RuntimeException fault);
}
