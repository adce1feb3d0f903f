package io.plimsoll.gateway.console;

import java.util.Locale;

/** What a daemon says of itself to its console: everything that a page can be shown, made up. Stateless. */
final class Sample {
    private static final long INTERVAL_MS = 10_000;

    private Sample() {}

    /** A daemon in a state ({@code armed}, ...) and mode, at a moment; without an objection where it is armed. */
    static String overview(final String state, final String mode, final long nowMs) {
        final String objections = state.equals("armed")
                ? ""
                : "\"account source 'venue' is not at its head\",\"the price of 'ETH-PERP' is 41.2 s old, maxPriceAge is 30.0 s\"";
        return "{\"nowMs\":" + nowMs + ",\"status\":{\"state\":\"" + state + "\",\"mode\":\"" + mode + "\""
                + ",\"build\":\"0.1.0-SNAPSHOT\",\"pid\":4711,\"journal\":\"/srv/plimsoll/data/journal\""
                + ",\"durability\":\"survives the process\",\"notReadyBecause\":[" + objections + "]"
                + ",\"suspectAccounts\":3,\"counters\":{\"engineSequence\":4711354,\"ordersInFlight\":12"
                + ",\"ordersIssued\":163038,\"unitsQueued\":0,\"ringFill\":0,\"diskState\":0}}"
                + ",\"sources\":{\"10\":\"coinbase\",\"11\":\"deribit\",\"12\":\"pyth\"}"
                + ",\"stands\":" + stands(nowMs)
                + ",\"accounts\":" + accounts(nowMs - 2_300)
                + ",\"latency\":{\"intervalMs\":" + INTERVAL_MS + ",\"hops\":" + hops(nowMs) + "}}";
    }

    private static String stands(final long nowMs) {
        return "{\"atMs\":" + (nowMs - 400) + ",\"prices\":["
                + "{\"symbol\":\"BTC-PERP\",\"price\":\"97012.5\",\"guard\":\"degraded\",\"low\":\"96980.1\",\"high\":\"97012.5\",\"acceptedMs\":"
                + (nowMs - 120) + ",\"manual\":false,\"dwelling\":true,\"sources\":["
                + source(10, "97012.5", nowMs - 120, false, true, false) + ","
                + source(11, "97010", nowMs - 7_000, false, false, false) + ","
                + source(12, "48506.2", nowMs - 300, false, true, true) + "]},"
                + "{\"symbol\":\"ETH-PERP\",\"price\":\"2310.25\",\"guard\":\"valid\",\"low\":\"2310.25\",\"high\":\"2310.25\",\"acceptedMs\":"
                + (nowMs - 900) + ",\"manual\":false,\"dwelling\":false,\"sources\":["
                + source(10, "2310.25", nowMs - 900, false, true, false) + ","
                + source(11, "2310.4", nowMs - 95_000, true, false, false) + "]},"
                + "{\"symbol\":\"SOL\",\"price\":\"141.07\",\"guard\":null,\"low\":\"141.07\",\"high\":\"141.07\",\"acceptedMs\":"
                + (nowMs - 52_000)
                + ",\"manual\":true,\"dwelling\":false,\"sources\":[]},"
                + "{\"symbol\":\"DOGE\",\"price\":null,\"guard\":null,\"low\":null,\"high\":null,\"acceptedMs\":null"
                + ",\"manual\":false,\"dwelling\":false,\"sources\":[]}]"
                + ",\"funds\":{\"leftOut\":0,\"balances\":["
                + "{\"fund\":0,\"asset\":\"USD\",\"balance\":\"25000000.000000\",\"promised\":\"1250.500000\"},"
                + "{\"fund\":1,\"asset\":\"BTC\",\"balance\":\"12.50000000\",\"promised\":\"0.00000000\"}]}}";
    }

    private static String source(
            final int source,
            final String price,
            final long saidMs,
            final boolean down,
            final boolean fresh,
            final boolean outlier) {
        return "{\"source\":" + source + ",\"price\":\"" + price + "\",\"saidMs\":" + saidMs + ",\"down\":" + down
                + ",\"fresh\":" + fresh + ",\"outlier\":" + outlier + "}";
    }

    private static String accounts(final long atMs) {
        final int[] counts = {9, 31, 212, 890, 4_120, 9_803, 22_417, 31_008, 17_212, 8_104, 6_101};
        final String[] from = {"1", "1.01", "1.02", "1.05", "1.1", "1.25", "1.5", "2", "3", "5", "10"};
        final StringBuilder bands = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            bands.append(i == 0 ? "" : ",")
                    .append("{\"from\":\"" + from[i] + "\",\"to\":")
                    .append(i + 1 < counts.length ? "\"" + from[i + 1] + "\"" : "null")
                    .append(",\"count\":" + counts[i] + "}");
        }
        final StringBuilder nearest = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            final String verdict = i < 2 ? "liquidate" : "warning";
            final double ratio = 0.991 + 0.004 * i;
            nearest.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"account\":\"%s\",\"verdict\":\"%s\",\"withheld\":%s,\"equity\":\"%.6f\",\"maintenanceMargin\":\"%.6f\",\"ratio\":\"%.4f\"}",
                            i == 5
                                    ? "a-desk-with-a-very-long-name-that-has-to-be-cut-somewhere"
                                    : "a" + (37_034 + 911 * i),
                            verdict,
                            i == 1 ? "\"price_degraded\"" : "null",
                            ratio * 8_539.97 * (i + 1),
                            8_539.97 * (i + 1),
                            ratio));
        }
        return "{\"beganMs\":" + (atMs - 3_100) + ",\"atMs\":" + atMs
                + ",\"accounts\":100002,\"unchecked\":2,\"unpriced\":1,\"askedNothing\":91,\"below\":2"
                + ",\"verdicts\":{\"healthy\":98760,\"warning\":1137,\"liquidate\":2,\"bankrupt\":0},\"bands\":["
                + bands
                + "],\"nearest\":[" + nearest
                + "],\"cost\":{\"slices\":1563,\"engineNs\":41000000,\"longestSliceNs\":61000}}";
    }

    private static String hops(final long nowMs) {
        final StringBuilder hops = new StringBuilder("{");
        for (final String hop : new String[] {"tick-order", "tick-processed", "engine"}) {
            hops.append(hops.length() == 1 ? "" : ",").append("\"" + hop + "\":[");
            for (int i = 0; i < 90; i++) {
                final long wave = Math.round(1_000 * Math.sin(i / 7.0));
                final boolean isQuiet = hop.equals("tick-order") && i > 40 && i < 48;
                hops.append(i == 0 ? "" : ",")
                        .append("[" + (nowMs - 4_000 - (89 - i) * INTERVAL_MS) + "," + (isQuiet ? 0 : 1_204) + ","
                                + (9_000 + wave) + "," + (41_000 + 9 * wave) + "," + (180_000 + 70 * wave) + ","
                                + (i == 63 ? 21_000_000 : 600_000 + 100 * wave) + "]");
            }
            hops.append("]");
        }
        return hops.append("}").toString();
    }
}
