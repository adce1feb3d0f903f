package io.plimsoll.daemon.postmortem;

import static io.plimsoll.daemon.postmortem.Html.Column.number;
import static io.plimsoll.daemon.postmortem.Html.Column.text;
import static io.plimsoll.daemon.postmortem.Html.count;
import static io.plimsoll.daemon.postmortem.Html.duration;
import static io.plimsoll.daemon.postmortem.Html.price;
import static io.plimsoll.daemon.postmortem.Html.time;

import io.plimsoll.daemon.postmortem.PostMortem.Gap;
import io.plimsoll.daemon.postmortem.PostMortem.PricePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What prices did, where the feed was silent, and what it did to the book. One page, one thread. */
final class MarketSection {
    private static final int MAX_GAPS = 12;

    private final PostMortem facts;
    private final Html html;

    MarketSection(final PostMortem facts, final Html html) {
        this.facts = facts;
        this.html = html;
    }

    void write() {
        prices();
        health();
    }

    private void prices() {
        html.raw("<h2>Prices</h2>\n");
        if (facts.prices().isEmpty()) {
            html.raw("<p>No price was taken.</p>\n");
        }
        for (final PricePath path : facts.prices()) {
            html.raw("<figure>\n")
                    .raw(PricePlot.svg(
                            path,
                            facts.liquidations(),
                            facts.span().firstNs(),
                            facts.span().lastNs(),
                            facts.currency()));
            html.put(
                    "<figcaption>%s prices of %s: first %s, lowest %s, highest %s, last %s. Shaded: %s silences of the"
                            + " feed longer than %s.</figcaption>",
                    count(path.accepted()),
                    path.symbol(),
                    price(path.first()),
                    price(path.low()),
                    price(path.high()),
                    price(path.last()),
                    count(path.gaps().size()),
                    duration(path.gapLimitNs()));
            html.raw("</figure>\n");
            gaps(path);
        }
    }

    private void gaps(final PricePath path) {
        if (path.gaps().isEmpty()) {
            return;
        }
        final List<List<String>> rows = new ArrayList<>();
        path.gaps().stream()
                .sorted(Comparator.comparingLong(Gap::lengthNs).reversed())
                .limit(MAX_GAPS)
                .forEach(gap -> rows.add(List.of(time(gap.fromNs()), time(gap.toNs()), duration(gap.lengthNs()))));
        html.put("<p class=note>The longest silences of %s</p>", path.symbol());
        html.table(List.of(text("from"), text("to"), number("length")), rows);
    }

    private void health() {
        html.raw("<h2>Health of the book</h2>\n<figure>\n").raw(HealthPlot.svg(facts.before(), facts.after()));
        html.put(
                "<figcaption>Accounts by equity / maintenance margin: before input %s (%s) and at the end. Without a"
                        + " requirement: %s before, %s after; not to be valued for want of a price: %s and %s."
                        + " Liquidators are not counted.</figcaption>",
                count(facts.before().sequence()),
                time(facts.before().eventNs()),
                count(facts.before().withoutRequirement()),
                count(facts.after().withoutRequirement()),
                count(facts.before().unpriced()),
                count(facts.after().unpriced()));
        html.raw("</figure>\n");
    }
}
