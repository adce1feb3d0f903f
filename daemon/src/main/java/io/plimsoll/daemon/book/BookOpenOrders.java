package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.InstrumentSpec;

/**
 * What an account's own open orders in one instrument come to when a run begins.
 *
 * @param account the account's place in the book
 * @param instrument in which
 * @param bids what is left of all bids, quantity mantissa, not negative
 * @param asks what is left of all asks, quantity mantissa, not negative
 * @param orders how many there are
 */
public record BookOpenOrders(int account, InstrumentSpec instrument, long bids, long asks, int orders) {}
