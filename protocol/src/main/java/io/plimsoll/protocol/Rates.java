package io.plimsoll.protocol;

/** Rates, weights and ratios are parts per million. */
public final class Rates {
    /** Decimals of a rate. */
    public static final int DECIMALS = 6;

    /** 100 % in ppm. */
    public static final int ONE = 1_000_000;

    private Rates() {}
}
