package io.plimsoll.daemon.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What both sides liquidated, and what one of them alone. Immutable.
 *
 * @param outside lines of the venue's file from before the journal's stretch or after it: they are not compared
 */
public record Comparison(List<Pair> both, List<Only> venueOnly, List<Episode> oursOnly, List<String> outside) {
    /** Found by both. */
    public record Pair(Episode venue, Episode ours) {
        /** How much later the journal's first order is than the venue's first liquidation, ns; negative: it is earlier. */
        public long lagNs() {
            return ours.firstNs() - venue.firstNs();
        }

        /** How much more the journal ordered than the venue liquidated, in size; negative: less. */
        public BigDecimal sizeDifference() {
            return ours.quantity().abs().subtract(venue.quantity().abs());
        }
    }

    /**
     * Found by the venue alone.
     *
     * @param why the journal has no order: {@code unknown account}, {@code unpriced}, {@code not checked}, {@code withheld: REASON}, {@code
     *     another instrument was ordered}, {@code not held} or {@code not below}; {@code below} is a fault, or an order that stands since long
     */
    public record Only(Episode venue, String why) {}

    private record Key(long accountId, String account, String subject) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparingLong(Key::accountId)
                .thenComparing(Key::account)
                .thenComparing(Key::subject);

        // One that the journal does not know has only a name.
        static Key of(final Episode episode) {
            return new Key(episode.accountId(), episode.accountId() == 0 ? episode.account() : "", episode.subject());
        }

        @Override
        public int compareTo(final Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Whether each side liquidated whom the other did. */
    public boolean isAgreed() {
        return venueOnly.isEmpty() && oursOnly.isEmpty();
    }

    /**
     * Compares.
     *
     * @param venue each of the venue's liquidations as an episode of its own
     * @param ours each order of the journal, the same
     * @param withinNs how far apart two liquidations of one account and subject may be to belong together
     */
    static Comparison of(
            final List<Episode> venue, final List<Episode> ours, final List<String> outside, final long withinNs) {
        final SortedMap<Key, List<Episode>> theirs = byKey(venue);
        final SortedMap<Key, List<Episode>> own = byKey(ours);
        final List<Pair> both = new ArrayList<>();
        final List<Episode> unseen = new ArrayList<>();
        final List<Episode> oursOnly = new ArrayList<>();
        theirs.forEach((key, single) -> {
            final List<Episode> orders = own.containsKey(key) ? own.remove(key) : List.of();
            match(Episode.joined(single, withinNs), Episode.joined(orders, withinNs), withinNs, both, unseen, oursOnly);
        });
        own.values().forEach(orders -> oursOnly.addAll(Episode.joined(orders, withinNs)));
        final List<Only> venueOnly = new ArrayList<>();
        unseen.forEach(episode -> venueOnly.add(new Only(episode, why(episode, ours, withinNs))));
        both.sort(Comparator.comparingLong(pair -> pair.venue().firstNs()));
        venueOnly.sort(Comparator.comparingLong(only -> only.venue().firstNs()));
        oursOnly.sort(Comparator.comparingLong(Episode::firstNs));
        return new Comparison(both, venueOnly, oursOnly, outside);
    }

    private static SortedMap<Key, List<Episode>> byKey(final List<Episode> episodes) {
        final SortedMap<Key, List<Episode>> byKey = new TreeMap<>();
        episodes.forEach(episode ->
                byKey.computeIfAbsent(Key.of(episode), key -> new ArrayList<>()).add(episode));
        return byKey;
    }

    // Both lists are in order of time, and within a list no two are near each other.
    private static void match(
            final List<Episode> venue,
            final List<Episode> ours,
            final long withinNs,
            final List<Pair> both,
            final List<Episode> venueOnly,
            final List<Episode> oursOnly) {
        int their = 0;
        int own = 0;
        while (their < venue.size() && own < ours.size()) {
            if (venue.get(their).isNear(ours.get(own), withinNs)) {
                both.add(new Pair(venue.get(their++), ours.get(own++)));
            } else if (venue.get(their).firstNs() < ours.get(own).firstNs()) {
                venueOnly.add(venue.get(their++));
            } else {
                oursOnly.add(ours.get(own++));
            }
        }
        venueOnly.addAll(venue.subList(their, venue.size()));
        oursOnly.addAll(ours.subList(own, ours.size()));
    }

    private static String why(final Episode venue, final List<Episode> ours, final long withinNs) {
        final Standing standing = venue.standing();
        return switch (standing.verdict()) {
            case Standing.UNKNOWN -> "unknown account";
            case Standing.UNPRICED, Standing.NOT_CHECKED -> standing.verdict();
            default -> {
                if (standing.withheld() != null) {
                    yield "withheld: " + standing.withheld();
                }
                final boolean isOtherwise = ours.stream()
                        .anyMatch(order -> order.accountId() == venue.accountId() && order.isNear(venue, withinNs));
                if (isOtherwise) {
                    yield "another instrument was ordered";
                }
                if (standing.position().signum() == 0) {
                    yield "not held";
                }
                yield "liquidate".equals(standing.verdict()) || "bankrupt".equals(standing.verdict())
                        ? "below"
                        : "not below";
            }
        };
    }
}
