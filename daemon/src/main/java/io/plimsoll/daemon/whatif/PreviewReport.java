package io.plimsoll.daemon.whatif;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.report.UnitReading;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.Function;

/** Each checked account of a {@link Preview} before and after, and the sums over all of them. Writes once. The engines' thread. */
public final class PreviewReport {
    private static final String ROW = "%-24s %-9s %-9s %18s %18s %18s %18s %18s%n";

    private final Changes changes;
    private final Preview preview;
    private final PreviewTotals before = new PreviewTotals();
    private final PreviewTotals after = new PreviewTotals();
    private final EffectCounts effects = new EffectCounts();

    public PreviewReport(final Changes changes, final Preview preview) {
        this.changes = changes;
        this.preview = preview;
    }

    /** What the changes do to an account. */
    enum Effect {
        /** It would be liquidated, and would not be now. */
        LIQUIDATED,
        /** It would be liquidated now, and would not be then. */
        FREED,
        /** It would be liquidated either way. */
        STAYS_BELOW,
        /** It would be liquidated neither way. */
        NONE;

        static Effect of(final UnitReading before, final UnitReading after) {
            if (before.isBelow()) {
                return after.isBelow() ? STAYS_BELOW : FREED;
            }
            return after.isBelow() ? LIQUIDATED : NONE;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How many accounts changed sides. */
    private static final class EffectCounts {
        private long liquidated;
        private long freed;
        private long unvalued;
    }

    /** Takes one account's readings. */
    @FunctionalInterface
    private interface Visitor {
        void onAccount(String account, UnitReading before, UnitReading after, Effect effect) throws IOException;
    }

    private void forEachAccount(final Visitor visitor) throws IOException {
        final UnitReading.Reader was = new UnitReading.Reader(preview.before());
        final UnitReading.Reader is = new UnitReading.Reader(preview.after());
        for (int unit = 0; unit < preview.before().unitCount(); unit++) {
            if (preview.before().isChecked(unit)) {
                final UnitReading first = was.read(unit);
                final UnitReading second = is.read(unit);
                if (first == null || second == null) {
                    effects.unvalued++;
                } else {
                    final Effect effect = Effect.of(first, second);
                    before.add(first);
                    after.add(second);
                    effects.liquidated += effect == Effect.LIQUIDATED ? 1 : 0;
                    effects.freed += effect == Effect.FREED ? 1 : 0;
                    visitor.onAccount(preview.before().accountName(unit), first, second, effect);
                }
            }
        }
    }

    private String headline() {
        return "PREVIEW, nothing is changed: " + String.join("; ", changes.texts());
    }

    /** For people: the accounts that change sides, and the sums. */
    public void print(final PrintStream out) throws IOException {
        out.println(headline());
        out.println();
        out.printf(
                ROW,
                "account",
                "before",
                "after",
                "equity",
                "maintenanceMargin",
                "shortfall before",
                "shortfall after",
                "closes");
        forEachAccount((account, was, is, effect) -> {
            if (effect == Effect.LIQUIDATED || effect == Effect.FREED) {
                out.printf(
                        ROW,
                        account,
                        name(was),
                        name(is),
                        rounded(is.equity()),
                        rounded(is.maintenanceMargin()),
                        rounded(was.shortfall()),
                        rounded(is.shortfall()),
                        rounded(is.closes()));
            }
        });
        out.println();
        row(out, "", "before", "after");
        row(out, "healthy", totals -> count(totals.healthy));
        row(out, "warning", totals -> count(totals.warning));
        row(out, "to be liquidated", totals -> count(totals.below));
        row(out, "of them bankrupt", totals -> count(totals.bankrupt));
        row(out, "shortfall", totals -> rounded(totals.shortfall));
        row(out, "notional to close", totals -> rounded(totals.closes));
        row(out, "debt to repay", totals -> rounded(totals.repays));
        row(out, "deficit", totals -> rounded(totals.deficit));
        out.println();
        out.printf(
                Locale.ROOT,
                "%,d accounts would be liquidated by the change, %,d freed by it%n",
                effects.liquidated,
                effects.freed);
        if (effects.unvalued > 0) {
            out.printf(
                    Locale.ROOT, "%,d accounts have no price of something they hold: not valued%n", effects.unvalued);
        }
    }

    private void row(final PrintStream out, final String name, final Function<PreviewTotals, String> value) {
        row(out, name, value.apply(before), value.apply(after));
    }

    private static void row(final PrintStream out, final String name, final String first, final String second) {
        out.println(String.format(Locale.ROOT, "%-24s %20s %20s", name, first, second)
                .stripTrailing());
    }

    /** One JSON object, closed by a line's end: every account that is below before or after, or whose verdict changes. */
    public void writeJson(final OutputStream out) throws IOException {
        try (JsonGenerator json =
                JsonFactory.builder().build().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("preview", headline());
            json.writeArrayFieldStart("accounts");
            forEachAccount((account, was, is, effect) -> {
                if (effect != Effect.NONE || was.verdict() != is.verdict()) {
                    json.writeStartObject();
                    json.writeStringField("account", account);
                    json.writeStringField("effect", effect.text());
                    write(json, "before", was);
                    write(json, "after", is);
                    json.writeEndObject();
                }
            });
            json.writeEndArray();
            json.writeNumberField("liquidated", effects.liquidated);
            json.writeNumberField("freed", effects.freed);
            json.writeNumberField("notValued", effects.unvalued);
            before.write(json, "before");
            after.write(json, "after");
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(final JsonGenerator json, final String field, final UnitReading reading)
            throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("verdict", name(reading));
        json.writeStringField("equity", plain(reading.equity()));
        json.writeStringField("maintenanceMargin", plain(reading.maintenanceMargin()));
        json.writeStringField("shortfall", plain(reading.shortfall()));
        json.writeStringField("closes", plain(reading.closes()));
        json.writeStringField("repays", plain(reading.repays()));
        json.writeEndObject();
    }

    private static String name(final UnitReading reading) {
        return reading.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static String count(final long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String rounded(final BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
