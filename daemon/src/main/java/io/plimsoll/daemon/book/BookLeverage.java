package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.InstrumentSpec;

/**
 * The leverage that an account has chosen in one instrument when a run begins.
 *
 * @param account the account's place in the book
 * @param instrument in which
 * @param leveragePpm notional over initial margin, ppm, at least 1,000,000
 */
public record BookLeverage(int account, InstrumentSpec instrument, long leveragePpm) {}
