package io.plimsoll.daemon.postmortem;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The pieces into which health ratios (equity / maintenance margin) are counted. Below 1 an account is liquidated. Stateless. */
final class HealthScale {
    private static final List<BigDecimal> BOUNDS = List.of(
            new BigDecimal("0"),
            new BigDecimal("0.5"),
            new BigDecimal("0.9"),
            new BigDecimal("1"),
            new BigDecimal("1.05"),
            new BigDecimal("1.1"),
            new BigDecimal("1.25"),
            new BigDecimal("1.5"),
            new BigDecimal("2"),
            new BigDecimal("3"),
            new BigDecimal("5"),
            new BigDecimal("10"));

    private HealthScale() {}

    /** How many pieces there are. */
    static int size() {
        return BOUNDS.size() + 1;
    }

    /** The piece of equity / requirement, which is positive: lower bounds belong to the piece above. */
    static int piece(final BigDecimal equity, final BigDecimal requirement) {
        int piece = 0;
        while (piece < BOUNDS.size() && equity.compareTo(BOUNDS.get(piece).multiply(requirement)) >= 0) {
            piece++;
        }
        return piece;
    }

    /** What each piece is called. */
    static List<String> labels() {
        final List<String> labels = new ArrayList<>();
        labels.add("< " + BOUNDS.get(0));
        for (int i = 1; i < BOUNDS.size(); i++) {
            labels.add(BOUNDS.get(i - 1) + "\u2013" + BOUNDS.get(i));
        }
        labels.add("\u2265 " + BOUNDS.get(BOUNDS.size() - 1));
        return labels;
    }

    /** How many of the pieces lie below 1. */
    static int unsafePieces() {
        return BOUNDS.indexOf(BigDecimal.ONE) + 1;
    }
}
