package io.plimsoll.daemon.chain;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.ndjson.Directory;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.OperatorActDecoder;
import io.plimsoll.protocol.codec.OperatorActKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An operator's act, its names resolved to what records say. What an act is not about is null as in the schema.
 *
 * @param kind what is done
 * @param accountId the account it is about
 * @param instrumentId the instrument it is about
 * @param priceId the price id it is about
 * @param value the price that is set, mantissa
 */
public record ActRequest(OperatorActKind kind, long accountId, long instrumentId, long priceId, long value) {
    private static final long NO_ACCOUNT = OperatorActDecoder.accountIdNullValue();
    private static final long NO_INSTRUMENT = OperatorActDecoder.instrumentIdNullValue();
    private static final long NO_PRICE_ID = OperatorActDecoder.priceIdNullValue();
    private static final long NO_VALUE = OperatorActDecoder.valueNullValue();

    /**
     * Of words as an operator writes them.
     *
     * @param act as {@code hold-account}
     * @param subject name of the account, or the symbol of the instrument or price
     * @param price decimal; empty without one
     * @throws IllegalArgumentException for people, when a word stands for nothing
     */
    public static ActRequest of(final String act, final String subject, final String price, final Directory names) {
        final OperatorActKind kind = kind(act);
        if ((kind == OperatorActKind.SET_PRICE) == price.isEmpty()) {
            throw new IllegalArgumentException(
                    price.isEmpty()
                            ? "set-price needs a price"
                            : act + " takes no price, but '" + price + "' is given");
        }
        return switch (kind) {
            case HALT_INSTRUMENT, RESUME_INSTRUMENT ->
                new ActRequest(kind, NO_ACCOUNT, instrument(subject, names), NO_PRICE_ID, NO_VALUE);
            case SET_PRICE, RELEASE_PRICE -> {
                final PriceId priced = names.priceId(subject);
                if (priced == null) {
                    throw new IllegalArgumentException("no price '" + subject + "'");
                }
                yield new ActRequest(
                        kind,
                        NO_ACCOUNT,
                        NO_INSTRUMENT,
                        priced.id(),
                        price.isEmpty() ? NO_VALUE : mantissa(price, priced));
            }
            default -> new ActRequest(kind, account(subject, names), NO_INSTRUMENT, NO_PRICE_ID, NO_VALUE);
        };
    }

    private static OperatorActKind kind(final String act) {
        final List<String> known = new ArrayList<>();
        for (final OperatorActKind kind : OperatorActKind.values()) {
            final String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (kind != OperatorActKind.NULL_VAL && name.equals(act)) {
                return kind;
            }
            if (kind != OperatorActKind.NULL_VAL) {
                known.add(name);
            }
        }
        throw new IllegalArgumentException("no act '" + act + "', expected one of " + String.join(" ", known));
    }

    private static long account(final String name, final Directory names) {
        final long id = names.accountId(name);
        if (id == Directory.UNKNOWN_ACCOUNT) {
            throw new IllegalArgumentException("no account '" + name + "'");
        }
        return id;
    }

    private static long instrument(final String symbol, final Directory names) {
        final Directory.Instrument instrument = names.instrument(symbol);
        if (instrument == null) {
            throw new IllegalArgumentException("no instrument '" + symbol + "'");
        }
        return Integer.toUnsignedLong(instrument.id());
    }

    private static long mantissa(final String price, final PriceId priced) {
        final long value;
        try {
            value = Decimals.parse(price, priced.decimals());
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("price " + price + ": " + e.getMessage(), e);
        }
        if (value <= 0) {
            throw new IllegalArgumentException("price " + price + ", expected one above 0");
        }
        return value;
    }
}
