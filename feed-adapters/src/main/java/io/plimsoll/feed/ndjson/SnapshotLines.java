package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.fact.AccountSnapshot;
import io.plimsoll.feed.fact.AccountSnapshot.Balance;
import io.plimsoll.feed.fact.AccountSnapshot.Position;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.PositionSnapshot;
import io.plimsoll.feed.ndjson.Directory.Asset;
import io.plimsoll.feed.ndjson.Directory.Instrument;
import io.plimsoll.feed.text.PlainDecimal;
import io.plimsoll.protocol.terms.Mark;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns the line that states all an account holds into its series of records. A position's cost is exact or refused: an
 * average entry price is often rounded, and a rounded cost would be a wrong balance. Any thread.
 */
final class SnapshotLines {
    private static final int MAX_NUMBER = 80; // characters; more than 128 bits at any scale need

    private final Names names;

    SnapshotLines(final Names names) {
        this.names = names;
    }

    List<Fact> facts(final Fields fields) {
        final Fields collateral = fields.object("collateral", "collateral");
        final List<Balance> balances = collateral.names().stream()
                .map(symbol -> balance(collateral, symbol))
                .toList();
        final List<Position> positions = fields.objects("positions", "position").stream()
                .map(this::position)
                .toList();
        refuseTwice(fields, "balances of the same asset", balances.stream().map(Balance::assetId));
        refuseTwice(
                fields, "positions in the same instrument", positions.stream().map(Position::instrumentId));
        final int size = balances.size() + positions.size();
        if (size == 0) {
            throw fields.error(
                    "a snapshot of nothing", "a balance or position; of an empty account, a balance of \"0\"");
        }
        return new AccountSnapshot(
                        FactLines.source(fields),
                        fields.whole("sequence", 0, Long.MAX_VALUE - size),
                        names.account(fields, "account", "accountId"),
                        balances,
                        positions)
                .facts();
    }

    // The engine would let the later one count, and one of two halves of a position would be lost.
    private static void refuseTwice(final Fields fields, final String what, final Stream<Integer> ids) {
        final Set<Integer> seen = new HashSet<>();
        if (!ids.allMatch(seen::add)) {
            throw fields.error("two " + what, "each once");
        }
    }

    private Balance balance(final Fields collateral, final String symbol) {
        final Asset asset = names.assetNamed(collateral, symbol);
        return new Balance(asset.id(), collateral.decimal(symbol, asset.decimals(), symbol));
    }

    private Position position(final Fields fields) {
        final Instrument instrument = names.instrument(fields, "instrument");
        final long quantity = FactLines.quantity(fields, instrument);
        final int decimals = instrument.markDecimals() + instrument.quantityDecimals();
        final boolean byPrice = fields.has("entryPrice");
        if (byPrice == fields.has("cost")) {
            throw fields.error(
                    (byPrice ? "both" : "neither") + " of 'entryPrice' and 'cost'",
                    "the average entry price, or the cost: quantity times it");
        }
        final BigDecimal cost = byPrice
                ? entryMark(fields, instrument).multiply(BigDecimal.valueOf(quantity, instrument.quantityDecimals()))
                : number(fields, "cost");
        fields.done();
        return new Position(instrument.id(), quantity, mantissa(fields, cost, decimals));
    }

    private static BigDecimal entryMark(final Fields fields, final Instrument instrument) {
        final BigDecimal price = entryPrice(fields);
        if (price.signum() == 0 && Mark.isInverse(instrument.terms())) {
            throw fields.error("entryPrice", fields.text("entryPrice"), "above 0, of an inverse contract");
        }
        return Mark.of(instrument.terms(), price, instrument.priceDecimals());
    }

    private static BigDecimal entryPrice(final Fields fields) {
        final BigDecimal price = number(fields, "entryPrice");
        if (price.signum() < 0) {
            throw fields.error("entryPrice", fields.text("entryPrice"), "0 or more; a short has a negative quantity");
        }
        return price;
    }

    private static BigDecimal number(final Fields fields, final String name) {
        final String text = fields.text(name);
        if (text.length() > MAX_NUMBER || !PlainDecimal.matches(text, 0, text.length())) {
            throw fields.error(
                    name, text, "a plain decimal number such as \"42000.5\", of at most " + MAX_NUMBER + " characters");
        }
        return new BigDecimal(text);
    }

    private static BigInteger mantissa(final Fields fields, final BigDecimal cost, final int decimals) {
        final BigInteger mantissa;
        try {
            mantissa = cost.setScale(decimals, RoundingMode.UNNECESSARY).unscaledValue();
        } catch (final ArithmeticException e) {
            throw fields.error(
                    "a cost of " + cost.toPlainString(),
                    "at most " + decimals
                            + " decimals (those of price and quantity together); where an average entry price is"
                            + " rounded, give the cost itself");
        }
        if (mantissa.bitLength() > PositionSnapshot.MAX_COST_BITS) {
            throw fields.error("a cost of " + cost.toPlainString(), "one within 128 bits at " + decimals + " decimals");
        }
        return mantissa;
    }
}
