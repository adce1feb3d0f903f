package io.plimsoll.daemon.backtest;

import io.plimsoll.feed.fact.Fact;

/** Something that a paper venue will report: a fill, or a fund's payment. The driver's thread. */
final class PaperFill implements Comparable<PaperFill> {
    private final long dueNs;
    private final long number;
    private final long accountId;
    private final Made made;
    private long quantity;

    /** Makes the fact once it has its sequence in the source, of so much as is left of it by then. */
    @FunctionalInterface
    interface Made {
        Fact of(long sequence, long quantity);
    }

    /**
     * To come.
     *
     * @param dueNs its event time
     * @param number ties of time go by it
     * @param accountId whose order, or debt, it is about
     * @param quantity how much, mantissa
     */
    PaperFill(final long dueNs, final long number, final long accountId, final long quantity, final Made made) {
        this.dueNs = dueNs;
        this.number = number;
        this.accountId = accountId;
        this.quantity = quantity;
        this.made = made;
    }

    long dueNs() {
        return dueNs;
    }

    long accountId() {
        return accountId;
    }

    /** Less of it is to come; whether anything is left. */
    boolean reduce(final long by) {
        quantity = Math.max(0, quantity - by);
        return quantity > 0;
    }

    Fact fact(final long sequence) {
        return made.of(sequence, quantity);
    }

    @Override
    public int compareTo(final PaperFill other) {
        final int byTime = Long.compare(dueNs, other.dueNs);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }

    @Override
    public boolean equals(final Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
