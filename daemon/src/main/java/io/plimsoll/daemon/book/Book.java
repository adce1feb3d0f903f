package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.DefinitionSet;
import java.util.List;
import java.util.Map;

/**
 * A book: who holds what, at which prices, under which definitions. Immutable.
 *
 * @param definitions assets, instruments and profile
 * @param prices first price mantissa by price symbol
 * @param accounts every account
 * @param funds what insurance funds hold
 * @param interests interest indexes of assets, where the book says them
 * @param openInterests what is open of instruments, where the book says it
 * @param openOrders what accounts have on order, in their order
 * @param stablePrices slow prices that the venue has
 * @param deposits how much all accounts of the venue own, by asset
 * @param leverages what leverages accounts have chosen, in their order
 * @param scalePpm what the rates of all instruments are multiplied by, ppm; 0: the book does not say
 */
public record Book(
        DefinitionSet definitions,
        Map<String, Long> prices,
        BookAccounts accounts,
        List<BookFund> funds,
        List<BookInterest> interests,
        List<BookOpenInterest> openInterests,
        List<BookOpenOrders> openOrders,
        List<BookStablePrice> stablePrices,
        List<BookDeposits> deposits,
        List<BookLeverage> leverages,
        int scalePpm) {}
