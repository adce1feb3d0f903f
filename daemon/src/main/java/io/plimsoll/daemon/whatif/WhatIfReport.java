package io.plimsoll.daemon.whatif;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.backtest.PaperTerms;
import io.plimsoll.daemon.replay.ReplayStart;
import io.plimsoll.journal.text.EventTime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What would have been, beside what was. The change is judged against the same paper liquidator over unchanged inputs, so that what the
 * liquidator alone makes different is not taken for its effect. Immutable.
 *
 * @param beginning where all three began, and the changes with them
 * @param recorded what was
 * @param unchanged the paper liquidator, nothing otherwise
 * @param changed the paper liquidator, and the changes
 */
public record WhatIfReport(
        Beginning beginning, Changes changes, PaperTerms terms, Outcome recorded, Outcome unchanged, Outcome changed) {
    private static final int MAX_NAMES = 20;

    /**
     * Where a run began.
     *
     * @param snapshot sequence of the last input of a snapshot, 0 for the first input of the journal
     * @param eventNs event time of that input
     * @param inFlight orders in flight there, which end as they did
     */
    public record Beginning(long snapshot, long eventNs, int inFlight) {
        /** Where runs over a stretch begin, as found for nothing else: its reader is closed. */
        public static Beginning of(final ReplayStart start) {
            start.inputs().close();
            return new Beginning(
                    start.sequence(),
                    start.eventNs(),
                    start.snapshot().engine().view().ordersInFlight());
        }
    }

    /** Accounts that the change spared, by id. */
    public SortedMap<Long, String> saved() {
        return without(unchanged.liquidated(), changed.liquidated());
    }

    /** Accounts that it cost, by id. */
    public SortedMap<Long, String> lost() {
        return without(changed.liquidated(), unchanged.liquidated());
    }

    private static SortedMap<Long, String> without(
            final SortedMap<Long, String> accounts, final SortedMap<Long, String> others) {
        final SortedMap<Long, String> rest = new TreeMap<>(accounts);
        rest.keySet().removeAll(others.keySet());
        return rest;
    }

    /** The first line of any form of it. */
    public String headline() {
        return "WHAT IF, not what was: " + from()
                + "recorded fills of liquidation orders are taken out and a paper liquidator fills"
                + " ("
                + terms.delayNs() / 1_000_000 + " ms after the cause, " + terms.slipBps()
                + " bps worse than the mark); all other inputs stay, but for: " + String.join("; ", changes.texts());
    }

    private String from() {
        return beginning.snapshot() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "begun with the snapshot behind input %,d (%s), and changed from there on only; ",
                        beginning.snapshot(),
                        EventTime.text(beginning.eventNs()));
    }

    /** For people. */
    public void print(final PrintStream out) {
        out.println(headline());
        if (beginning.inFlight() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d orders were in flight there: they end as they did, and are counted nowhere%n",
                    beginning.inFlight());
        }
        if (changed.snapshots() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d balances and positions came from account snapshots after the first order: they restore what"
                            + " was%n",
                    changed.snapshots());
        }
        out.println();
        row(out, "", "recorded", "paper fills", "and changed");
        row(out, "orders", outcome -> String.format(Locale.ROOT, "%,d", outcome.orders()));
        row(out, "orders filled", outcome -> String.format(Locale.ROOT, "%,d", outcome.filled()));
        row(
                out,
                "accounts liquidated",
                outcome ->
                        String.format(Locale.ROOT, "%,d", outcome.liquidated().size()));
        row(out, "accounts in deficit", outcome -> String.format(Locale.ROOT, "%,d", outcome.deficitAccounts()));
        row(out, "deficit", outcome -> String.format(Locale.ROOT, "%,.2f", outcome.deficit()));
        out.println();
        names(out, "saved by the change", saved().values());
        names(out, "lost to it", lost().values());
    }

    private void row(final PrintStream out, final String name, final Function<Outcome, String> value) {
        row(out, name, value.apply(recorded), value.apply(unchanged), value.apply(changed));
    }

    private static void row(
            final PrintStream out, final String name, final String first, final String second, final String third) {
        out.println(String.format(Locale.ROOT, "%-22s %16s %16s %16s", name, first, second, third)
                .stripTrailing());
    }

    private static void names(final PrintStream out, final String what, final Collection<String> names) {
        out.printf(
                Locale.ROOT,
                "accounts %s: %,d%s%s%n",
                what,
                names.size(),
                names.isEmpty() ? "" : ": ",
                String.join(", ", names.stream().limit(MAX_NAMES).toList())
                        + (names.size() > MAX_NAMES ? ", ..." : ""));
    }

    /** One JSON object, every account named, closed by a line's end. */
    public void writeJson(final OutputStream out) throws IOException {
        try (JsonGenerator json =
                JsonFactory.builder().build().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("whatIf", headline());
            json.writeNumberField("snapshot", beginning.snapshot());
            write(json, "recorded", recorded);
            write(json, "unchanged", unchanged);
            write(json, "changed", changed);
            write(json, "saved", saved().values());
            write(json, "lost", lost().values());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void write(final JsonGenerator json, final String name, final Outcome outcome) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("orders", outcome.orders());
        json.writeNumberField("ordersFilled", outcome.filled());
        json.writeNumberField("accountsLiquidated", outcome.liquidated().size());
        json.writeNumberField("deficitAccounts", outcome.deficitAccounts());
        json.writeStringField("deficit", outcome.deficit().toPlainString());
        json.writeNumberField("snapshotRecords", outcome.snapshots());
        json.writeEndObject();
    }

    private static void write(final JsonGenerator json, final String name, final Collection<String> accounts)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (final String account : accounts) {
            json.writeString(account);
        }
        json.writeEndArray();
    }
}
