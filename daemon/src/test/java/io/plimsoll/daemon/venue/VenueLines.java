package io.plimsoll.daemon.venue;

import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.feed.fact.BalanceSnapshot;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.Fill;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.feed.fact.PositionSnapshot;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.util.Locale;

/** The venue's records as the lines of docs/formats/ndjson.md. A snapshot's records become one line, at the last of them. One thread. */
final class VenueLines {
    private final StringBuilder collateral = new StringBuilder();
    private final StringBuilder positions = new StringBuilder();
    private long snapshotSequence;

    /** The line that says the fact, or null while a snapshot is not whole. */
    String line(final Fact fact) {
        if (fact instanceof AccountOpened opened) {
            return head("account", fact)
                    + text("account", opened.name())
                    + text("accountId", opened.accountId())
                    + text("role", opened.role().name().toLowerCase(Locale.ROOT))
                    + "}";
        } else if (fact instanceof Transfer transfer) {
            return head("transfer", fact)
                    + text("accountId", transfer.accountId())
                    + text("asset", Market.DOLLAR_SYMBOL)
                    + text("amount", dollars(transfer.amount()))
                    + "}";
        } else if (fact instanceof Fill fill) {
            return head("fill", fact)
                    + text("accountId", fill.accountId())
                    + trade(fill.instrumentId(), fill.quantity(), fill.price(), fill.fee())
                    + "}";
        } else if (fact instanceof LiquidationFill fill) {
            return head("liquidationFill", fact)
                    + text("accountId", fill.accountId())
                    + text("order", fill.order())
                    + text("counterpartyId", fill.counterpartyId())
                    + trade(fill.instrumentId(), fill.quantity(), fill.price(), fill.fee())
                    + "}";
        } else if (fact instanceof BalanceSnapshot balance) {
            begin(balance.first(), fact);
            append(collateral, '"' + Market.DOLLAR_SYMBOL + "\":\"" + dollars(balance.amount()) + '"');
            return balance.last() ? snapshot(balance.accountId()) : null;
        } else if (fact instanceof PositionSnapshot position) {
            begin(position.first(), fact);
            append(positions, position(position));
            return position.last() ? snapshot(position.accountId()) : null;
        }
        throw new IllegalArgumentException("no line says " + fact);
    }

    /** The line that says a price. */
    static String line(final PriceTickDecoder tick) {
        return "{\"type\":\"price\""
                + text("source", tick.source())
                + text("sequence", tick.sourceSequence())
                + text("of", Market.ofPrice((int) tick.priceId()).symbol())
                + text("value", Decimals.format(tick.value(), Market.PRICE_DECIMALS))
                + text("publishNs", tick.publishNs())
                + "}";
    }

    private void begin(final boolean isFirst, final Fact fact) {
        if (isFirst) {
            snapshotSequence = fact.sourceSequence();
            collateral.setLength(0);
            positions.setLength(0);
        }
    }

    private String snapshot(final long accountId) {
        return "{\"type\":\"snapshot\""
                + text("source", Market.SOURCE)
                + text("sequence", snapshotSequence)
                + text("accountId", accountId)
                + ",\"collateral\":{" + collateral + "},\"positions\":[" + positions + "]}";
    }

    private static String position(final PositionSnapshot position) {
        return "{\"instrument\":\""
                + Market.ofInstrument(position.instrumentId()).symbol() + '"'
                + text("quantity", Decimals.format(position.quantity(), Market.QUANTITY_DECIMALS))
                + text(
                        "cost",
                        Decimals.format(
                                position.cost().longValueExact(), Market.PRICE_DECIMALS + Market.QUANTITY_DECIMALS))
                + "}";
    }

    private static String trade(final int instrument, final long quantity, final long price, final long fee) {
        return text("instrument", Market.ofInstrument(instrument).symbol())
                + text("quantity", Decimals.format(quantity, Market.QUANTITY_DECIMALS))
                + text("price", Decimals.format(price, Market.PRICE_DECIMALS))
                + text("fee", dollars(fee));
    }

    private static String head(final String type, final Fact fact) {
        return "{\"type\":\"" + type + '"' + text("source", fact.source()) + text("sequence", fact.sourceSequence());
    }

    private static String dollars(final long micros) {
        return Decimals.format(micros, Market.DOLLAR_DECIMALS);
    }

    private static void append(final StringBuilder list, final String element) {
        list.append(list.length() == 0 ? "" : ",").append(element);
    }

    private static String text(final String field, final Object value) {
        return ",\"" + field + "\":\"" + value + '"';
    }
}
