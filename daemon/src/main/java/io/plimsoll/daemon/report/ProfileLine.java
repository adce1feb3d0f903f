package io.plimsoll.daemon.report;

import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a profile is, in one line for people: the choices that decide a verdict at its boundary, and where they are from. Stateless. */
public final class ProfileLine {
    private ProfileLine() {}

    /** As "profile linear, version 1: boundary strict, debts netted, nothing rounded". */
    public static String of(final ProfileSpec profile) {
        final ProfileTerms terms = profile.terms();
        return "profile " + profile.name() + ", version " + profile.version() + ": boundary "
                + lower(terms.boundary())
                + (terms.requirePositive() ? " where a requirement is positive" : "")
                + ", debts "
                + switch (terms.debtIn()) {
                    case REQUIREMENT -> "in the requirement";
                    default -> "netted";
                }
                + ", " + rounding(terms.rounding())
                + (profile.source().isEmpty() ? "" : "; from " + profile.source());
    }

    private static String rounding(final RoundingTerms terms) {
        final List<String> modes = new ArrayList<>();
        add(modes, "collateral", terms.collateral());
        add(modes, "weighted", terms.weighted());
        add(modes, "debt", terms.debt());
        add(modes, "notional", terms.notional());
        add(modes, "requirement", terms.requirement());
        return modes.isEmpty()
                ? "nothing rounded"
                : "rounded to " + terms.decimals() + " decimals: " + String.join(", ", modes);
    }

    private static void add(final List<String> modes, final String term, final Rounding mode) {
        if (mode != Rounding.NONE) {
            modes.add(term + " " + lower(mode));
        }
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
