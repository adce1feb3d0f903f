package io.plimsoll.protocol.terms;

import java.util.function.LongUnaryOperator;

/**
 * Who gets what an account pays for being liquidated, ppm of it. The three add up to 1,000,000, or to nothing: then nothing is said of penalties.
 *
 * @param liquidatorPpm share of who took the position over
 * @param fundPpm share of the insurance fund that answers for the instrument
 * @param protocolPpm share of the protocol
 */
public record PenaltyTerms(int liquidatorPpm, int fundPpm, int protocolPpm) {
    /** The engine says nothing of penalties. */
    public static final PenaltyTerms NONE = new PenaltyTerms(0, 0, 0);

    /** Whether it says who gets a penalty. */
    public boolean isSplit() {
        return liquidatorPpm != 0 || fundPpm != 0 || protocolPpm != 0;
    }

    PenaltyTerms map(final LongUnaryOperator each) {
        return new PenaltyTerms(
                Terms.number(each, liquidatorPpm), Terms.number(each, fundPpm), Terms.number(each, protocolPpm));
    }
}
