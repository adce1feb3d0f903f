package io.plimsoll.feed.chainlink;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reports as the pages of their schemas describe them, put together word by word: 64 hexadecimal digits each, in the order of
 * https://docs.soliditylang.org/en/latest/abi-spec.html.
 */
final class TestReports {
    static final String CRYPTO = "0x0003" + "ab".repeat(30);
    static final String SHARE = "0x0008" + "cd".repeat(30);
    static final String SHARE_WITH_BOOK = "0x000b" + "ef".repeat(30);
    static final BigInteger ONE = BigInteger.TEN.pow(18);

    private TestReports() {}

    static String word(final long value) {
        return word(BigInteger.valueOf(value));
    }

    /** Two's complement of 256 bits. */
    static String word(final BigInteger value) {
        final String digits =
                value.signum() < 0 ? BigInteger.ONE.shiftLeft(256).add(value).toString(16) : value.toString(16);
        return "0".repeat(64 - digits.length()) + digits;
    }

    /** The words that all schemas begin with, then others. */
    static List<String> report(final String feedId, final long observed, final String... rest) {
        final List<String> words = new ArrayList<>(List.of(
                feedId.substring(2), word(observed - 1), word(observed), word(77), word(88), word(observed + 86_400)));
        Collections.addAll(words, rest);
        return words;
    }

    /** A crypto report: feed id, two times, two fees, expiry, price, bid, ask. */
    static List<String> crypto(
            final long observed, final BigInteger price, final BigInteger bid, final BigInteger ask) {
        return report(CRYPTO, observed, word(price), word(bid), word(ask));
    }

    /** A report in its envelope, with so many signatures. */
    static List<String> envelope(final List<String> report, final int signatures) {
        final List<String> words = new ArrayList<>();
        words.add("00" + "06".repeat(31)); // context: digest, epoch and round, extra hash
        words.add(word(0x1234));
        words.add(word(0));
        words.add(word(7 * 32));
        words.add(word((7 + 1 + report.size()) * 32L));
        words.add(word((7 + 1 + report.size() + 1 + signatures) * 32L));
        words.add("0001".repeat(16));
        words.add(word(report.size() * 32L));
        words.addAll(report);
        for (int half = 0; half < 2; half++) {
            words.add(word(signatures));
            words.addAll(Collections.nCopies(signatures, "5a".repeat(32)));
        }
        return words;
    }

    static String hex(final List<String> words) {
        return "0x" + String.join("", words);
    }

    /** The message of a stream, as in https://docs.chain.link/data-streams/reference/data-streams-api/interface-ws. */
    static String message(final List<String> report) {
        return message("0x" + report.get(0), hex(envelope(report, 2)));
    }

    static String message(final String feedId, final String fullReport) {
        return "{\"report\":" + item(feedId, fullReport) + "}";
    }

    private static String item(final String feedId, final String fullReport) {
        return "{\"feedID\":\"" + feedId + "\",\"fullReport\":\"" + fullReport + "\",\"validFromTimestamp\":5,"
                + "\"observationsTimestamp\":6}";
    }

    /** An answer of https://docs.chain.link/data-streams/reference/data-streams-api/interface-api. */
    static String page(final List<List<String>> reports) {
        return reports.stream()
                .map(report -> item("0x" + report.get(0), hex(envelope(report, 2))))
                .collect(Collectors.joining(",", "{\"reports\":[", "]}"));
    }
}
