package io.plimsoll.benchmarks;

import io.plimsoll.engine.OrderSink;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.UnitStateEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The tests' oracle: values every unit at every record, in numbers of any size. What it says is put into as much of a message as is needed to
 * fill its orders; of everything else only that it was said.
 */
final class NaiveSubject implements Subject {
    private static final int LONGEST = 512;

    private final NaiveMarginEngine engine = new NaiveMarginEngine();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final LiquidationOrderEncoder order = new LiquidationOrderEncoder();
    private long ticks;
    private long valued;

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int length, final OrderSink sink) {
        for (final Output output : engine.onEvent(buffer, offset, length)) {
            final MutableDirectBuffer room = sink.claim(LONGEST);
            final int written = output instanceof Output.Order made
                    ? write(made, room, sink.messageOffset())
                    : mention(room, sink.messageOffset());
            sink.commit(written, output.cause().eventNs());
        }
        ticks += Frame.templateId(buffer, offset) == PriceTickDecoder.TEMPLATE_ID ? 1 : 0;
        valued += engine.state().units().size();
    }

    private int write(final Output.Order made, final MutableDirectBuffer room, final int offset) {
        order.wrapAndApplyHeader(room, offset, header)
                .causeSequence(made.id().sequence())
                .accountId(made.accountId())
                .quantity(made.quantity())
                .markPrice(made.markPrice())
                .epoch(made.id().epoch())
                .ordinal(made.id().ordinal())
                .instrumentId(made.instrumentId())
                .side(made.side());
        return MessageHeaderEncoder.ENCODED_LENGTH + order.encodedLength();
    }

    private int mention(final MutableDirectBuffer room, final int offset) {
        header.wrap(room, offset)
                .blockLength(0)
                .templateId(UnitStateEncoder.TEMPLATE_ID)
                .schemaId(UnitStateEncoder.SCHEMA_ID)
                .version(UnitStateEncoder.SCHEMA_VERSION);
        return MessageHeaderEncoder.ENCODED_LENGTH;
    }

    @Override
    public long ticks() {
        return ticks;
    }

    @Override
    public long found() {
        return valued;
    }

    @Override
    public long exact() {
        return valued;
    }

    @Override
    public long waiting() {
        return engine.state().units().values().stream()
                .filter(unit -> unit.queued().isPresent())
                .count();
    }

    @Override
    public String defect() {
        return null;
    }
}
