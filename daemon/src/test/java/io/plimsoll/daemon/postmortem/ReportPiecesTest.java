package io.plimsoll.daemon.postmortem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.postmortem.PostMortem.Point;
import io.plimsoll.daemon.postmortem.PostMortem.PricePath;
import io.plimsoll.daemon.postmortem.PostMortem.Withholding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pieces of the page: how a price is drawn, and how much of what was withheld is told. */
@Timeout(10)
class ReportPiecesTest {
    @Test
    void shouldDrawAPriceAsItHoldsUntilTheNext() {
        final BigDecimal one = BigDecimal.ONE;
        final PricePath path = new PricePath(
                1,
                "X",
                2,
                one,
                one,
                BigDecimal.TEN,
                one,
                List.of(new Point(0, 1, 1, 1), new Point(50, 9, 9, 9)),
                1,
                List.of());
        final String svg = PricePlot.svg(path, List.of(), 0, 100, "USD");
        assertTrue(svg.matches("(?s).*d=\"M[0-9.]+ [0-9.]+H[0-9.]+V[0-9.]+\".*"), svg);
    }

    @Test
    void shouldGroupALongListOfWhatWasWithheldByAccount() {
        assertEquals(20, rows(20));
        assertEquals(3, rows(60));
    }

    // Rows about accounts, of three in turn.
    private static int rows(final int withheld) {
        final List<Withholding> all = new ArrayList<>();
        for (int i = 0; i < withheld; i++) {
            all.add(new Withholding(i + 1, i, "a" + i % 3, "shadow", BigDecimal.ONE, BigDecimal.TEN));
        }
        final Html html = new Html();
        new LiquidationSection(facts(all), 1, html).write();
        final String page = html.toString();
        assertFalse(page.contains("more."), page);
        return page.split("<td class=t>a[0-2]</td>", -1).length - 1;
    }

    private static PostMortem facts(final List<Withholding> withheld) {
        final Map<String, Long> counts = Map.of("shadow", (long) withheld.size());
        return new PostMortem(
                "", null, 0, null, null, "USD", List.of(), List.of(), null, null, List.of(), withheld, counts, Map.of(),
                List.of(), Map.of(), List.of(), List.of());
    }
}
