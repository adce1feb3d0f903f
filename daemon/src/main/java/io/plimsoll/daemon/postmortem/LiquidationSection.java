package io.plimsoll.daemon.postmortem;

import static io.plimsoll.daemon.postmortem.Html.Column.number;
import static io.plimsoll.daemon.postmortem.Html.Column.text;
import static io.plimsoll.daemon.postmortem.Html.Column.wide;
import static io.plimsoll.daemon.postmortem.Html.count;
import static io.plimsoll.daemon.postmortem.Html.price;
import static io.plimsoll.daemon.postmortem.Html.time;

import io.plimsoll.daemon.postmortem.PostMortem.Liquidation;
import io.plimsoll.daemon.postmortem.PostMortem.Withholding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who was liquidated, who was not although due, and which inputs were not believed. One page, one thread. */
final class LiquidationSection {
    private static final int MAX_LIQUIDATIONS = 100;
    private static final int MAX_WITHHELD = 50;
    private static final int MAX_UNGROUPED = 20;

    private final PostMortem facts;
    private final int cards;
    private final Html html;

    LiquidationSection(final PostMortem facts, final int cards, final Html html) {
        this.facts = facts;
        this.cards = cards;
        this.html = html;
    }

    void write() {
        liquidations();
        withheld();
        flags();
    }

    private void liquidations() {
        final List<Liquidation> all = facts.liquidations();
        html.raw("<h2>Liquidations</h2>\n");
        if (all.isEmpty()) {
            html.raw("<p>No account was liquidated.</p>\n");
            return;
        }
        final int inCards = Math.min(cards, all.size());
        html.put(
                "<p>The %s accounts of which most was closed, of %s. What stands beside a first order is as it was"
                        + " then.</p>",
                count(inCards), count(all.size()));
        html.raw("<div class=cards>\n");
        all.subList(0, inCards).forEach(this::card);
        html.raw("</div>\n");
        final List<Liquidation> rest = all.subList(inCards, Math.min(all.size(), inCards + MAX_LIQUIDATIONS));
        if (!rest.isEmpty()) {
            table(rest);
        }
        final int left = all.size() - inCards - rest.size();
        if (left > 0) {
            html.put("<p class=note>%s more are in the JSON form (<code>--json</code>).</p>", count(left));
        }
    }

    private void card(final Liquidation one) {
        html.put(
                "<div class=card><h3>%s</h3><span class=quiet>%s, %s</span><dl>",
                one.account(), one.instruments(), time(one.firstNs()));
        pair("equity at the first order", html.money(one.equity()));
        pair("maintenance margin", html.money(one.maintenanceMargin()));
        pair("net worth", html.money(one.netWorth()));
        pair("mark", price(one.mark()));
        pair("orders", count(one.orders()));
        pair("closed at the marks", html.money(one.closedValue()));
        pair("filled", html.money(one.filledValue()));
        pair("net worth at the end", html.money(one.finalNetWorth()));
        pair("verdict at the end", one.finalVerdict());
        html.put("</dl><code>explain %s</code></div>", one.firstOrder());
    }

    private void pair(final String name, final String value) {
        html.put("<dt>%s</dt><dd>%s</dd>", name, value);
    }

    private void table(final List<Liquidation> liquidations) {
        final List<List<String>> rows = new ArrayList<>();
        for (final Liquidation one : liquidations) {
            rows.add(List.of(
                    one.account(),
                    one.firstOrder(),
                    time(one.firstNs()),
                    one.reason(),
                    html.money(one.equity()),
                    html.money(one.maintenanceMargin()),
                    count(one.orders()),
                    html.money(one.closedValue()),
                    html.money(one.finalNetWorth()),
                    one.finalVerdict()));
        }
        html.table(
                List.of(
                        text("account"),
                        text("first order"),
                        text("time, UTC"),
                        text("reason"),
                        number("equity"),
                        number("maintenance"),
                        number("orders"),
                        number("closed"),
                        number("net worth at the end"),
                        text("verdict then")),
                rows);
    }

    private void withheld() {
        html.raw("<h2>Withheld</h2>\n");
        if (facts.withheldCounts().isEmpty()) {
            html.raw("<p>Every account below its requirement got an order.</p>\n");
            return;
        }
        html.raw("<p>Accounts below their requirement that got no order, told once an episode and reason.</p>\n");
        counts("reason", facts.withheldCounts());
        final Map<String, List<Withholding>> byAccount = facts.withheld().stream()
                .collect(Collectors.groupingBy(Withholding::account, LinkedHashMap::new, Collectors.toList()));
        final List<List<String>> rows = facts.withheld().size() > MAX_UNGROUPED
                ? byAccount.values().stream().map(this::grouped).toList()
                : facts.withheld().stream().map(one -> grouped(List.of(one))).toList();
        html.table(
                List.of(
                        text("account"),
                        number("times"),
                        number("first at input"),
                        text("time, UTC"),
                        wide("reasons"),
                        number("equity then"),
                        number("maintenance")),
                rows.subList(0, Math.min(MAX_WITHHELD, rows.size())));
        html.more(Math.max(0, rows.size() - MAX_WITHHELD));
        final long told = facts.withheldCounts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (told > facts.withheld().size()) {
            html.put(
                    "<p class=note>Of the first %s of %s; the others are in the counts only.</p>",
                    count(facts.withheld().size()), count(told));
        }
    }

    // What was withheld from one account, as it stood at the first.
    private List<String> grouped(final List<Withholding> ofAccount) {
        final Withholding first = ofAccount.get(0);
        return List.of(
                first.account(),
                count(ofAccount.size()),
                count(first.sequence()),
                time(first.eventNs()),
                ofAccount.stream()
                        .map(one -> one.reason().replace('_', ' '))
                        .distinct()
                        .collect(Collectors.joining(", ")),
                html.money(first.equity()),
                html.money(first.maintenanceMargin()));
    }

    private void flags() {
        if (!facts.flags().isEmpty()) {
            html.raw("<h2>Inputs refused, or not to be trusted</h2>\n");
            counts("reason", facts.flags());
        }
    }

    private void counts(final String what, final Map<String, Long> counts) {
        final List<List<String>> rows = new ArrayList<>();
        counts.forEach((name, number) -> rows.add(List.of(name.replace('_', ' '), count(number))));
        html.table(List.of(wide(what), number("times")), rows);
    }
}
