package io.plimsoll.daemon.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.engine.MarginView.PlannedAuction;
import io.plimsoll.engine.MarginView.PlannedSeizure;
import io.plimsoll.protocol.Decimals;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;

/** An auction as a margin report shows it: what it is to raise, and what it sells for that at its price of a second. Stateless. */
final class AuctionReading {
    private static final String ROW = "%-24s %-8s %-8s %18s %18s %18s %14s %14s %18s %18s %12s%n";

    private AuctionReading() {}

    /** The field {@code auction}, null where what is taken is fixed. */
    static void write(final JsonGenerator json, final PlannedSeizure seizure, final long seconds) throws IOException {
        final PlannedAuction auction = seizure.auction();
        if (auction == null) {
            json.writeNullField("auction");
            return;
        }
        final AuctionSale sale = sale(seizure);
        json.writeObjectFieldStart("auction");
        json.writeStringField("toRaise", plain(toRaise(seizure)));
        json.writeStringField("startPrice", Decimals.format(auction.startPrice(), auction.priceDecimals()));
        json.writeNumberField("at", seconds);
        json.writeStringField("price", Decimals.format(auction.price(), auction.priceDecimals()));
        json.writeStringField("sold", plain(sale.sold()));
        json.writeStringField("paid", plain(sale.paid()));
        if (auction.resetSeconds() == 0) {
            json.writeNullField("resetSeconds");
        } else {
            json.writeNumberField("resetSeconds", auction.resetSeconds());
        }
        json.writeEndObject();
    }

    static void writeHeader(final PrintStream out, final long seconds) {
        out.printf("auctions %,d s after their start%n", seconds);
        out.printf(
                ROW,
                "account",
                "debt",
                "sells",
                "repay",
                "toRaise",
                "seize",
                "startPrice",
                "price",
                "sold",
                "paid",
                "resetSeconds");
    }

    static void writeRow(final PrintStream out, final String account, final PlannedSeizure seizure) {
        final PlannedAuction auction = seizure.auction();
        final AuctionSale sale = sale(seizure);
        out.printf(
                ROW,
                account,
                seizure.debt(),
                seizure.collateral(),
                Decimals.format(seizure.repay(), seizure.debtDecimals()),
                plain(toRaise(seizure)),
                Decimals.format(seizure.seize(), seizure.collateralDecimals()),
                Decimals.format(auction.startPrice(), auction.priceDecimals()),
                Decimals.format(auction.price(), auction.priceDecimals()),
                plain(sale.sold()),
                plain(sale.paid()),
                auction.resetSeconds() == 0 ? "-" : String.valueOf(auction.resetSeconds()));
    }

    private static BigDecimal toRaise(final PlannedSeizure seizure) {
        return AuctionSale.toRaise(BigDecimal.valueOf(seizure.repay(), seizure.debtDecimals()), seizure.bonus());
    }

    private static AuctionSale sale(final PlannedSeizure seizure) {
        final PlannedAuction auction = seizure.auction();
        return AuctionSale.of(
                toRaise(seizure),
                BigDecimal.valueOf(seizure.seize(), seizure.collateralDecimals()),
                Decimals.toBigDecimal(auction.price(), auction.priceDecimals()),
                Decimals.toBigDecimal(auction.debtPrice(), auction.debtPriceDecimals()));
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
