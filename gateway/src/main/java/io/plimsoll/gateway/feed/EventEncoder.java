package io.plimsoll.gateway.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.text.RecordText;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Encodes records as {@link OrderEvent}s, with the JSON of {@code plimsoll tail --ndjson --all}. One thread. */
final class EventEncoder implements FrameHandler {
    private static final byte[] ID = "id: ".getBytes(US_ASCII);
    private static final byte[] DATA = "\ndata: ".getBytes(US_ASCII);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private final RecordText text = new RecordText(new PrintStream(bytes, false, UTF_8), true, true);
    private final Consumer<OrderEvent> events;
    private long end;

    /** @param events gets every event, on the thread that polls */
    EventEncoder(final Consumer<OrderEvent> events) {
        this.events = events;
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final Place place = new Place(Frame.sequence(buffer, offset), Frame.crc(buffer, offset), true);
        final int template = Frame.templateId(buffer, offset);
        bytes.reset();
        bytes.writeBytes(ID);
        bytes.writeBytes(place.toString().getBytes(US_ASCII));
        bytes.writeBytes(DATA);
        final int jsonOffset = bytes.size();
        text.onFrame(buffer, offset, length); // ends its line
        bytes.write('\n');
        end += bytes.size();
        events.accept(new OrderEvent(
                place,
                Frame.previousCrc(buffer, offset),
                template == LiquidationOrderDecoder.TEMPLATE_ID || template == SeizeOrderDecoder.TEMPLATE_ID,
                bytes.toByteArray(),
                jsonOffset,
                end));
    }
}
