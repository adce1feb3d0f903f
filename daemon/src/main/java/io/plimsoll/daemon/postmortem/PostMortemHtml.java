package io.plimsoll.daemon.postmortem;

import static io.plimsoll.daemon.postmortem.Html.Column.number;
import static io.plimsoll.daemon.postmortem.Html.Column.text;
import static io.plimsoll.daemon.postmortem.Html.Column.wide;
import static io.plimsoll.daemon.postmortem.Html.count;
import static io.plimsoll.daemon.postmortem.Html.duration;
import static io.plimsoll.daemon.postmortem.Html.time;

import io.plimsoll.daemon.latency.LatencyPlot;
import io.plimsoll.daemon.postmortem.PostMortem.Event;
import io.plimsoll.daemon.postmortem.PostMortem.Integrity;
import io.plimsoll.daemon.postmortem.PostMortem.Span;
import io.plimsoll.daemon.postmortem.PostMortem.Totals;
import io.plimsoll.protocol.OrderId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A post-mortem as one HTML file that needs nothing else: no script, no network, readable on screen and on paper. What does not
 * fit is counted and left to the JSON. One page, one thread.
 */
public final class PostMortemHtml {
    private static final int MAX_EVENTS = 100;

    private final PostMortem facts;
    private final List<String> command;
    private final int cards;
    private final Html html = new Html();

    private PostMortemHtml(final PostMortem facts, final List<String> command, final int cards) {
        this.facts = facts;
        this.command = command;
        this.cards = cards;
    }

    /**
     * The page.
     *
     * @param command lines that produce it again
     * @param cards liquidations shown in full, the largest
     */
    public static String of(final PostMortem facts, final List<String> command, final int cards) {
        final PostMortemHtml page = new PostMortemHtml(facts, command, cards);
        page.write();
        return page.html.toString();
    }

    private void write() {
        html.raw("<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n");
        html.raw("<meta name=viewport content=\"width=device-width, initial-scale=1\">\n");
        html.put("<title>Post-mortem %s to %s</title>", time(span().firstNs()), time(span().lastNs()));
        html.raw("<link rel=icon href=\"data:,\">\n<style>\n").raw(css()).raw("</style>\n</head>\n<body>\n<main>\n");
        head();
        integrity(facts.integrity());
        totals(facts.totals());
        new MarketSection(facts, html).write();
        new DoubtSection(facts, html).write();
        new LiquidationSection(facts, cards, html).write();
        new LossSection(facts, html).write();
        timeline();
        latency();
        again();
        html.raw("</main>\n</body>\n</html>\n");
    }

    private Span span() {
        return facts.span();
    }

    private void head() {
        html.raw("<h1>Post-mortem</h1>\n");
        html.put(
                "<p>%s to %s UTC (%s), inputs %s to %s of <code>%s</code></p>",
                time(span().firstNs()),
                time(span().lastNs()),
                duration(span().lastNs() - span().firstNs()),
                count(span().first()),
                count(span().last()),
                facts.journal());
        html.put(
                "<p class=quiet>Regenerated from the journal alone, beginning with %s. Times are event times.",
                facts.snapshot() == 0 ? "its first input" : "the snapshot behind input " + count(facts.snapshot()));
        html.put(" Values are in %s, rounded to two decimals; the JSON form has them exact.</p>", facts.currency());
    }

    private void integrity(final Integrity integrity) {
        if (integrity.isIntact()) {
            html.raw("<div class=\"verdict good\"><b>The journal is intact.</b> ");
            html.put(
                    "All %s inputs are whole and follow one another, and each of the %s decisions that they give is"
                            + " byte for byte what <code>orders</code> holds. State hash at the end:"
                            + " <code>%s</code>.</div>",
                    count(span().inputs()), count(integrity.compared()), Long.toHexString(integrity.stateHash()));
            return;
        }
        html.put(
                "<div class=\"verdict bad\"><b>%s</b> %s. %s decisions before that are byte for byte what"
                        + " <code>orders</code> holds; the report covers inputs up to %s.</div>",
                integrity.isDamaged() ? "The journal is damaged." : "The journal does not say what the inputs give.",
                integrity.defect(),
                count(integrity.compared()),
                count(span().last()));
    }

    private void totals(final Totals totals) {
        html.raw("<div class=numbers>\n");
        tile(count(totals.accounts()), "accounts liquidated");
        tile(count(totals.orders()), "orders");
        tile(count(totals.filled()), "orders filled in full");
        tile(count(totals.cancelled()), "orders cancelled");
        tile(count(totals.inFlight()), "orders in flight at the end");
        tile(count(totals.prices()), "prices taken");
        tile(count(totals.pricesRefused()), "prices refused");
        tile(
                count(facts.withheldCounts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()),
                "orders withheld");
        tile(count(totals.deficitAccounts()), "accounts with a deficit at the end");
        tile(html.money(totals.deficit()), "deficit, " + facts.currency());
        html.raw("</div>\n");
    }

    private void tile(final String value, final String what) {
        html.put("<div><strong>%s</strong><span>%s</span></div>", value, what);
    }

    private void timeline() {
        html.raw("<h2>Timeline</h2>\n");
        final List<Event> events = new ArrayList<>(facts.timeline());
        firstLiquidation().ifPresent(events::add);
        events.sort(Comparator.comparingLong(Event::sequence));
        final List<List<String>> rows = new ArrayList<>();
        for (final Event event : events.subList(0, Math.min(MAX_EVENTS, events.size()))) {
            rows.add(List.of(count(event.sequence()), time(event.eventNs()), event.what()));
        }
        html.table(List.of(number("input"), text("time, UTC"), wide("what")), rows);
        html.more(events.size() - (long) rows.size());
    }

    private Optional<Event> firstLiquidation() {
        return facts.liquidations().stream()
                .map(one -> new Event(
                        OrderId.parse(one.firstOrder()).sequence(),
                        one.firstNs(),
                        "first liquidation order: " + one.firstOrder() + ", " + one.account()))
                .min(Comparator.comparingLong(Event::sequence).thenComparing(Event::what));
    }

    private void latency() {
        html.raw("<h2>Latency</h2>\n");
        if (facts.latency().isEmpty()) {
            html.raw("<p>No latency log was found beside the journal.</p>\n");
            return;
        }
        html.raw("<figure>\n").raw(LatencyPlot.svg("Latency by hop", facts.latency()));
        html.raw("<figcaption>Over the whole log, not only this stretch: the journal holds no"
                + " latencies.</figcaption>\n");
        html.raw("</figure>\n");
        final List<List<String>> rows = new ArrayList<>();
        for (final LatencyPlot.Curve curve : facts.latency()) {
            rows.add(List.of(
                    curve.name(),
                    count(curve.histogram().getTotalCount()),
                    micros(curve, 50),
                    micros(curve, 99),
                    micros(curve, 99.9),
                    micros(curve, 100)));
        }
        html.table(
                List.of(
                        text("hop, \u00b5s"),
                        number("values"),
                        number("p50"),
                        number("p99"),
                        number("p99.9"),
                        number("max")),
                rows);
    }

    private String micros(final LatencyPlot.Curve curve, final double percentile) {
        return html.money(BigDecimal.valueOf(curve.histogram().getValueAtPercentile(percentile), 3));
    }

    private void again() {
        html.raw("<h2>The same again</h2>\n");
        html.raw("<p>These give this report, the same facts as JSON, and the comparison alone:</p>\n");
        html.put("<pre>%s</pre>", String.join("\n", command));
    }

    private static String css() {
        try (InputStream in = PostMortemHtml.class.getResourceAsStream("/postmortem/report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
