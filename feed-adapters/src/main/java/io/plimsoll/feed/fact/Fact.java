package io.plimsoll.feed.fact;

import org.agrona.MutableDirectBuffer;

/**
 * One account record as its source stated it, checked to be encodable. Immutable, any thread. Amounts are mantissas at the
 * decimals that the definitions declare; whether a fact makes sense is the engine's to say.
 */
public sealed interface Fact
        permits AccountLeverage,
                AccountOpened,
                AssetDeposits,
                BalanceSnapshot,
                Fill,
                FundBalance,
                FundPayment,
                Funding,
                InterestIndex,
                LiquidationFill,
                MarginScale,
                OpenInterest,
                OpenOrders,
                PositionSnapshot,
                SeizeFill,
                SourceHeartbeat,
                StablePrice,
                Transfer {
    /** Most bytes that any fact encodes to: an account opened with a name of 64 bytes. */
    int MAX_LENGTH = 100;

    /** Which account source, 0 to 65,534. */
    int source();

    /** Its sequence within the source, which rises by one; of a heartbeat that of the fact before it. */
    long sourceSequence();

    /** Writes the SBE message, header first, and returns its length in bytes. */
    int encode(MutableDirectBuffer buffer, int offset);
}
