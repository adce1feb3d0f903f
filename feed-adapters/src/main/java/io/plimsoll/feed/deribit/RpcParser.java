package io.plimsoll.feed.deribit;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.MalformedFrameException;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.text.ExactDecimal;
import io.plimsoll.feed.text.VenueTime;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the venue's messages: prices of the channels that were asked for, the answer to the subscription, heartbeats. Answers to requests
 * that were not made here, and notifications of other kinds, say nothing. One thread.
 */
final class RpcParser implements FrameParser {
    /** What the subscription's request is called in its answer. */
    static final String SUBSCRIBE_ID = "2";

    private static final String OPEN = "open";

    private final SymbolIndex symbols;
    private final Channels channels;

    RpcParser(final SymbolIndex symbols, final Channels channels) {
        this.symbols = symbols;
        this.channels = channels;
    }

    @Override
    public void parse(final byte[] frame, final int offset, final int length, final FrameContent into) {
        final RpcMessage message = RpcMessage.read(frame, offset, length);
        if (message.error() != null) {
            into.refuse(message.error());
        } else if ("subscription".equals(message.method())) {
            notification(message, into);
        } else if ("heartbeat".equals(message.method())) {
            if ("test_request".equals(message.type())) {
                into.wantAnswer();
            }
        } else if (SUBSCRIBE_ID.equals(message.id())) {
            subscribed(message, into);
        }
    }

    // The answer leaves out what the venue does not know.
    private void subscribed(final RpcMessage message, final FrameContent into) {
        final List<String> given = message.result();
        if (given == null) {
            throw new MalformedFrameException("an answer to the subscription without a list", "the channels");
        }
        int number = 0;
        for (final String channel : channels.names()) {
            if (given.contains(channel)) {
                into.acknowledge(number);
            } else {
                into.refuse("no channel " + channel);
            }
            number++;
        }
    }

    private void notification(final RpcMessage message, final FrameContent into) {
        if (message.channel() == null) {
            throw new MalformedFrameException("a subscription without a channel", "its name");
        }
        final List<Channels.Priced> priced = channels.priced(message.channel());
        if (priced.isEmpty()) {
            into.addUnknown();
            return;
        }
        // Halted, locked, in settlement or delivered: the last mark stands there, and moves no more.
        final String state = message.state();
        final long atNs = VenueTime.ofMillis(millis(message));
        for (final Channels.Priced price : priced) {
            if (state != null && !state.equals(OPEN)) {
                into.addClosed();
            } else {
                quote(price, message, atNs, into);
            }
        }
    }

    private void quote(
            final Channels.Priced price, final RpcMessage message, final long atNs, final FrameContent into) {
        final Figure figure = price.figure();
        final int decimals = symbols.price(price.symbol()).decimals();
        final byte[] value = bytes(required(message, figure.field()));
        into.add()
                .price(
                        price.symbol(),
                        ExactDecimal.nearest(value, 0, value.length, decimals),
                        halfWidth(message.number(figure.bidField()), message.number(figure.askField()), decimals))
                .published(atNs, 0);
    }

    // Half of the distance between bid and ask, rounded up; none where one of them is missing, for which the venue also
    // writes 0.
    private static long halfWidth(final String bidText, final String askText, final int decimals) {
        if (bidText == null || askText == null) {
            return TickSource.NO_CONFIDENCE;
        }
        final byte[] bid = bytes(bidText);
        final byte[] ask = bytes(askText);
        final long low = ExactDecimal.down(bid, 0, bid.length, decimals);
        final long high = ExactDecimal.up(ask, 0, ask.length, decimals);
        if (high == 0 || ExactDecimal.up(bid, 0, bid.length, decimals) == 0) {
            return TickSource.NO_CONFIDENCE;
        }
        return halfUp(high, low);
    }

    // Without sign, since the distance of two numbers of 64 bits may need all of them; of a crossed book as of one that
    // is not.
    private static long halfUp(final long one, final long other) {
        final long width = one > other ? one - other : other - one;
        return (width >>> 1) + (width & 1);
    }

    private static long millis(final RpcMessage message) {
        final String text = required(message, "timestamp");
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException e) {
            throw new MalformedFrameException("timestamp " + text, "whole milliseconds since 1970");
        }
    }

    private static String required(final RpcMessage message, final String field) {
        final String text = message.number(field);
        if (text == null) {
            throw new MalformedFrameException(message.channel() + " without " + field, "a number");
        }
        return text;
    }

    private static byte[] bytes(final String number) {
        return number.getBytes(StandardCharsets.UTF_8);
    }
}
