package io.plimsoll.daemon.follow;

import io.plimsoll.daemon.follow.QuarantinedDecisions.Link;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts each decision into the frame that it has in {@code orders}, and keeps nothing but the last CRC. Frames are chained, so one that
 * has the same CRC as the live one tells that every decision up to it is the same. Decisions on inputs in quarantine are links of the
 * chain that are taken as they are. One thread.
 */
final class ChainedDecisions implements OrderSink {
    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));
    private final QuarantinedDecisions quarantined;
    private long sequence;
    private int crc;

    /** Begins after this decision. */
    ChainedDecisions(final long sequence, final int crc, final QuarantinedDecisions quarantined) {
        this.quarantined = quarantined;
        this.sequence = sequence;
        this.crc = crc;
    }

    @Override
    public MutableDirectBuffer claim(final int maxLength) {
        return record;
    }

    @Override
    public int messageOffset() {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public void commit(final int length, final long eventNs) {
        passOver();
        crc = Frame.seal(record, 0, length, ++sequence, eventNs, crc);
    }

    private void passOver() {
        for (Link next = quarantined.at(sequence + 1); next != null; next = quarantined.at(sequence + 1)) {
            if (next.previousCrc() != crc) {
                throw new UserError(
                        ExitCode.FOLLOWER_DIFFERS,
                        "orders record " + (sequence + 1)
                                + " is on an input in quarantine, and a decision before it is not"
                                + " what this engine gives: see docs/operating/fail-over.md");
            }
            sequence++;
            crc = next.crc();
        }
    }

    /** Sequence of the last decision. */
    long sequence() {
        return sequence;
    }

    /** CRC32C that its record has. */
    int crc() {
        return crc;
    }
}
