package io.plimsoll.daemon.postmortem;

import java.math.BigDecimal;

/** A time in which a price, or one of its sources, was not simply believed. The collector's thread until it has ended. */
final class Doubt {
    private final long sequence;
    private final long fromNs;
    private final String symbol;
    private final String what;
    private final Standing standing;
    private Integer source;
    private Long toNs;

    /**
     * How a price stood; null where that is not what is told.
     *
     * @param price in force, 0 before the first one
     * @param fresh sources that were young enough
     * @param kept of them those that were no outliers
     */
    record Standing(BigDecimal price, BigDecimal low, BigDecimal high, int fresh, int kept) {}

    /**
     * A doubt that begins.
     *
     * @param sequence of the input that began it
     * @param what degraded, halted, jump, outlier, or source down
     */
    Doubt(final long sequence, final long fromNs, final String symbol, final String what, final Standing standing) {
        this.sequence = sequence;
        this.fromNs = fromNs;
        this.symbol = symbol;
        this.what = what;
        this.standing = standing;
    }

    /** Which source began it. */
    Doubt by(final int number) {
        source = number;
        return this;
    }

    void end(final long atNs) {
        toNs = atNs;
    }

    /** Sequence of the input that began it. */
    long sequence() {
        return sequence;
    }

    /** Event time. */
    long fromNs() {
        return fromNs;
    }

    /** Event time, or null: it has not ended. */
    Long toNs() {
        return toNs;
    }

    /** Name of the price. */
    String symbol() {
        return symbol;
    }

    /** {@code degraded}, {@code halted}, {@code jump}, {@code outlier}, or {@code source down}. */
    String what() {
        return what;
    }

    /** Whose tick began it, or which source was an outlier or down; null: time passed. */
    Integer source() {
        return source;
    }

    /** How the price stood; null where it is about a source. */
    Standing standing() {
        return standing;
    }
}
