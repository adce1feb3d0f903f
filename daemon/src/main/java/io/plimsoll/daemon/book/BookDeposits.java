package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.AssetSpec;

/**
 * How much of an asset all accounts of its venue own when a run begins.
 *
 * @param asset of which
 * @param amount balance mantissa, not negative, below 2^62
 */
public record BookDeposits(AssetSpec asset, long amount) {}
