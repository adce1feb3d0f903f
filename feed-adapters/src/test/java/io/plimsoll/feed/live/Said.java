package io.plimsoll.feed.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a message says, as a value to compare: of {@link FrameContent}, or as an oracle says it.
 *
 * @param prices in the order of the message
 * @param unknown prices of symbols that nobody named
 * @param closedMarkets prices that the venue itself says are none
 * @param acknowledged confirmed subscriptions
 * @param wantsAnswer whether an answer is asked for
 * @param refuses whether what was asked is refused
 * @param closes whether the connection ends
 */
public record Said(
        List<Price> prices,
        int unknown,
        int closedMarkets,
        int acknowledged,
        boolean wantsAnswer,
        boolean refuses,
        boolean closes) {
    /** What is said by a message that is none of the venue's. */
    public static final Said MALFORMED = null;

    /** A price, as {@link Quote} has it. */
    public record Price(int symbol, long value, long confidence, long publishNs, long sequence, long previousNs) {
        /** One that says nothing of the price before it. */
        public Price(
                final int symbol, final long value, final long confidence, final long publishNs, final long sequence) {
            this(symbol, value, confidence, publishNs, sequence, Quote.UNTOLD);
        }

        /** The same, told to come after a price of that time. */
        public Price after(final long atNs) {
            return new Price(symbol, value, confidence, publishNs, sequence, atNs);
        }
    }

    /** Reads a message in the middle of other bytes, which the parser may not look at. */
    public static Said by(final FrameParser parser, final byte[] frame) {
        final byte[] framed = new byte[frame.length + 2];
        framed[0] = '{';
        framed[framed.length - 1] = '}';
        System.arraycopy(frame, 0, framed, 1, frame.length);
        final FrameContent content = new FrameContent().reset();
        try {
            parser.parse(framed, 1, frame.length, content);
        } catch (final MalformedFrameException e) {
            return MALFORMED;
        }
        return of(content);
    }

    /** Reads a message. */
    public static Said by(final FrameParser parser, final String frame) {
        return by(parser, frame.getBytes(StandardCharsets.UTF_8));
    }

    private static Said of(final FrameContent content) {
        final List<Price> prices = new ArrayList<>();
        for (int i = 0; i < content.quotes(); i++) {
            final Quote quote = content.quote(i);
            prices.add(new Price(
                    quote.symbol(),
                    quote.value(),
                    quote.confidence(),
                    quote.publishNs(),
                    quote.sequence(),
                    quote.previousNs()));
        }
        return new Said(
                prices,
                content.unknown(),
                content.closed(),
                content.acknowledged().cardinality(),
                content.wantsAnswer(),
                content.refusal() != null,
                content.closing() != null);
    }

    /** Nothing but that the venue is alive. */
    public static Said nothing() {
        return priced(List.of(), 0);
    }

    /** Prices and nothing else. */
    public static Said priced(final Price... prices) {
        return priced(List.of(prices), 0);
    }

    /** Prices, and how many of unknown symbols. */
    public static Said priced(final List<Price> prices, final int unknown) {
        return new Said(prices, unknown, 0, 0, false, false, false);
    }

    /** So many confirmations. */
    public static Said acknowledging(final int subscriptions) {
        return new Said(List.of(), 0, 0, subscriptions, false, false, false);
    }

    /** A refusal. */
    public static Said refusing() {
        return new Said(List.of(), 0, 0, 0, false, true, false);
    }

    /** That the connection ends. */
    public static Said closing() {
        return new Said(List.of(), 0, 0, 0, false, false, true);
    }
}
