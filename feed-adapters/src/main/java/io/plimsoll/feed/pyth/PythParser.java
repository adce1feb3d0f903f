package io.plimsoll.feed.pyth;

import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.MalformedFrameException;
import io.plimsoll.feed.live.Quote;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.text.ExactDecimal;
import io.plimsoll.feed.text.JsonNames;
import io.plimsoll.feed.text.JsonObject;
import io.plimsoll.feed.text.JsonScanner;
import io.plimsoll.feed.text.JsonValue;
import io.plimsoll.feed.text.VenueTime;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one event of Hermes: the {@code parsed} prices of it, not the signed {@code binary} ones, which are for contracts. Each has an id,
 * a price, an interval that is no less than nothing, an exponent and a time; a slot may be missing, as the venue's own schema lets it, and
 * is 0 then, and so may the time of the price before. One thread; allocates only when it fails.
 */
final class PythParser implements FrameParser {
    private static final byte[] TIMEOUT = "Connection timeout".getBytes(StandardCharsets.UTF_8);

    private static final JsonNames EVENT = new JsonNames("parsed");

    private static final JsonNames FEED = new JsonNames("id", "price", "metadata");
    private static final int ID = 0;
    private static final int PRICE = 1;
    private static final int METADATA = 2;
    private static final int NEEDED = (1 << ID) | (1 << PRICE);

    private final JsonObject price = new JsonObject("price", "conf", "expo", "publish_time");
    private static final int MANTISSA = 0;
    private static final int CONFIDENCE = 1;
    private static final int EXPONENT = 2;
    private static final int PUBLISH_TIME = 3;

    private final JsonObject metadata = new JsonObject("slot", "prev_publish_time");
    private static final int SLOT = 0;
    private static final int PREVIOUS_TIME = 1;

    private final SymbolIndex feeds;
    private final JsonScanner json = new JsonScanner();
    private final JsonValue id = new JsonValue();

    /** Reads prices of these feeds, whose names are 64 small hexadecimal digits. */
    PythParser(final SymbolIndex feeds) {
        this.feeds = feeds;
    }

    @Override
    public void parse(final byte[] frame, final int offset, final int length, final FrameContent into) {
        final int told = Math.min(length, TIMEOUT.length);
        if (Arrays.equals(TIMEOUT, 0, TIMEOUT.length, frame, offset, offset + told)) {
            into.close(new String(frame, offset, length, StandardCharsets.UTF_8));
            return;
        }
        json.wrap(frame, offset, length).enterObject();
        int seen = 0;
        while (json.nextField(EVENT, seen) != JsonScanner.END) {
            json.enterArray();
            while (json.nextElement()) {
                parseFeed(into);
            }
            seen = 1;
        }
        json.finish();
        if (seen == 0) {
            throw new MalformedFrameException("an event without parsed", "it");
        }
    }

    private void parseFeed(final FrameContent into) {
        metadata.clear();
        json.enterObject();
        int seen = 0;
        for (int field = json.nextField(FEED, seen); field != JsonScanner.END; field = json.nextField(FEED, seen)) {
            switch (field) {
                case ID -> json.take(id);
                case PRICE -> price.read(json);
                case METADATA -> parseMetadata();
                default -> throw new AssertionError(field);
            }
            seen |= 1 << field;
        }
        if ((seen & NEEDED) != NEEDED) {
            throw new MalformedFrameException("a feed without " + FEED.name((seen & 1) == 0 ? ID : PRICE), "it");
        }
        addQuote(into);
    }

    private void parseMetadata() {
        if (json.peek() == 'n') {
            json.skip();
        } else {
            metadata.read(json);
        }
    }

    private void addQuote(final FrameContent into) {
        id.string();
        final long mantissa = price.value(MANTISSA).string().integer();
        final long confidence = price.value(CONFIDENCE).string().integer();
        final long exponent = price.value(EXPONENT).number().integer();
        final long publishNs =
                VenueTime.ofSeconds(price.value(PUBLISH_TIME).number().integer());
        final long slot = tells(SLOT) ? metadata.value(SLOT).number().integer() : 0;
        final long previousNs = tells(PREVIOUS_TIME)
                ? VenueTime.ofSeconds(metadata.value(PREVIOUS_TIME).number().integer())
                : Quote.UNTOLD;
        if (confidence < 0 || slot < 0 || exponent != (int) exponent) {
            throw new MalformedFrameException(
                    "confidence " + confidence + ", slot " + slot + ", exponent " + exponent,
                    "no negative confidence or slot, and an exponent of 32 bits");
        }
        final int feed = feeds.find(id.bytes(), id.offset(), id.length());
        if (feed == SymbolIndex.UNKNOWN) {
            into.addUnknown();
            return;
        }
        final int decimals = feeds.price(feed).decimals();
        into.add()
                .price(
                        feed,
                        ExactDecimal.nearest(mantissa, (int) exponent, decimals),
                        ExactDecimal.up(confidence, (int) exponent, decimals))
                .published(publishNs, slot)
                .after(previousNs);
    }

    private boolean tells(final int field) {
        return metadata.has(field) && !metadata.value(field).isNull();
    }
}
