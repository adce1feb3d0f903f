package io.plimsoll.daemon.venue;

/** What the example venue trades, as its daemon's instruments file has it: prices at 2 decimals, quantities at 3, dollars at 6. */
public enum Market {
    BTC(1, 1, "BTC-PERP", 4_000_000),
    ETH(2, 2, "ETH-PERP", 200_000);

    /** Number of the venue's account records and prices. */
    public static final int SOURCE = 7;

    /** The asset that everything settles in. */
    public static final int DOLLAR = 1;

    /** Its symbol. */
    public static final String DOLLAR_SYMBOL = "USD";

    public static final int PRICE_DECIMALS = 2;
    public static final int QUANTITY_DECIMALS = 3;
    public static final int DOLLAR_DECIMALS = 6;
    /** Millionths of a dollar in one unit of price times quantity. */
    static final long MICROS_PER_COST = 10;

    private final int instrumentId;
    private final int priceId;
    private final String symbol;
    private final long firstPrice;

    Market(final int instrumentId, final int priceId, final String symbol, final long firstPrice) {
        this.instrumentId = instrumentId;
        this.priceId = priceId;
        this.symbol = symbol;
        this.firstPrice = firstPrice;
    }

    public int instrumentId() {
        return instrumentId;
    }

    public int priceId() {
        return priceId;
    }

    public String symbol() {
        return symbol;
    }

    /** Price mantissa around which the venue trades. */
    public long firstPrice() {
        return firstPrice;
    }

    static Market ofInstrument(final int instrumentId) {
        return values()[instrumentId - 1];
    }

    static Market ofPrice(final int priceId) {
        return values()[priceId - 1];
    }
}
