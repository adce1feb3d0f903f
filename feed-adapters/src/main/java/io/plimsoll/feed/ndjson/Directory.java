package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.PriceIds;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.Mark;

/**
 * What the names in NDJSON lines stand for. Asked and told by every reader thread, so an implementation is thread-safe; it
 * answers from memory, since a reader waits for it with each line.
 */
public interface Directory extends PriceIds {
    /** What {@link #accountId} answers for a name that nobody opened. */
    long UNKNOWN_ACCOUNT = 0;

    /**
     * Something held or owed.
     *
     * @param id asset id, an unsigned 32-bit number
     * @param decimals decimals of a balance
     */
    record Asset(int id, int decimals) {}

    /**
     * Something with a position.
     *
     * @param id instrument id, an unsigned 32-bit number
     * @param priceDecimals decimals of its price
     * @param quantityDecimals decimals of a quantity
     * @param settlementDecimals decimals of a balance of the asset that profit, loss and fees are paid in
     * @param terms what else its definition says
     */
    record Instrument(int id, int priceDecimals, int quantityDecimals, int settlementDecimals, InstrumentTerms terms) {
        /** Without terms beyond the plain rules. */
        public Instrument(
                final int id, final int priceDecimals, final int quantityDecimals, final int settlementDecimals) {
            this(id, priceDecimals, quantityDecimals, settlementDecimals, InstrumentTerms.PLAIN);
        }

        /** Decimals of a funding index, and with those of a quantity of a cost. */
        public int markDecimals() {
            return Mark.decimals(terms, priceDecimals);
        }
    }

    /** The asset of that symbol, or null. */
    Asset asset(String symbol);

    /** The instrument of that symbol, or null. */
    Instrument instrument(String symbol);

    /** The account of that name, or {@link #UNKNOWN_ACCOUNT}. */
    long accountId(String name);

    /** Told after an account's record is in the ring: lines may use its name from now on. Told again when it is resent. */
    void accountOpened(String name, long accountId);
}
