package io.plimsoll.protocol.terms;

/** What a liquidator's bonus depends on. */
public enum BonusShape {
    /** Each asset's own bonus. */
    FIXED(1),
    /** The health ratio. */
    BY_HEALTH(2),
    /** The asset's maintenance weight. */
    BY_LLTV(3),
    /** An auction's curve. */
    BY_TIME(4);

    private final short value;

    BonusShape(final int value) {
        this.value = (short) value;
    }

    /** The number that stands for it. */
    public short value() {
        return value;
    }

    /** What the number stands for. */
    public static BonusShape get(final short value) {
        for (final BonusShape each : values()) {
            if (each.value == value) {
                return each;
            }
        }
        throw new IllegalArgumentException("no BonusShape is " + value);
    }
}
