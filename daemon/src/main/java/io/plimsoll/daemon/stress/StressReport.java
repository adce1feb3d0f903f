package io.plimsoll.daemon.stress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.backtest.PaperTerms;
import io.plimsoll.daemon.stress.StressResult.Moment;
import io.plimsoll.journal.text.EventTime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/** Tells a stress, for people or as JSON. Who paid is told only where the profile asks somebody to. Immutable. */
public final class StressReport {
    private static final String NO_FUNDS = "not measured: the profile draws on no fund";
    private static final String NO_SPLIT = "not measured: the profile does not say whose they are";
    private static final int WORST = 5;
    private static final String ROW = "%-28s %10s %20s %12s %10s %18s%n";

    private final StressResult result;
    private final PaperTerms fills;

    StressReport(final StressResult result, final PaperTerms fills) {
        this.result = result;
        this.fills = fills;
    }

    private String headline() {
        return "STRESS " + result.scenario() + ": " + result.text() + "; filled on paper "
                + fills.delayNs() / 1_000_000 + " ms after the cause, " + fills.slipBps()
                + " bps worse than the mark, never past the limit";
    }

    /** For people. */
    public void print(final PrintStream out) {
        out.println(headline());
        out.println();
        row(out, "accounts", count(result.accounts()));
        row(out, "liquidated", count(result.liquidated()));
        row(out, "bankrupt at any time", count(result.everBankrupt()));
        row(out, "bankrupt at the end", count(result.bankrupt()) + before(count(result.bankruptBefore())));
        row(out, "deficit at the end", rounded(result.deficit()) + before(rounded(result.deficitBefore())));
        row(out, "largest deficit", rounded(result.largestDeficit()));
        row(out, "orders", count(result.orders()));
        row(
                out,
                "of them filled",
                count(result.filled()) + ", cancelled " + count(result.cancelled()) + ", in flight "
                        + count(result.orders() - result.filled() - result.cancelled()));
        row(out, "notional ordered", rounded(result.notional()));
        row(out, "debt to be repaid", rounded(result.repaid()));
        row(
                out,
                "most orders in flight",
                count(result.inFlight().orders())
                        + (result.orders() == 0
                                ? ""
                                : ", at " + time(result.inFlight().eventNs())));
        row(out, "orders withheld", result.withheld().isEmpty() ? "none" : withheld());
        row(out, "prices refused", count(result.pricesRefused()));
        row(out, "insurance fund use", result.funds() == null ? NO_FUNDS : drawn(result.funds()));
        row(out, "auto-deleveraging", result.funds() == null ? NO_FUNDS : deleveraged(result.funds()));
        row(out, "penalties", result.penalties() == null ? NO_SPLIT : penalties(result.penalties()));
        out.println();
        out.printf(ROW, "worst moments", "orders", "ordered", "liquidated", "bankrupt", "deficit at its end");
        for (final Moment moment : result.worst(WORST)) {
            out.printf(
                    ROW,
                    time(moment.fromNs()),
                    count(moment.orders()),
                    rounded(moment.ordered()),
                    count(moment.liquidated()),
                    count(moment.bankrupt()),
                    rounded(moment.deficit()));
        }
        out.println();
        out.println("state hash: " + Long.toHexString(result.stateHash()));
    }

    private static String drawn(final FundUse funds) {
        return rounded(funds.drawn()) + " in " + count(funds.draws()) + " draws; not covered "
                + rounded(funds.uncovered()) + " of " + count(funds.uncoveredAccounts()) + " accounts"
                + (funds.wasBlocked() ? "; withdrawals were blocked" : "");
    }

    private static String deleveraged(final FundUse funds) {
        return rounded(funds.deleveraged()) + " in " + count(funds.deleverages()) + " parts, against "
                + count(funds.counterparties()) + " accounts";
    }

    private static String penalties(final PenaltyUse penalties) {
        return rounded(penalties.sum()) + " of " + count(penalties.fills()) + " fills: liquidators "
                + rounded(penalties.liquidators()) + ", funds " + rounded(penalties.funds()) + ", protocol "
                + rounded(penalties.protocol());
    }

    private static void row(final PrintStream out, final String name, final String value) {
        out.printf("%-24s %s%n", name, value);
    }

    private static String before(final String value) {
        return "0".equals(value) || "0.00".equals(value) ? "" : " (before it: " + value + ")";
    }

    private String withheld() {
        final StringBuilder text = new StringBuilder();
        result.withheld()
                .forEach((reason, times) -> text.append(text.length() == 0 ? "" : ", ")
                        .append(reason)
                        .append(' ')
                        .append(count(times)));
        return text.toString();
    }

