package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.ndjson.Directory.Asset;
import io.plimsoll.feed.ndjson.Directory.Instrument;

/** Looks up the names that a line uses, and complains of those that nobody knows. Any thread. */
final class Names {
    private final Directory directory;

    Names(final Directory directory) {
        this.directory = directory;
    }

    PriceId priceId(final Fields fields, final String field) {
        return known(fields, field, directory.priceId(fields.text(field)), "a symbol that a price is known by");
    }

    Asset asset(final Fields fields, final String field) {
        return known(fields, field, directory.asset(fields.text(field)), "the symbol of an asset that is defined");
    }

    /** The asset whose symbol is the field's own name. */
    Asset assetNamed(final Fields fields, final String symbol) {
        final Asset asset = directory.asset(symbol);
        if (asset == null) {
            throw fields.error("asset \"" + symbol + '"', "the symbol of an asset that is defined");
        }
        return asset;
    }

    Instrument instrument(final Fields fields, final String field) {
        return known(
                fields, field, directory.instrument(fields.text(field)), "the symbol of an instrument that is defined");
    }

    /** The account that {@code field} names, or whose id {@code idField} gives; exactly one of the two is there. */
    long account(final Fields fields, final String field, final String idField) {
        final boolean named = fields.has(field);
        if (named == fields.has(idField)) {
            throw fields.error(
                    (named ? "both" : "neither") + " of '" + field + "' and '" + idField + "'",
                    "the account's name or its id");
        }
        if (!named) {
            return fields.whole(idField, 1, Long.MAX_VALUE);
        }
        final long id = directory.accountId(fields.text(field));
        return known(
                fields, field, id == Directory.UNKNOWN_ACCOUNT ? null : id, "the name of an account that was opened");
    }

    private static <T> T known(final Fields fields, final String field, final T found, final String expected) {
        if (found == null) {
            throw fields.error(field, fields.text(field), expected);
        }
        return found;
    }
}
