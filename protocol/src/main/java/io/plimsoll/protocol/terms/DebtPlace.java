package io.plimsoll.protocol.terms;

/** Where a debt counts. */
public enum DebtPlace {
    /** Its weighted value lowers the balance B. */
    NETTED(1),
    /** Its weighted value is part of the requirement R. */
    REQUIREMENT(2);

    private final short value;

    DebtPlace(final int value) {
        this.value = (short) value;
    }

    /** The number that stands for it. */
    public short value() {
        return value;
    }

    /** What the number stands for. */
    public static DebtPlace get(final short value) {
        for (final DebtPlace each : values()) {
            if (each.value == value) {
                return each;
            }
        }
        throw new IllegalArgumentException("no DebtPlace is " + value);
    }
}
