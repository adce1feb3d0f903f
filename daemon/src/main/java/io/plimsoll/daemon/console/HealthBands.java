package io.plimsoll.daemon.console;

/** How many accounts stand how far from the edge, by equity over maintenance margin. One thread. */
final class HealthBands {
    /** Where a band begins, the one before it ending there: finer where it matters. */
    private static final String[] FROM = {"1", "1.01", "1.02", "1.05", "1.1", "1.25", "1.5", "2", "3", "5", "10"};

    private static final double[] LIMITS = new double[FROM.length];

    static {
        for (int i = 0; i < FROM.length; i++) {
            LIMITS[i] = Double.parseDouble(FROM[i]);
        }
    }

    private final int[] counts = new int[FROM.length];

    /** One more, of one that is at or above the edge; what is rounded to below it stands in the first. */
    void add(final double ratio) {
        int band = FROM.length - 1;
        while (band > 0 && ratio < LIMITS[band]) {
            band--;
        }
        counts[band]++;
    }

    int size() {
        return FROM.length;
    }

    /** Where it begins. */
    String from(final int band) {
        return FROM[band];
    }

    /** Where it ends; null for the last. */
    String to(final int band) {
        return band + 1 < FROM.length ? FROM[band + 1] : null;
    }

    int count(final int band) {
        return counts[band];
    }
}
