package io.plimsoll.daemon.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.engine.Int128;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.MarginView.PlannedOrder;
import io.plimsoll.engine.MarginView.PositionReport;
import io.plimsoll.engine.Plan;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Writes every unit of an engine as one JSON object a line, or as a table. Numbers are exact decimals as text. */
public final class MarginReport {
    private static final int RATIO_DECIMALS = 9;

    private final MarginView view;
    private final UnitMargin margin = new UnitMargin();
    private final Plan plan = new Plan();

    public MarginReport(final MarginView view) {
        this.view = view;
    }

    /** One object an account, in order of opening. */
    public void writeJson(final OutputStream out) throws IOException {
        final JsonFactory factory = JsonFactory.builder().build();
        try (JsonGenerator json = factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setRootValueSeparator(null);
            for (int unit = 0; unit < view.unitCount(); unit++) {
                view.compute(unit, margin);
                writeUnit(json, unit);
                json.writeRaw('\n');
            }
        }
    }

    /** A line an account and a count of verdicts. */
    public void writeText(final PrintStream out) {
        final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        out.printf(
                "%-24s %-9s %20s %20s %12s %18s%n",
                "account", "verdict", "equity", "maintenanceMargin", "healthRatio", "shortfall");
        for (int unit = 0; unit < view.unitCount(); unit++) {
            view.compute(unit, margin);
            final Verdict verdict = view.verdict(margin);
            counts.merge(verdict, 1, Integer::sum);
            final BigDecimal ratio = healthRatio();
            out.printf(
                    "%-24s %-9s %20s %20s %12s %18s%n",
                    view.accountName(unit),
                    name(verdict),
                    rounded(margin.equity()),
                    rounded(margin.maintenanceMargin()),
                    ratio == null ? "-" : ratio.setScale(4, RoundingMode.FLOOR).toPlainString(),
                    shortfall().signum() == 0 ? "-" : rounded(shortfall()));
        }
        out.println();
        counts.forEach((verdict, count) -> out.printf("%,d %s%n", count, name(verdict)));
    }

    private void writeUnit(final JsonGenerator json, final int unit) throws IOException {
        final Verdict verdict = view.verdict(margin);
        json.writeStartObject();
        json.writeStringField("account", view.accountName(unit));
        value(json, "equity", margin.equity());
        value(json, "netWorth", margin.netWorth());
        value(json, "initialEquity", margin.initialEquity());
        value(json, "initialMargin", margin.initialMargin());
        value(json, "maintenanceMargin", margin.maintenanceMargin());
        value(json, "stopMargin", margin.stopMargin());
        final BigDecimal ratio = healthRatio();
        if (ratio == null) {
            json.writeNullField("healthRatio");
        } else {
            json.writeStringField("healthRatio", plain(ratio));
        }
        json.writeStringField("verdict", name(verdict));
        value(json, "shortfall", shortfall());
        json.writeArrayFieldStart("positions");
        view.forEachPosition(unit, margin, position -> uncheckedWrite(() -> writePosition(json, position)));
        json.writeEndArray();
        json.writeArrayFieldStart("plan");
        if (verdict == Verdict.LIQUIDATE || verdict == Verdict.BANKRUPT) {
            view.forEachPlanned(unit, margin, plan, order -> uncheckedWrite(() -> writeOrder(json, order)));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writePosition(final JsonGenerator json, final PositionReport position) throws IOException {
        json.writeStartObject();
        json.writeStringField("instrument", position.symbol());
        json.writeStringField("quantity", Decimals.format(position.quantity(), position.quantityDecimals()));
        value(json, "notional", position.notional());
        value(json, "unrealisedPnl", position.unrealisedPnl());
        value(json, "initialMargin", position.initialMargin());
        value(json, "maintenanceMargin", position.maintenanceMargin());
        price(json, "liquidationPrice", position.liquidationPrice(), position.priceDecimals());
        price(json, "bankruptcyPrice", position.bankruptcyPrice(), position.priceDecimals());
        json.writeEndObject();
    }

    private static void writeOrder(final JsonGenerator json, final PlannedOrder order) throws IOException {
        json.writeStartObject();
        json.writeStringField("instrument", order.symbol());
        json.writeStringField("side", order.isBuy() ? "buy" : "sell");
        json.writeStringField("quantity", Decimals.format(order.quantity(), order.quantityDecimals()));
        price(json, "limitPrice", order.limitPrice(), order.priceDecimals());
        price(json, "bankruptcyPrice", order.bankruptcyPrice(), order.priceDecimals());
        json.writeEndObject();
    }

    private void value(final JsonGenerator json, final String field, final Int128 value) throws IOException {
        json.writeStringField(field, Decimals.format(value.high(), value.low(), view.valueDecimals()));
    }

    private static void price(final JsonGenerator json, final String field, final long price, final int decimals)
            throws IOException {
        if (price == PositionReport.NO_PRICE) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, Decimals.format(price, decimals));
        }
    }

    // B / R for maintenance, rounded down; null without a requirement
    private BigDecimal healthRatio() {
        if (margin.maintenanceMargin().signum() == 0) {
            return null;
        }
        return decimal(margin.equity()).divide(decimal(margin.maintenanceMargin()), RATIO_DECIMALS, RoundingMode.FLOOR);
    }

    private Int128 shortfall() {
        final Int128 shortfall = new Int128().set(margin.maintenanceMargin()).subtract(margin.equity());
        return shortfall.isNegative() ? shortfall.set(0) : shortfall;
    }

    private BigDecimal decimal(final Int128 value) {
        return Decimals.toBigDecimal(value.high(), value.low(), view.valueDecimals());
    }

    private String rounded(final Int128 value) {
        return decimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String name(final Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private static void uncheckedWrite(final Write write) {
        try {
            write.run();
        } catch (final IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
