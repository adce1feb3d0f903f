package io.plimsoll.protocol.terms;

/** How much one liquidation closes or repays. */
public enum Sizing {
    /** Positions: the fewest steps that bring B up to the stop margin. */
    STOP_MARGIN(1),
    /** Positions: a portion of the notional between a least and a most notional. */
    PORTION(2),
    /** Everything. */
    FULL(3),
    /** Debt: a portion of all debt, or everything below a health or a value. */
    CLOSE_FACTOR(4),
    /** Debt: what brings the health ratio up to a target. */
    TARGET_HEALTH(5),
    /** Debt: all of it, for collateral at a discount that grows as the health ratio falls. */
    HEALTH_YIELD(6);

    private final short value;

    Sizing(final int value) {
        this.value = (short) value;
    }

    /** The number that stands for it. */
    public short value() {
        return value;
    }

    /** What the number stands for. */
    public static Sizing get(final short value) {
        for (final Sizing each : values()) {
            if (each.value == value) {
                return each;
            }
        }
        throw new IllegalArgumentException("no Sizing is " + value);
    }
}
