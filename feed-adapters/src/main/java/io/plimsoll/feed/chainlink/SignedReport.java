package io.plimsoll.feed.chainlink;

import io.plimsoll.feed.live.MalformedFrameException;
import java.util.HexFormat;

/**
 * The envelope of a report, as Solidity's ABI encodes {@code (bytes32[3] context, bytes report, bytes32[] rs, bytes32[] ss, bytes32 vs)}:
 * seven words, of which the fourth to the sixth are the places of the report and of the two halves of its signatures, then those one
 * behind the other, each with its length before it. Every length and place is checked, and all of it must be used up: there is one way
 * to write an envelope, so that nothing can be read twice or stand beside what is read. The signatures themselves are not verified.
 * https://docs.soliditylang.org/en/latest/abi-spec.html
 */
final class SignedReport {
    private static final int HEAD_WORDS = 7;
    private static final int REPORT_PLACE = 3;
    private static final int RS_PLACE = 4;
    private static final int SS_PLACE = 5;
    private static final int MOST_SIGNATURES = 32; // the last word of the head has a byte for each

    private SignedReport() {}

    /**
     * The report in the envelope that {@code 0x} and hexadecimal digits say.
     *
     * @throws MalformedFrameException where they are no envelope
     */
    static ReportWords open(final String hex) {
        final ReportWords envelope = new ReportWords(bytes(hex));
        final int reportPlace = HEAD_WORDS;
        envelope.requirePlace(REPORT_PLACE, reportPlace);
        final int reportWords = words(envelope.count(reportPlace, Integer.MAX_VALUE));
        final int rsPlace = reportPlace + 1 + reportWords;
        envelope.requirePlace(RS_PLACE, rsPlace);
        final int signatures = envelope.count(rsPlace, MOST_SIGNATURES);
        final int ssPlace = rsPlace + 1 + signatures;
        envelope.requirePlace(SS_PLACE, ssPlace);
        if (envelope.count(ssPlace, MOST_SIGNATURES) != signatures) {
            throw new MalformedFrameException("signatures of uneven halves", "as many s as r");
        }
        envelope.requireLength(ssPlace + 1 + signatures);
        return envelope.part(reportPlace + 1, reportWords);
    }

    private static byte[] bytes(final String hex) {
        try {
            if (hex.startsWith("0x")) {
                return HexFormat.of().parseHex(hex, 2, hex.length());
            }
        } catch (final IllegalArgumentException ignored) {
            // told below
        }
        throw new MalformedFrameException(
                hex.substring(0, Math.min(hex.length(), FeedId.LENGTH)), "0x and hexadecimal digits");
    }

    private static int words(final int bytes) {
        if (bytes % ReportWords.BYTES != 0) {
            throw new MalformedFrameException("a report of " + bytes + " bytes", "whole words of 32");
        }
        return bytes / ReportWords.BYTES;
    }
}
