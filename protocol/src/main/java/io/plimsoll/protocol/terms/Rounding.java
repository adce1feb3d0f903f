package io.plimsoll.protocol.terms;

/** How one term of B or R is brought to the decimals of a profile. */
public enum Rounding {
    /** Exact. */
    NONE(1),
    /** Toward minus infinity. */
    FLOOR(2),
    /** Toward plus infinity. */
    CEIL(3),
    /** Toward zero. */
    TRUNCATE(4);

    private final short value;

    Rounding(final int value) {
        this.value = (short) value;
    }

    /** The number that stands for it. */
    public short value() {
        return value;
    }

    /** What the number stands for. */
    public static Rounding get(final short value) {
        for (final Rounding each : values()) {
            if (each.value == value) {
                return each;
            }
        }
        throw new IllegalArgumentException("no Rounding is " + value);
    }
}
