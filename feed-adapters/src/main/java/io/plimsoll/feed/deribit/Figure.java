package io.plimsoll.feed.deribit;

import java.util.List;
import java.util.stream.Collectors;

/** Which number of a channel is a symbol's price, and between which two others the venue itself sees it. */
enum Figure {
    /** An index, in its quote currency; the venue gives no interval of it. */
    PRICE("price", null, null),
    /** What positions are marked at: in the quote currency, or, of an inverse option, in the coin. */
    MARK_PRICE("mark_price", "best_bid_price", "best_ask_price"),
    /** Volatility that the mark price of an option implies, in percent a year: 117.2 stands for 117.2 %. */
    MARK_IV("mark_iv", "bid_iv", "ask_iv");

    private static final List<Figure> OF_TICKER = List.of(MARK_PRICE, MARK_IV);

    private final String field;
    private final String bidField;
    private final String askField;

    Figure(final String field, final String bidField, final String askField) {
        this.field = field;
        this.bidField = bidField;
        this.askField = askField;
    }

    /** Its name in the channel's data, and behind the {@code @} of a symbol. */
    String field() {
        return field;
    }

    /** The lower end of the interval in the same data, or null. */
    String bidField() {
        return bidField;
    }

    /** The upper end of the interval in the same data, or null. */
    String askField() {
        return askField;
    }

    /**
     * The number of a ticker that a symbol names.
     *
     * @throws IllegalArgumentException where it names none
     */
    static Figure ofTicker(final String name) {
        return OF_TICKER.stream()
                .filter(figure -> figure.field.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("number @" + name + "; expected "
                        + OF_TICKER.stream().map(figure -> '@' + figure.field).collect(Collectors.joining(" or "))));
    }
}
