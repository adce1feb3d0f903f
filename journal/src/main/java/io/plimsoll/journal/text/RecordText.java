package io.plimsoll.journal.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;

/**
 * Writes records of either log, one line each: as NDJSON, or for people. By default only liquidation and seize orders of
 * {@code orders}, which is what a bot acts on; everything on request. One thread.
 */
public final class RecordText implements FrameHandler {
    private final PrintStream out;
    private final boolean isJson;
    private final boolean isAll;
    private final JsonGenerator json;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
    private final OutputFields outputs = new OutputFields();
    private final InputFields inputs = new InputFields();

    /**
     * @param isJson NDJSON, otherwise text
     * @param isAll every record, otherwise orders only
     */
    public RecordText(final PrintStream out, final boolean isJson, final boolean isAll) {
        this(out, isJson, isAll, UnaryOperator.identity());
    }

    private RecordText(
            final PrintStream out,
            final boolean isJson,
            final boolean isAll,
            final UnaryOperator<JsonGenerator> wrapper) {
        this.out = out;
        this.isJson = isJson;
        this.isAll = isAll;
        try {
            json = wrapper.apply(JsonFactory.builder()
                    .build()
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM));
            json.setRootValueSeparator(null);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every record as NDJSON, with other names for accounts: the same one for the same account, in this text only. */
    public static RecordText pseudonymous(final PrintStream out) {
        return new RecordText(out, true, true, PseudonymousJson::new);
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        try {
            write(buffer, offset);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(final DirectBuffer buffer, final int offset) throws IOException {
        final long eventNs = Frame.eventNs(buffer, offset);
        header.wrap(buffer, offset + Frame.HEADER_LENGTH);
        final int body = offset + Frame.HEADER_LENGTH + MessageHeaderDecoder.ENCODED_LENGTH;
        final boolean isOrder = header.templateId() == LiquidationOrderDecoder.TEMPLATE_ID;
        final boolean isSeizeOrder = header.templateId() == SeizeOrderDecoder.TEMPLATE_ID;
        if (!isOrder && !isSeizeOrder && !isAll) {
            return;
        }
        if (isOrder) {
            order.wrap(buffer, body, header.blockLength(), header.version());
        } else if (isSeizeOrder) {
            seizeOrder.wrap(buffer, body, header.blockLength(), header.version());
        }
        if (isOrder && !isJson) {
            OrderText.printLine(out, order, eventNs);
            return;
        }
        if (isSeizeOrder && !isJson) {
            SeizeText.printLine(out, seizeOrder, eventNs);
            return;
        }
        json.writeStartObject();
        json.writeNumberField("sequence", Frame.sequence(buffer, offset));
        if (isOrder) {
            json.writeStringField("type", "order");
            OrderText.writeFields(json, order, eventNs);
        } else if (isSeizeOrder) {
            json.writeStringField("type", "seizeOrder");
            SeizeText.writeFields(json, seizeOrder, eventNs);
        } else {
            json.writeNumberField("eventNs", eventNs);
            final boolean isKnown =
                    outputs.write(json, buffer, body, header) || inputs.write(json, buffer, body, header);
            if (!isKnown) {
                json.writeStringField("type", "template " + header.templateId());
            }
        }
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }
}
