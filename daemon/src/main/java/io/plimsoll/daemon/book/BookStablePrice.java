package io.plimsoll.daemon.book;

/**
 * A price that follows the market slowly, as its venue has it when a run begins.
 *
 * @param priceId of which
 * @param value price mantissa, positive
 */
public record BookStablePrice(int priceId, long value) {}
