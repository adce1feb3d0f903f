package io.plimsoll.daemon.postmortem;

import static io.plimsoll.daemon.postmortem.Html.Column.number;
import static io.plimsoll.daemon.postmortem.Html.Column.text;
import static io.plimsoll.daemon.postmortem.Html.count;
import static io.plimsoll.daemon.postmortem.Html.duration;
import static io.plimsoll.daemon.postmortem.Html.price;
import static io.plimsoll.daemon.postmortem.Html.time;

import java.util.ArrayList;
import java.util.List;

/** When guarded prices were not simply believed, and who was the cause; nothing where that never was. One page, one thread. */
final class DoubtSection {
    private static final int MAX_ROWS = 100;

    private final PostMortem facts;
    private final Html html;

    DoubtSection(final PostMortem facts, final Html html) {
        this.facts = facts;
        this.html = html;
    }

    void write() {
        if (facts.doubts().isEmpty()) {
            return;
        }
        html.raw("<h2>Prices in doubt</h2>\n");
        final List<List<String>> rows = new ArrayList<>();
        for (final Doubt doubt :
                facts.doubts().subList(0, Math.min(MAX_ROWS, facts.doubts().size()))) {
            rows.add(row(doubt));
        }
        html.table(
                List.of(
                        number("input"),
                        text("from, UTC"),
                        number("for"),
                        text("price of"),
                        text("what"),
                        number("source"),
                        number("price"),
                        number("low"),
                        number("high"),
                        number("fresh"),
                        number("kept")),
                rows);
        html.more(facts.doubts().size() - (long) rows.size());
        html.raw("<p class=note>An outlier is a source whose price does not count; the source of another row is the one"
                + " whose price began it, none where time passed.</p>\n");
    }

    private List<String> row(final Doubt doubt) {
        final Doubt.Standing standing = doubt.standing();
        final boolean isPriced = standing != null && standing.price().signum() != 0;
        final boolean isOver = doubt.toNs() != null;
        final long toNs = isOver ? doubt.toNs() : facts.span().lastNs();
        return List.of(
                count(doubt.sequence()),
                time(doubt.fromNs()),
                duration(toNs - doubt.fromNs()) + (isOver ? "" : ", to the end"),
                doubt.symbol(),
                doubt.what(),
                doubt.source() == null ? "" : Integer.toString(doubt.source()),
                isPriced ? price(standing.price()) : "",
                isPriced ? price(standing.low()) : "",
                isPriced ? price(standing.high()) : "",
                standing == null ? "" : Integer.toString(standing.fresh()),
                standing == null ? "" : Integer.toString(standing.kept()));
    }
}
