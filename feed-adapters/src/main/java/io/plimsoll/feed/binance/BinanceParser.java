package io.plimsoll.feed.binance;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.MalformedFrameException;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.text.JsonObject;
import io.plimsoll.feed.text.JsonScanner;
import io.plimsoll.feed.text.JsonValue;
import io.plimsoll.feed.text.VenueTime;
import java.nio.charset.StandardCharsets;

/**
 * Reads one message of the mark price stream: one symbol's or an array of them, bare or wrapped as a combined stream's. Each has its event
 * type, time, symbol, mark and index price; any other event is malformed, but for the one that tells of the server's end. One thread;
 * allocates only for answers that refuse, and when it fails.
 */
final class BinanceParser implements FrameParser {
    private static final byte[] MARK_PRICE_UPDATE = "markPriceUpdate".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SERVER_SHUTDOWN = "serverShutdown".getBytes(StandardCharsets.UTF_8);

    private static final int EVENT_TYPE = 0;
    private static final int EVENT_TIME = 1;
    private static final int SYMBOL = 2;
    private static final int MARK = 3;
    private static final int INDEX = 4;
    private static final int STREAM = 5;
    private static final int DATA = 6;
    private static final int RESULT = 7;
    private static final int ERROR = 8;
    private static final int CODE = 9;
    private static final int REASON = 10;

    private final Contracts contracts;
    private final JsonScanner json = new JsonScanner();
    private final JsonObject message = fields();
    private final JsonObject event = fields();

    BinanceParser(final Contracts contracts) {
        this.contracts = contracts;
    }

    private static JsonObject fields() {
        return new JsonObject("e", "E", "s", "p", "i", "stream", "data", "result", "error", "code", "msg");
    }

    @Override
    public void parse(final byte[] frame, final int offset, final int length, final FrameContent into) {
        json.wrap(frame, offset, length);
        if (json.peek() == '[') {
            parseEvents(into);
            return;
        }
        message.read(json);
        json.finish();
        if (message.has(STREAM) || message.has(DATA)) {
            message.value(STREAM).string();
            final JsonValue data = message.value(DATA);
            json.wrap(data.bytes(), data.offset(), data.length());
            parseEvents(into);
        } else if (message.has(ERROR) || message.has(CODE)) {
            into.refuse(message.value(message.has(ERROR) ? ERROR : REASON).toString());
        } else if (message.has(RESULT)) {
            into.acknowledge(0); // of the one request
        } else {
            addEvent(message, into);
        }
    }

    private void parseEvents(final FrameContent into) {
        if (json.peek() == '[') {
            json.enterArray();
            while (json.nextElement()) {
                addEvent(event.read(json), into);
            }
        } else {
            addEvent(event.read(json), into);
        }
        json.finish();
    }

    private void addEvent(final JsonObject fields, final FrameContent into) {
        final JsonValue type = fields.value(EVENT_TYPE).string();
        if (type.is(SERVER_SHUTDOWN)) {
            into.close("the server shuts down");
            return;
        }
        if (!type.is(MARK_PRICE_UPDATE)) {
            throw new MalformedFrameException("event " + type, "markPriceUpdate");
        }
        final JsonValue symbol = fields.value(SYMBOL).string();
        final JsonValue mark = fields.value(MARK).string();
        final JsonValue index = fields.value(INDEX).string();
        final long eventTimeMs = fields.value(EVENT_TIME).number().integer();
        final long publishNs = VenueTime.ofMillis(eventTimeMs);
        final int contract = contracts.find(symbol);
        if (contract == SymbolIndex.UNKNOWN) {
            into.addUnknown();
            return;
        }
        addQuote(contracts.mark(contract), mark, publishNs, eventTimeMs, into);
        addQuote(contracts.index(contract), index, publishNs, eventTimeMs, into);
    }

    private void addQuote(
            final int symbol,
            final JsonValue price,
            final long publishNs,
            final long sequence,
            final FrameContent into) {
        if (symbol == SymbolIndex.UNKNOWN) { // the configuration asks for the other one alone
            return;
        }
        into.add()
                .price(symbol, price.nearest(contracts.decimals(symbol)), TickSource.NO_CONFIDENCE)
                .published(publishNs, sequence);
    }
}
