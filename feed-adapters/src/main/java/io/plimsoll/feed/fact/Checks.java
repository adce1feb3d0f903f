package io.plimsoll.feed.fact;

import io.plimsoll.feed.PricePublisher;
import io.plimsoll.protocol.OrderId;

/** What a fact checks about its fields: only that the record can carry them. Stateless, any thread. */
final class Checks {
    private static final long MAX_UINT32 = 0xFFFF_FFFEL; // one less than SBE's null

    private Checks() {}

    static void source(final int source, final long sourceSequence) {
        check(source >= 0 && source <= PricePublisher.MAX_SOURCE, "source", source, "0 to 65,534");
        check(sourceSequence >= 0, "source sequence", sourceSequence, "0 or more");
    }

    static void accountId(final long accountId) {
        check(accountId > 0, "account id", accountId, "a positive number");
    }

    /** An account, or {@link LiquidationFill#NO_COUNTERPARTY}. */
    static void counterpartyId(final long accountId) {
        if (accountId != LiquidationFill.NO_COUNTERPARTY) {
            accountId(accountId);
        }
    }

    static void order(final OrderId order) {
        uint32(order.epoch(), "order epoch");
        check(order.sequence() >= 0, "order sequence", order.sequence(), "0 or more");
        uint32(order.ordinal(), "order ordinal");
    }

    /** An asset's or instrument's id, an unsigned 32-bit number in an int. */
    static void id(final int id, final String what) {
        check(id != 0 && id != -1, what, id & 0xFFFF_FFFFL, "1 to 4,294,967,294");
    }

    /** A fund's id, an unsigned 32-bit number in an int; 0: the shared one. */
    static void fundId(final int id) {
        check(id != -1, "fund id", id & 0xFFFF_FFFFL, "0 to 4,294,967,294");
    }

    /** The smallest long is SBE's null of an int64, and has no opposite. */
    static void amount(final long mantissa, final String what) {
        check(mantissa != Long.MIN_VALUE, what, mantissa, "a number above -2^63");
    }

    static void uint32(final long value, final String what) {
        check(value >= 0 && value <= MAX_UINT32, what, value, "0 to 4,294,967,294");
    }

    static void check(final boolean holds, final String what, final long found, final String expected) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is " + found + ", expected " + expected);
        }
    }
}