    private String time(final long eventNs) {
        return result.isRecorded() ? EventTime.text(eventNs) : "+" + seconds(eventNs) + " s";
    }

    private String seconds(final long eventNs) {
        return plain(new BigDecimal(Math.max(0, eventNs - result.zeroNs())).movePointLeft(9));
    }

    /** One JSON object, closed by a line's end. */
    public void writeJson(final OutputStream out) throws IOException {
        try (JsonGenerator json =
                JsonFactory.builder().build().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("stress", headline());
            json.writeStringField("scenario", result.scenario());
            json.writeNumberField("accounts", result.accounts());
            json.writeNumberField("accountsLiquidated", result.liquidated());
            json.writeNumberField("accountsEverBankrupt", result.everBankrupt());
            json.writeNumberField("deficitAccountsBefore", result.bankruptBefore());
            json.writeStringField("deficitBefore", plain(result.deficitBefore()));
            json.writeNumberField("deficitAccounts", result.bankrupt());
            json.writeStringField("deficit", plain(result.deficit()));
            json.writeStringField("largestDeficit", plain(result.largestDeficit()));
            json.writeNumberField("orders", result.orders());
            json.writeNumberField("ordersFilled", result.filled());
            json.writeNumberField("ordersCancelled", result.cancelled());
            json.writeNumberField("ordersInFlight", result.orders() - result.filled() - result.cancelled());
            json.writeStringField("notional", plain(result.notional()));
            json.writeStringField("repaid", plain(result.repaid()));
            json.writeObjectFieldStart("mostInFlight");
            json.writeNumberField("orders", result.inFlight().orders());
            json.writeStringField("afterSeconds", seconds(result.inFlight().eventNs()));
            json.writeEndObject();
            json.writeObjectFieldStart("withheld");
            for (final Map.Entry<String, Long> entry : result.withheld().entrySet()) {
                json.writeNumberField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("ticksRejected", result.pricesRefused());
            writeFunds(json, result.funds());
            writePenalties(json, result.penalties());
            json.writeArrayFieldStart("moments");
            for (final Moment moment : result.moments()) {
                write(json, moment);
            }
            json.writeEndArray();
            json.writeStringField("stateHash", Long.toHexString(result.stateHash()));
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeFunds(final JsonGenerator json, final FundUse funds) throws IOException {
        if (funds == null) {
            json.writeNullField("insurance"); // not measured, which is not 0
            json.writeNullField("autoDeleveraging");
            return;
        }
        json.writeObjectFieldStart("insurance");
        json.writeNumberField("draws", funds.draws());
        json.writeStringField("drawn", plain(funds.drawn()));
        json.writeNumberField("uncoveredAccounts", funds.uncoveredAccounts());
        json.writeStringField("uncovered", plain(funds.uncovered()));
        json.writeBooleanField("withdrawalsBlocked", funds.wasBlocked());
        json.writeEndObject();
        json.writeObjectFieldStart("autoDeleveraging");
        json.writeNumberField("parts", funds.deleverages());
        json.writeNumberField("counterparties", funds.counterparties());
        json.writeStringField("notional", plain(funds.deleveraged()));
        json.writeEndObject();
    }

    private static void writePenalties(final JsonGenerator json, final PenaltyUse penalties) throws IOException {
        if (penalties == null) {
            json.writeNullField("penalties");
            return;
        }
        json.writeObjectFieldStart("penalties");
        json.writeNumberField("fills", penalties.fills());
        json.writeStringField("liquidators", plain(penalties.liquidators()));
        json.writeStringField("funds", plain(penalties.funds()));
        json.writeStringField("protocol", plain(penalties.protocol()));
        json.writeEndObject();
    }

    private void write(final JsonGenerator json, final Moment moment) throws IOException {
        json.writeStartObject();
        json.writeStringField("afterSeconds", seconds(moment.fromNs()));
        if (result.isRecorded()) {
            json.writeStringField("time", EventTime.text(moment.fromNs()));
        }
        json.writeNumberField("orders", moment.orders());
        json.writeStringField("notional", plain(moment.notional()));
        json.writeStringField("repaid", plain(moment.repaid()));
        json.writeNumberField("accountsLiquidated", moment.liquidated());
        json.writeNumberField("deficitAccounts", moment.bankrupt());
        json.writeStringField("deficit", plain(moment.deficit()));
        json.writeEndObject();
    }

    private static String count(final long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String rounded(final BigDecimal value) {
        return String.format(Locale.ROOT, "%,.2f", value.setScale(2, RoundingMode.HALF_EVEN));
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
