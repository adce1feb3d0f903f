package io.plimsoll.engine;

/** A running 64-bit hash over everything that can reach a later output. One instance a thread. */
final class StateHash {
    private long value;

    StateHash reset() {
        value = 0x9E37_79B9_7F4A_7C15L;
        return this;
    }

    /** Mixes one word in; order matters. The finaliser is the 64-bit one of MurmurHash3 (public domain constants). */
    StateHash add(final long word) {
        long mixed = value * 31 + word;
        mixed ^= mixed >>> 33;
        mixed *= 0xFF51_AFD7_ED55_8CCDL;
        mixed ^= mixed >>> 33;
        mixed *= 0xC4CE_B9FE_1A85_EC53L;
        value = mixed ^ (mixed >>> 33);
        return this;
    }

    /** Mixes one word in and answers it. */
    long addAndGet(final long word) {
        add(word);
        return word;
    }

    long value() {
        return value;
    }
}
