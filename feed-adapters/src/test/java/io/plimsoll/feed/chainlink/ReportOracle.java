package io.plimsoll.feed.chainlink;

import static io.plimsoll.feed.live.JsonTree.require;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameOracle;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.StrictJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Messages of a source with the feeds of {@link TestReports}, all at 8 decimals, their words counted off in the text. */
final class ReportOracle implements FrameOracle {
    private static final int DECIMALS = 8;
    private static final String DIGITS = "0123456789abcdefABCDEF";
    private static final List<String> FEEDS =
            List.of(TestReports.CRYPTO, TestReports.SHARE, TestReports.SHARE_WITH_BOOK);

    @Override
    public Said read(final byte[] frame) {
        final List<Said.Price> prices = new ArrayList<>();
        final int[] unknownAndClosed = new int[2];
        int found = 0;
        for (final Map.Entry<String, Object> field : StrictJson.read(frame).entrySet()) {
            if (field.getKey().equals("report")) {
                report(StrictJson.map(field.getValue()), prices, unknownAndClosed);
                found++;
            } else if (field.getKey().equals("reports")) {
                require(field.getValue() instanceof List, "a list");
                ((List<?>) field.getValue())
                        .forEach(report -> report(StrictJson.map(report), prices, unknownAndClosed));
                found++;
            }
        }
        require(found > 0, "a report");
        return new Said(prices, unknownAndClosed[0], unknownAndClosed[1], 0, false, false, false);
    }

    private static void report(
            final Map<String, Object> report, final List<Said.Price> prices, final int[] unknownAndClosed) {
        final String feed = StrictJson.text(report, "feedID");
        final String full = StrictJson.text(report, "fullReport");
        require(
                feed != null && full != null && full.startsWith("0x") && full.length() % 64 == 2,
                "both, of whole words");
        require(full.chars().skip(2).allMatch(c -> DIGITS.indexOf(c) >= 0), "hexadecimal digits");
        final List<String> words = opened(full.substring(2).toLowerCase(Locale.ROOT));
        require(!words.isEmpty() && feed.toLowerCase(Locale.ROOT).equals("0x" + words.get(0)), "one feed");
        switch (FEEDS.indexOf("0x" + words.get(0))) {
            case 0 -> {
                require(words.size() == 9, "the words of v3");
                prices.add(price(0, words, 6, width(signed(words.get(7)), signed(words.get(8))), Long.MAX_VALUE));
            }
            case 1 -> {
                require(words.size() == 9, "the words of v8");
                if (unsigned(words.get(8)) == 2) {
                    prices.add(price(1, words, 7, TickSource.NO_CONFIDENCE, unsigned(words.get(6))));
                } else {
                    unknownAndClosed[1]++;
                }
            }
            case 2 -> {
                require(words.size() == 14, "the words of v11");
                if (unsigned(words.get(13)) == 2) {
                    final long width = width(signed(words.get(8)), signed(words.get(10)));
                    prices.add(price(2, words, 6, width, unsigned(words.get(7))));
                } else {
                    unknownAndClosed[1]++;
                }
            }
            default -> unknownAndClosed[0]++;
        }
    }

    // context, context, context, place, place, place, vs, length, report.., length, rs.., length, ss..
    private static List<String> opened(final String hex) {
        final List<String> words = new ArrayList<>();
        for (int i = 0; i < hex.length(); i += 64) {
            words.add(hex.substring(i, i + 64));
        }
        final long bytes = unsigned(at(words, 7));
        require(bytes % 32 == 0 && bytes <= hex.length(), "whole words");
        final int rs = 8 + (int) (bytes / 32);
        final long signatures = unsigned(at(words, rs));
        require(signatures <= 32, "32 signatures");
        final int ss = rs + 1 + (int) signatures;
        require(unsigned(at(words, ss)) == signatures, "as many");
        require(words.size() == ss + 1 + signatures, "all words");
        require(unsigned(words.get(3)) == 224, "the report's place");
        require(unsigned(words.get(4)) == rs * 32L && unsigned(words.get(5)) == ss * 32L, "the signatures' places");
        return words.subList(8, rs);
    }

    private static String at(final List<String> words, final int place) {
        require(place < words.size(), "a word " + place);
        return words.get(place);
    }

    private static long unsigned(final String word) {
        final BigInteger number = new BigInteger(word, 16);
        require(number.bitLength() <= 63, "63 bits");
        return number.longValueExact();
    }

    private static BigInteger signed(final String word) {
        final BigInteger number = new BigInteger(word, 16);
        final BigInteger signed = number.testBit(255) ? number.subtract(BigInteger.ONE.shiftLeft(256)) : number;
        require(signed.bitLength() <= 191, "192 bits with the sign");
        return signed;
    }

    private static long mantissa(final BigDecimal number, final RoundingMode rounding) {
        final BigInteger mantissa = number.setScale(DECIMALS, rounding).unscaledValue();
        require(mantissa.bitLength() <= 63, "64 bits with the sign");
        return mantissa.longValueExact();
    }

    private static long width(final BigInteger bid, final BigInteger ask) {
        final BigDecimal width = new BigDecimal(ask.subtract(bid).abs(), 18);
        return width.signum() == 0
                ? TickSource.NO_CONFIDENCE
                : mantissa(width.divide(BigDecimal.valueOf(2)), RoundingMode.CEILING);
    }

    private static Said.Price price(
            final int feed, final List<String> words, final int word, final long width, final long updatedNs) {
        final long observed = unsigned(words.get(2));
        require(unsigned(words.get(5)) >= 0, "an expiry of 63 bits");
        require(observed <= Long.MAX_VALUE / 1_000_000_000, "a time of 64 bits");
        final long value = mantissa(new BigDecimal(signed(words.get(word)), 18), RoundingMode.HALF_UP);
        return new Said.Price(feed, value, width, Math.min(observed * 1_000_000_000, updatedNs), 0);
    }
}
