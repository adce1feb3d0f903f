package io.plimsoll.daemon.definitions;

import io.plimsoll.journal.config.Fields;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigInteger;

/** How an inverse contract states what it stands for, in a book or in a daemon's definitions (docs/internals/inverse.md). Stateless. */
public final class InverseSettings {
    /** Decimals of what a contract is worth, unless stated: more take room from maxQuantity. */
    private static final int WORTH_DECIMALS = 10;

    private static final int MARK_BITS = 59;
    private static final String VALUE = "contractValue";
    private static final String DECIMALS = "worthDecimals";

    private InverseSettings() {}

    /** Whether the fields are those of an inverse contract. */
    public static boolean isInverse(final Fields fields) {
        return fields.has("kind") && "inverse".equals(fields.scalar("kind", true));
    }

    /** Decimals of what a contract is worth, of an inverse one. */
    public static int worthDecimals(final Fields fields) {
        if (!fields.has(DECIMALS)) {
            return WORTH_DECIMALS;
        }
        return (int) SettingValue.count(0, Decimals.MAX_DECIMALS).read(fields, DECIMALS);
    }

    /** The terms with what a contract stands for, where it is inverse; an error where either field stands beside another kind. */
    public static InstrumentTerms read(final Fields fields, final InstrumentTerms terms, final int priceDecimals) {
        if (!isInverse(fields)) {
            for (final String field : new String[] {VALUE, DECIMALS}) {
                if (fields.has(field)) {
                    throw fields.bad(field, "stated of an instrument whose 'kind' is not inverse");
                }
            }
            return terms;
        }
        if (!fields.has(VALUE)) {
            throw fields.bad(VALUE, "missing; an inverse contract says how much of the quote currency it stands for");
        }
        final long value =
                SettingValue.decimal(priceDecimals, 1, (1L << MARK_BITS) - 1).read(fields, VALUE);
        final int decimals = worthDecimals(fields);
        final BigInteger most = BigInteger.valueOf(value).multiply(BigInteger.TEN.pow(decimals));
        if (most.bitLength() > MARK_BITS) {
            throw fields.bad(
                    VALUE,
                    "too large for " + decimals + " 'worthDecimals' and a price of " + priceDecimals
                            + " decimals; state fewer of either");
        }
        return terms.ofContract(value, decimals);
    }
}
