package io.plimsoll.journal;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.ArmEncoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Records whose content follows from their sequence, so that a reader knows what it must find. One thread. */
public final class Records {
    public static final int TICK_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + PriceTickEncoder.BLOCK_LENGTH;
    public static final long FIRST_EVENT_NS = 1_760_000_000_000_000_000L;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PriceTickEncoder tick = new PriceTickEncoder();
    private final ArmEncoder arm = new ArmEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final PriceTickDecoder tickDecoder = new PriceTickDecoder();

    /** Appends the next tick in place. */
    public long append(final FrameLogWriter writer) {
        final long sequence = writer.lastSequence() + 1;
        final int length = encodeTick(writer.claim(TICK_LENGTH), writer.messageOffset(), sequence);
        return writer.commit(length, eventNs(sequence));
    }

    public void append(final FrameLogWriter writer, final int count) {
        for (int i = 0; i < count; i++) {
            append(writer);
        }
    }

    /** Appends a record of another length: with a reason of 0..59 letters. */
    public long appendArm(final FrameLogWriter writer) {
        final long sequence = writer.lastSequence() + 1;
        final byte[] letters = new byte[(int) (sequence % 60)];
        Arrays.fill(letters, (byte) 'x');
        arm.wrapAndApplyHeader(writer.claim(200), writer.messageOffset(), header)
                .operatorName("op");
        arm.putReason(letters, 0, letters.length);
        return writer.commit(MessageHeaderEncoder.ENCODED_LENGTH + arm.encodedLength(), eventNs(sequence));
    }

    int encodeTick(final MutableDirectBuffer buffer, final int offset, final long sequence) {
        tick.wrapAndApplyHeader(buffer, offset, header)
                .value(sequence * 31)
                .confidence(PriceTickEncoder.confidenceNullValue())
                .publishNs(eventNs(sequence))
                .receiveNs(eventNs(sequence))
                .sourceSequence(sequence)
                .priceId(7);
        return TICK_LENGTH;
    }

    static long eventNs(final long sequence) {
        return FIRST_EVENT_NS + sequence * 1_000;
    }

    /** Whether it is the tick that {@link #append(FrameLogWriter)} wrote under its sequence. */
    boolean isTick(final DirectBuffer buffer, final int offset) {
        final long sequence = Frame.sequence(buffer, offset);
        tickDecoder.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, headerDecoder);
        return tickDecoder.value() == sequence * 31 && Frame.eventNs(buffer, offset) == eventNs(sequence);
    }
}
