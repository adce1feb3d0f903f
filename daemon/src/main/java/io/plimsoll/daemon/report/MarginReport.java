package io.plimsoll.daemon.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.engine.DeleverageRanks;
import io.plimsoll.engine.Int128;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.MarginView.PlannedOrder;
import io.plimsoll.engine.MarginView.PlannedSeizure;
import io.plimsoll.engine.MarginView.PositionReport;
import io.plimsoll.engine.Plan;
import io.plimsoll.engine.UnitMargin;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.WaterfallTerms;
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
    private static final String ROW = "%-24s %-9s %20s %20s %12s %18s %18s %8s %18s%n";

    private final MarginView view;
    private final UnitMargin margin = new UnitMargin();
    private final Plan plan = new Plan();
    private final WaterfallTerms waterfall;
    private final DeleverageRanks ranks;
    private final long seconds;

    /** Of an engine that is looked at by no other thread. */
    public MarginReport(final MarginView view) {
        this(view, 0);
    }

    /** The same, with auctions as they are so many seconds after their start. */
    public MarginReport(final MarginView view, final long seconds) {
        this.view = view;
        waterfall = view.profile().terms().waterfall();
        ranks = view.deleverageRanks();
        this.seconds = seconds;
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

    /** What the profile is, a line an account, and a count of verdicts. */
    public void writeText(final PrintStream out, final ProfileSpec profile) {
        out.println(ProfileLine.of(profile));
        if (view.marginScalePpm() != Rates.ONE) {
            out.println("margin scale " + Decimals.format(view.marginScalePpm(), Rates.DECIMALS));
        }
        out.println();
        final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        int cancelling = 0;
        out.printf(
                ROW,
                "account",
                "verdict",
                "equity",
                "maintenanceMargin",
                "healthRatio",
                "shortfall",
                "freeInitialMargin",
                "ltv",
                "maxBorrow");
        for (int unit = 0; unit < view.unitCount(); unit++) {
            view.compute(unit, margin);
            final Verdict verdict = view.verdict(margin);
            counts.merge(verdict, 1, Integer::sum);
            cancelling += isBelow(verdict) && view.cancelsFirst(unit, margin) ? 1 : 0;
            final DebtReading debt = DebtReading.of(view, unit);
            out.printf(
                    ROW,
                    view.accountName(unit),
                    name(verdict),
                    rounded(decimal(margin.equity())),
                    rounded(decimal(margin.maintenanceMargin())),
                    ratio(healthRatio()),
                    shortfall().signum() == 0 ? "-" : rounded(decimal(shortfall())),
                    rounded(freeInitialMargin()),
                    debt == null ? "-" : ratio(debt.loanToValue()),
                    debt == null ? "-" : rounded(maxBorrow(AverageReading.of(view, unit))));
        }
        out.println();
        counts.forEach((verdict, count) -> out.printf("%,d %s%n", count, name(verdict)));
        if (cancelling > 0) {
            out.printf("%,d to be told to cancel orders of their own, without which they are not below%n", cancelling);
        }
        writeAuctions(out);
    }

    // Of a profile that auctions: what would be raised, and where the price of what is sold for it is.
    private void writeAuctions(final PrintStream out) {
        if (view.profile().terms().bonus().shape() != BonusShape.BY_TIME) {
            return;
        }
        out.println();
        AuctionReading.writeHeader(out, seconds);
        for (int unit = 0; unit < view.unitCount(); unit++) {
            final String account = view.accountName(unit);
            view.compute(unit, margin);
            if (isBelow(view.verdict(margin))) {
                view.forEachSeizure(unit, margin, seconds, seizure -> AuctionReading.writeRow(out, account, seizure));
            }
        }
    }

    private static boolean isBelow(final Verdict verdict) {
        return verdict == Verdict.LIQUIDATE || verdict == Verdict.BANKRUPT;
    }

    private void writeUnit(final JsonGenerator json, final int unit) throws IOException {
        final Verdict verdict = view.verdict(margin);
        json.writeStartObject();
        json.writeStringField("account", view.accountName(unit));
        value(json, "equity", margin.equity());
        value(json, "netWorth", margin.netWorth());
        value(json, "initialEquity", margin.initialEquity());
        value(json, "initialMargin", margin.initialMargin());
        if (margin.openOrderMargin().signum() != 0) {
            value(json, "openOrderMargin", margin.openOrderMargin());
        }
        value(json, "maintenanceMargin", margin.maintenanceMargin());
        value(json, "stopMargin", margin.stopMargin());
        if (view.marginScalePpm() != Rates.ONE) {
            json.writeStringField("marginScale", Decimals.format(view.marginScalePpm(), Rates.DECIMALS));
        }
        ratio(json, "healthRatio", healthRatio());
        if (view.profile().terms().requirement().profitIn() == ProfitPlace.SETTLEMENT_ASSET) {
            writeHealth(json);
        }
        json.writeStringField("verdict", name(verdict));
        value(json, "shortfall", shortfall());
        json.writeStringField("freeInitialMargin", plain(freeInitialMargin()));
        final AverageReading average = AverageReading.of(view, unit);
        if (average != null) {
            writeAverage(json, average);
        }
        writeDebt(json, DebtReading.of(view, unit), average);
        if (waterfall.fundDraws()) {
            writeInsurance(json, unit);
        }
        json.writeArrayFieldStart("positions");
        view.forEachPosition(unit, margin, position -> uncheckedWrite(() -> writePosition(json, unit, position)));
        json.writeEndArray();
        if (isBelow(verdict) && view.cancelsFirst(unit, margin)) {
            json.writeBooleanField("cancelsFirst", true);
        }
        json.writeArrayFieldStart("plan");
        if (isBelow(verdict)) {
            view.forEachPlanned(unit, margin, plan, order -> uncheckedWrite(() -> writeOrder(json, order)));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("seizures");
        if (isBelow(verdict)) {
            view.forEachSeizure(unit, margin, seconds, seizure -> uncheckedWrite(() -> writeSeizure(json, seizure)));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    // Where all that is asked is inside B, and B is the venue's health.
    private void writeHealth(final JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("health");
        value(json, "initial", margin.initialEquity());
        value(json, "stop", margin.stopEquity());
        value(json, "maintenance", margin.equity());
        json.writeEndObject();
    }

    // What insurance funds would pay for it now, as a change of theirs, and what none of them has.
    private void writeInsurance(final JsonGenerator json, final int unit) throws IOException {
        final BigDecimal lacks = decimal(margin.netWorth()).negate().max(BigDecimal.ZERO);
        final BigDecimal gap = lacks.signum() == 0 ? lacks : decimal(view.insuranceGap(unit, margin));
        json.writeStringField("insuranceDelta", plain(gap.subtract(lacks)));
        json.writeStringField("insuranceGap", plain(gap));
    }

    private void writeSeizure(final JsonGenerator json, final PlannedSeizure seizure) throws IOException {
        json.writeStartObject();
        json.writeStringField("debt", seizure.debt());
        json.writeStringField("collateral", seizure.collateral());
        json.writeStringField("repay", Decimals.format(seizure.repay(), seizure.debtDecimals()));
        json.writeStringField("reserve", Decimals.format(seizure.reserve(), seizure.debtDecimals()));
        json.writeStringField("seize", Decimals.format(seizure.seize(), seizure.collateralDecimals()));
        json.writeStringField("protocolFee", Decimals.format(seizure.protocolFee(), seizure.collateralDecimals()));
        json.writeStringField("bonus", Decimals.format(seizure.bonus(), Decimals.MAX_DECIMALS));
        value(json, "repaidValue", seizure.repaidValue());
        AuctionReading.write(json, seizure, seconds);
        json.writeEndObject();
    }

    private static void writeAverage(final JsonGenerator json, final AverageReading average) throws IOException {
        json.writeObjectFieldStart("average");
        ratio(json, "ltv", average.ltv());
        ratio(json, "liquidationThreshold", average.threshold());
        json.writeStringField("maxBorrow", plain(average.maxBorrow()));
        json.writeEndObject();
    }

    private void writeDebt(final JsonGenerator json, final DebtReading debt, final AverageReading average)
            throws IOException {
        if (debt == null) {
            json.writeNullField("debt");
            return;
        }
        json.writeObjectFieldStart("debt");
        ratio(
                json,
                "health",
                average == null
                        ? DebtReading.ratio(decimal(margin.equity()), decimal(margin.maintenanceMargin()))
                        : average.health());
        json.writeStringField("value", plain(debt.debt()));
        json.writeStringField("collateral", plain(debt.collateral()));
        ratio(json, "ltv", debt.loanToValue());
        json.writeStringField("maxBorrow", plain(maxBorrow(average)));
        json.writeEndObject();
    }

    private static void ratio(final JsonGenerator json, final String field, final BigDecimal ratio) throws IOException {
        if (ratio == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, plain(ratio));
        }
    }

    private void writePosition(final JsonGenerator json, final int unit, final PositionReport position)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("instrument", position.symbol());
        json.writeStringField("quantity", Decimals.format(position.quantity(), position.quantityDecimals()));
        value(json, "notional", position.notional());
        value(json, "unrealisedPnl", position.unrealisedPnl());
        value(json, "initialMargin", position.initialMargin());
        value(json, "maintenanceMargin", position.maintenanceMargin());
        price(json, "liquidationPrice", position.liquidationPrice(), position.priceDecimals());
        price(json, "bankruptcyPrice", position.bankruptcyPrice(), position.priceDecimals());
        if (waterfall.deleverage() != Deleveraging.NONE) {
            writeRank(json, ranks.rank(unit, position.instrumentId(), position.quantity() > 0));
        }
        json.writeEndObject();
    }

    private static void writeRank(final JsonGenerator json, final int rank) throws IOException {
        if (rank == DeleverageRanks.NONE) {
            json.writeNullField("adlRank");
        } else {
            json.writeNumberField("adlRank", rank);
        }
    }

    private void writeOrder(final JsonGenerator json, final PlannedOrder order) throws IOException {
        json.writeStartObject();
        json.writeStringField("instrument", order.symbol());
        json.writeStringField("side", order.isBuy() ? "buy" : "sell");
        json.writeStringField("quantity", Decimals.format(order.quantity(), order.quantityDecimals()));
        value(json, "notional", order.notional());
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

    // What initial margin leaves of its balance; negative: what is missing.
    private BigDecimal freeInitialMargin() {
        return decimal(margin.initialEquity()).subtract(decimal(margin.initialMargin()));
    }

    private BigDecimal maxBorrow(final AverageReading average) {
        return average == null ? freeInitialMargin().max(BigDecimal.ZERO) : average.maxBorrow();
    }

    private Int128 shortfall() {
        final Int128 shortfall = new Int128().set(margin.maintenanceMargin()).subtract(margin.equity());
        return shortfall.isNegative() ? shortfall.set(0) : shortfall;
    }

    private BigDecimal decimal(final Int128 value) {
        return Decimals.toBigDecimal(value.high(), value.low(), view.valueDecimals());
    }

    private static String rounded(final BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String ratio(final BigDecimal ratio) {
        return ratio == null ? "-" : ratio.setScale(4, RoundingMode.FLOOR).toPlainString();
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
