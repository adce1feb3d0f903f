package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.InstrumentSpec;

/**
 * How much of an instrument is open at its venue when a run begins.
 *
 * @param instrument of which
 * @param quantity sum of all long positions, quantity mantissa, not negative
 */
public record BookOpenInterest(InstrumentSpec instrument, long quantity) {}
