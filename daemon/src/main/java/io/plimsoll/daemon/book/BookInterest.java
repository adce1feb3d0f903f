package io.plimsoll.daemon.book;

import io.plimsoll.daemon.definitions.AssetSpec;
import java.math.BigInteger;

/**
 * What a ledger unit of an indexed asset is worth in amounts when a run begins.
 *
 * @param asset of which
 * @param supply of what is owned, at 27 decimals
 * @param borrow of what is owed, likewise
 */
public record BookInterest(AssetSpec asset, BigInteger supply, BigInteger borrow) {}
