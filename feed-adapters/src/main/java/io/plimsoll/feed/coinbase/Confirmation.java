package io.plimsoll.feed.coinbase;

import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.text.JsonNames;
import io.plimsoll.feed.text.JsonObject;
import io.plimsoll.feed.text.JsonScanner;
import io.plimsoll.feed.text.JsonValue;

/**
 * Reads what a {@code subscriptions} message confirms: {@code [{"name":"ticker","product_ids":["BTC-USD"]},...]}, of which each product
 * of ours in one of our channels is a subscription of its own. One thread.
 */
final class Confirmation {
    /** The channels that a subscription asks for, for each product. */
    static final JsonNames OUR_CHANNELS = new JsonNames("ticker", "heartbeat");

    private final JsonObject channel = new JsonObject("name", "product_ids");
    private static final int NAME = 0;
    private static final int PRODUCTS = 1;

    private final SymbolIndex products;
    private final JsonScanner channels = new JsonScanner();
    private final JsonScanner ids = new JsonScanner();
    private final JsonValue id = new JsonValue();

    Confirmation(final SymbolIndex products) {
        this.products = products;
    }

    void read(final JsonValue list, final FrameContent into) {
        channels.wrap(list.bytes(), list.offset(), list.length()).enterArray();
        while (channels.nextElement()) {
            channel.read(channels);
            final JsonValue name = channel.value(NAME).string();
            readProducts(channel.value(PRODUCTS), OUR_CHANNELS.find(name.bytes(), name.offset(), name.length()), into);
        }
    }

    private void readProducts(final JsonValue list, final int ourChannel, final FrameContent into) {
        ids.wrap(list.bytes(), list.offset(), list.length()).enterArray();
        while (ids.nextElement()) {
            ids.take(id);
            id.string();
            final int product = products.find(id.bytes(), id.offset(), id.length());
            if (product != SymbolIndex.UNKNOWN && ourChannel != JsonNames.NONE) {
                into.acknowledge(product * OUR_CHANNELS.size() + ourChannel);
            }
        }
    }
}
