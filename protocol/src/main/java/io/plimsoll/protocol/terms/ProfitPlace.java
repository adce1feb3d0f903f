package io.plimsoll.protocol.terms;

/** Where the profit or loss of an open position counts. */
public enum ProfitPlace {
    /** In B, beside the balances. */
    EQUITY(1),
    /** In the balance of its settlement asset, before that asset's weights. */
    SETTLEMENT_ASSET(2);

    private final short value;

    ProfitPlace(final int value) {
        this.value = (short) value;
    }

    /** The number that stands for it. */
    public short value() {
        return value;
    }

    /** What the number stands for. */
    public static ProfitPlace get(final short value) {
        for (final ProfitPlace each : values()) {
            if (each.value == value) {
                return each;
            }
        }
        throw new IllegalArgumentException("no ProfitPlace is " + value);
    }
}
