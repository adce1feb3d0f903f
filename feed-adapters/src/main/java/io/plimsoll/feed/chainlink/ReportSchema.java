package io.plimsoll.feed.chainlink;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which word of a report says what, by the schema that a feed id names. A report is its schema's words of 32 bytes, no more and no less;
 * the first six are common to all: feed id, valid from, observed at, two fees, expires at. The layouts are those of
 * https://docs.chain.link/data-streams/reference/report-schema-overview, all prices at 18 decimals. Schemas whose number is no price of
 * something that can be traded now (net asset values, shares with a multiplier, interest rates) are not read.
 *
 * @param version what the feed id says
 * @param words how many there are
 * @param price which is the price
 * @param bid which is the bid, or {@link #NONE}
 * @param ask which is the ask, or {@link #NONE}
 * @param status which is the market's status, or {@link #NONE}
 * @param updated which is the time of the price's last update in nanoseconds, or {@link #NONE}
 */
record ReportSchema(int version, int words, int price, int bid, int ask, int status, int updated) {
    /** No word says it. */
    static final int NONE = -1;
    /** Which word says when the network saw the price. */
    static final int OBSERVED = 2;
    /** Which word says until when the report may be used. */
    static final int EXPIRES = 5;
    /** What the status is in a market's regular session under every schema; under none does it mean anything else. */
    static final long OPEN = 2;

    private static final List<ReportSchema> READ = List.of(
            new ReportSchema(2, 7, 6, NONE, NONE, NONE, NONE), // crypto: a price, or an average of one over time
            new ReportSchema(3, 9, 6, 7, 8, NONE, NONE), // crypto
            new ReportSchema(4, 8, 6, NONE, NONE, 7, NONE), // real-world assets, deprecated by the venue
            new ReportSchema(7, 7, 6, NONE, NONE, NONE, NONE), // what a staked asset is redeemed for
            new ReportSchema(8, 9, 7, NONE, NONE, 8, 6), // real-world assets
            new ReportSchema(11, 14, 6, 8, 10, 13, 7)); // real-world assets with bid and ask

    /**
     * The schema of a version.
     *
     * @throws IllegalArgumentException for one that is not read, by its name
     */
    static ReportSchema of(final int version) {
        return READ.stream()
                .filter(schema -> schema.version == version)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("report schema v" + version + " is not read; expected "
                        + READ.stream().map(schema -> "v" + schema.version).collect(Collectors.joining(", "))));
    }
}
