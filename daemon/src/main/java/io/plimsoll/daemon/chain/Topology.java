package io.plimsoll.daemon.chain;

/** Which thread does which step of the chain. What each costs is in docs/decisions/0003-threads-and-waiting.md. */
public enum Topology {
    /** One thread sequences, decides and appends orders. */
    INLINE,
    /** A thread of its own sequences and appends inputs; the engine's thread follows it. */
    SEQUENCER_THREAD,
    /** The engine's thread hands decisions over to a thread that appends orders. */
    ORDER_THREAD
}
