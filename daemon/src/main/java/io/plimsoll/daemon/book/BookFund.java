package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.AssetSpec;

/**
 * What an insurance fund holds of one asset when a run begins.
 *
 * @param fundId which fund; 0: the shared one
 * @param asset what it holds
 * @param balance balance mantissa, not negative
 */
public record BookFund(int fundId, AssetSpec asset, long balance) {}
