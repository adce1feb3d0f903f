package io.plimsoll.feed.coinbase;

import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.MalformedFrameException;
import io.plimsoll.feed.live.Quote;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.text.JsonNames;
import io.plimsoll.feed.text.JsonObject;
import io.plimsoll.feed.text.JsonScanner;
import io.plimsoll.feed.text.JsonValue;

/**
 * Reads one message of Coinbase Exchange. Confidence is half of the spread, bid and ask rounded outwards: it must not look surer than it
 * is. A bid above the ask is malformed: a message that contradicts itself says nothing, and in an auction, when the book may be crossed,
 * no trade makes a price. One thread; allocates only for confirmations, refusals, and when it fails.
 */
final class CoinbaseParser implements FrameParser {
    private static final JsonNames TYPES = new JsonNames("ticker", "heartbeat", "subscriptions", "error");
    private static final int TICKER = 0;
    private static final int HEARTBEAT = 1;
    private static final int SUBSCRIPTIONS = 2;
    private static final int ERROR = 3;

    private final JsonObject message = new JsonObject(
            "type",
            "product_id",
            "sequence",
            "time",
            "price",
            "best_bid",
            "best_ask",
            "trade_id",
            "last_trade_id",
            "channels",
            "message",
            "reason");
    private static final int TYPE = 0;
    private static final int PRODUCT = 1;
    private static final int SEQUENCE = 2;
    private static final int TIME = 3;
    private static final int PRICE = 4;
    private static final int BEST_BID = 5;
    private static final int BEST_ASK = 6;
    private static final int TRADE = 7;
    private static final int LAST_TRADE = 8;
    private static final int CHANNELS = 9;
    private static final int MESSAGE = 10;
    private static final int REASON = 11;

    private final SymbolIndex products;
    private final JsonScanner json = new JsonScanner();
    private final Confirmation confirmation;

    CoinbaseParser(final SymbolIndex products) {
        this.products = products;
        confirmation = new Confirmation(products);
    }

    @Override
    public void parse(final byte[] frame, final int offset, final int length, final FrameContent into) {
        message.read(json.wrap(frame, offset, length));
        json.finish();
        final JsonValue type = message.value(TYPE).string();
        switch (TYPES.find(type.bytes(), type.offset(), type.length())) {
            case TICKER -> parseTicker(into);
            case HEARTBEAT -> parseHeartbeat(into);
            case SUBSCRIPTIONS -> confirmation.read(message.value(CHANNELS), into);
            case ERROR -> into.refuse(refusal());
            default -> {} // new types may come at any time
        }
    }

    private void parseTicker(final FrameContent into) {
        final JsonValue product = message.value(PRODUCT).string();
        final JsonValue price = message.value(PRICE).string();
        final JsonValue bid = message.value(BEST_BID).string();
        final JsonValue ask = message.value(BEST_ASK).string();
        final long sequence = natural(message.value(SEQUENCE));
        final long publishNs = message.value(TIME).string().isoTimeNs();
        final long trade = message.has(TRADE) ? natural(message.value(TRADE)) : Quote.UNCOUNTED;
        final int symbol = products.find(product.bytes(), product.offset(), product.length());
        if (symbol == SymbolIndex.UNKNOWN) {
            into.addUnknown();
            return;
        }
        final int decimals = products.price(symbol).decimals();
        into.add()
                .price(symbol, price.nearest(decimals), halfSpread(bid, ask, decimals))
                .published(publishNs, sequence)
                .counted(trade);
    }

    private static long halfSpread(final JsonValue bid, final JsonValue ask, final int decimals) {
        final long low = bid.down(decimals);
        final long high = ask.up(decimals);
        if (low < 0 || low > high) {
            throw new MalformedFrameException("best_bid " + bid + ", best_ask " + ask, "a bid of 0 to the ask");
        }
        final long spread = high - low; // fits, since neither is negative
        return spread / 2 + spread % 2;
    }

    private void parseHeartbeat(final FrameContent into) {
        final JsonValue product = message.value(PRODUCT).string();
        message.value(TIME).string().isoTimeNs();
        natural(message.value(SEQUENCE));
        final long last = natural(message.value(LAST_TRADE));
        into.reach(products.find(product.bytes(), product.offset(), product.length()), last);
    }

    private static long natural(final JsonValue value) {
        final long number = value.number().integer();
        if (number < 0) {
            throw new MalformedFrameException(Long.toString(number), "a number from 0 on");
        }
        return number;
    }

    private String refusal() {
        final String text = message.value(MESSAGE).string().toString();
        return message.has(REASON) ? text + ": " + message.value(REASON) : text;
    }
}
