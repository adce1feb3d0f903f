package io.plimsoll.daemon.postmortem;

import io.plimsoll.daemon.postmortem.PostMortem.Gap;
import io.plimsoll.daemon.postmortem.PostMortem.Point;
import io.plimsoll.daemon.postmortem.PostMortem.PricePath;
import io.plimsoll.protocol.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One price as it goes by, in bounded room: pieces of time grow as the path gets longer, and only silences of a second or more are
 * kept. The collector's thread.
 */
final class PriceTrack {
    private static final int MAX_POINTS = 1_000;
    private static final long SHORTEST_GAP_NS = 1_000_000_000;
    private static final int GAP_FACTOR = 20;

    private final long priceId;
    private final String symbol;
    private final int decimals;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Gap> silences = new ArrayList<>();
    private long pieceNs = 1_000_000;
    private long accepted;
    private long first;
    private long low = Long.MAX_VALUE;
    private long high;
    private long last;
    private long firstNs;
    private long lastNs;

    PriceTrack(final long priceId, final String symbol, final int decimals) {
        this.priceId = priceId;
        this.symbol = symbol;
        this.decimals = decimals;
    }

    private static final class Piece {
        private final long number;
        private long low;
        private long high;
        private long last;

        Piece(final long number, final long price) {
            this.number = number;
            low = price;
            high = price;
        }

        void add(final long price) {
            low = Math.min(low, price);
            high = Math.max(high, price);
            last = price;
        }

        void add(final Piece later) {
            low = Math.min(low, later.low);
            high = Math.max(high, later.high);
            last = later.last;
        }
    }

    /** A price was accepted. */
    void add(final long eventNs, final long price) {
        if (accepted == 0) {
            first = price;
            firstNs = eventNs;
        } else if (eventNs - lastNs >= SHORTEST_GAP_NS) {
            silences.add(new Gap(lastNs, eventNs));
        }
        accepted++;
        low = Math.min(low, price);
        high = Math.max(high, price);
        last = price;
        lastNs = eventNs;
        final long number = Math.floorDiv(eventNs, pieceNs);
        if (pieces.isEmpty() || pieces.get(pieces.size() - 1).number != number) {
            pieces.add(new Piece(number, price));
        }
        pieces.get(pieces.size() - 1).add(price);
        if (pieces.size() > MAX_POINTS) {
            coarsen();
        }
    }

    private void coarsen() {
        final List<Piece> fine = new ArrayList<>(pieces);
        pieces.clear();
        pieceNs *= 2;
        for (final Piece piece : fine) {
            final long number = Math.floorDiv(piece.number, 2);
            if (pieces.isEmpty() || pieces.get(pieces.size() - 1).number != number) {
                final Piece wider = new Piece(number, piece.low);
                wider.add(piece);
                pieces.add(wider);
            } else {
                pieces.get(pieces.size() - 1).add(piece);
            }
        }
    }

    /** What was seen; the silence up to the end of the stretch counts too. */
    PricePath path(final long endNs) {
        if (endNs - lastNs >= SHORTEST_GAP_NS) {
            silences.add(new Gap(lastNs, endNs));
        }
        final long meanNs = accepted < 2 ? 0 : (lastNs - firstNs) / (accepted - 1);
        final long limitNs = Math.max(SHORTEST_GAP_NS, GAP_FACTOR * meanNs);
        return new PricePath(
                priceId,
                symbol,
                accepted,
                decimal(first),
                decimal(low),
                decimal(high),
                decimal(last),
                pieces.stream().map(this::point).toList(),
                limitNs,
                silences.stream().filter(gap -> gap.lengthNs() > limitNs).toList());
    }

    private Point point(final Piece piece) {
        return new Point(
                piece.number * pieceNs,
                decimal(piece.low).doubleValue(),
                decimal(piece.high).doubleValue(),
                decimal(piece.last).doubleValue());
    }

    private BigDecimal decimal(final long price) {
        return Decimals.toBigDecimal(price, decimals);
    }
}
