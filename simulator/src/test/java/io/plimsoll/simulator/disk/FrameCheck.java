package io.plimsoll.simulator.disk;

import io.plimsoll.journal.FrameChain;
import org.agrona.DirectBuffer;

/** Whether a record that was read is the one that was written: the real journal's check, unless a planted bug has replaced it. */
@FunctionalInterface
public interface FrameCheck {
    /** The real one. */
    FrameCheck WHOLE = FrameChain::checkWhole;

    /** Throws a {@link io.plimsoll.journal.JournalException} unless it is. */
    void check(FrameChain chain, DirectBuffer buffer, int offset, int length);
}
