package io.plimsoll.daemon.postmortem;

import static io.plimsoll.daemon.postmortem.Html.Column.number;
import static io.plimsoll.daemon.postmortem.Html.Column.text;
import static io.plimsoll.daemon.postmortem.Html.count;
import static io.plimsoll.daemon.postmortem.Html.price;
import static io.plimsoll.daemon.postmortem.Html.time;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who was asked to pay for what liquidation does not cover; nothing where nobody was. One page, one thread. */
final class LossSection {
    private static final int MAX_ROWS = 100;

    private final PostMortem facts;
    private final Html html;

    LossSection(final PostMortem facts, final Html html) {
        this.facts = facts;
        this.html = html;
    }

    void write() {
        if (facts.losses().isEmpty()) {
            return;
        }
        html.raw(
                facts.lossCounts().containsKey("penalty")
                        ? "<h2>Losses beyond liquidation, and penalties</h2>\n"
                        : "<h2>Losses beyond liquidation</h2>\n");
        html.put(
                "<p>%s.</p>",
                facts.lossCounts().entrySet().stream()
                        .map(one -> count(one.getValue()) + " " + one.getKey())
                        .collect(Collectors.joining(", ")));
        final List<List<String>> rows = new ArrayList<>();
        for (final Loss loss :
                facts.losses().subList(0, Math.min(MAX_ROWS, facts.losses().size()))) {
            rows.add(row(loss));
        }
        html.table(
                List.of(
                        number("input"),
                        text("at, UTC"),
                        text("account"),
                        text("what"),
                        number("amount"),
                        text("of"),
                        number("at price"),
                        text("from, or against")),
                rows);
        html.more(
                facts.lossCounts().values().stream().mapToLong(Long::longValue).sum() - rows.size());
        html.raw(
                "<p class=note>Drawn: an insurance fund is asked to pay. Uncovered: no fund pays it; socialised: all who"
                        + " own the asset share it. Deleveraged: part of the order closes against another account. Penalty: what a fill"
                        + " costs its account, and who gets how much of it.</p>\n");
    }

    private static List<String> row(final Loss loss) {
        return List.of(
                count(loss.sequence()),
                time(loss.eventNs()),
                loss.account(),
                loss.what(),
                price(loss.amount()),
                loss.symbol(),
                loss.price() == null ? "" : price(loss.price()),
                loss.from());
    }
}
