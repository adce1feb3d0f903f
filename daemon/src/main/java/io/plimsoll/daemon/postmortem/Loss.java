package io.plimsoll.daemon.postmortem;

import java.math.BigDecimal;

/**
 * Who was asked to pay for what a bankrupt account owes, or why nobody was; or what an account was to pay for a liquidation. Immutable.
 *
 * @param what {@code drawn}: from an insurance fund; {@code uncovered}: no fund covers it; {@code socialised}: the same, and all who own the
 *     asset share it; {@code deleveraged}: part of an order closed against another account;
 *     {@code penalty}: for a fill
 * @param account who is bankrupt, or whose order it is
 * @param amount of the asset, or quantity of the instrument
 * @param symbol of either
 * @param price of a deleveraging; null for the others
 * @param from the fund's number, or the other account; of a penalty who gets how much
 */
public record Loss(
        long sequence,
        long eventNs,
        String what,
        String account,
        BigDecimal amount,
        String symbol,
        BigDecimal price,
        String from) {}
