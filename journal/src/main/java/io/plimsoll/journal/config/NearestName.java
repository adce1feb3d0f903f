package io.plimsoll.journal.config;

import java.util.Collection;

/** The valid name that a misspelt one most likely meant, by Levenshtein distance. */
public final class NearestName {
    private NearestName() {}

    /** The nearest of {@code valid}, or an empty text without any. */
    public static String of(final String name, final Collection<String> valid) {
        String nearest = "";
        int best = Integer.MAX_VALUE;
        for (final String candidate : valid) {
            final int distance = distance(name, candidate);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static int distance(final String a, final String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            final int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
