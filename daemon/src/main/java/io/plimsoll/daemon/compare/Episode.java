package io.plimsoll.daemon.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Liquidations of one account in one instrument or asset, by one side, that follow each other closely: a venue fills in parts, and an
 * engine orders again while a price falls. Immutable.
 *
 * @param accountId 0 for one that the journal does not know
 * @param count of fills or orders
 * @param quantity of all of them, signed as the account's
 * @param sequence of the input at the first of them
 * @param standing of the account at the first of them; by an order's own numbers where it is the journal's side
 * @param equity what the venue says it was, null where it says nothing, and on the journal's side
 * @param requirement the same
 * @param where the first is told: a line of the venue's file, or an order's id
 */
public record Episode(
        long accountId,
        String account,
        String subject,
        long firstNs,
        long lastNs,
        long sequence,
        int count,
        BigDecimal quantity,
        Standing standing,
        BigDecimal equity,
        BigDecimal requirement,
        String where) {

    boolean isNear(final Episode other, final long withinNs) {
        return other.firstNs - lastNs <= withinNs && firstNs - other.lastNs <= withinNs;
    }

    private Episode and(final Episode later) {
        return new Episode(
                accountId,
                account,
                subject,
                firstNs,
                Math.max(lastNs, later.lastNs),
                sequence,
                count + later.count,
                quantity.add(later.quantity),
                standing,
                equity,
                requirement,
                where);
    }

    /** Joins those of one account and subject that are no farther apart than that; in order of time. */
    static List<Episode> joined(final List<Episode> single, final long withinNs) {
        final List<Episode> sorted = new ArrayList<>(single);
        sorted.sort(Comparator.comparingLong(Episode::firstNs).thenComparingLong(Episode::sequence));
        final List<Episode> joined = new ArrayList<>();
        for (final Episode one : sorted) {
            final int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).isNear(one, withinNs)) {
                joined.set(last, joined.get(last).and(one));
            } else {
                joined.add(one);
            }
        }
        return joined;
    }
}
