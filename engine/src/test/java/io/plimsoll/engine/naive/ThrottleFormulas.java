package io.plimsoll.engine.naive;

import io.plimsoll.protocol.terms.ThrottleTerms;
import java.math.BigInteger;
import java.util.Comparator;

/** What the page says of throttles, line by line, so that a test can plant a mistake in one of them. Amounts in millionths. */
public class ThrottleFormulas {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    /** The number of the second of event time, or of the hour. */
    protected long period(final long eventNs, final boolean isHour) {
        return Math.floorDiv(eventNs, isHour ? 3_600 * SECOND_NS : SECOND_NS);
    }

    /** An order's notional, from one at V where so many units are a millionth: rounded up. */
    protected BigInteger micros(final BigInteger notional, final BigInteger unitsOfAMicro) {
        return Numbers.ceilDiv(notional, unitsOfAMicro);
    }

    /** Whether an order may be made that adds so much to a counter. */
    protected boolean passes(final BigInteger counter, final BigInteger amount, final BigInteger bound) {
        return counter.signum() == 0 || counter.add(amount).compareTo(bound) <= 0;
    }

    /** A counter does not grow beyond. */
    protected BigInteger counted(final BigInteger sum) {
        return sum.min(MOST);
    }

    /** Whether an order counts for another account's, or another instrument's, bound. */
    protected boolean isOfAnother(final boolean isSame) {
        return !isSame;
    }

    /** Whether any bound is set. */
    protected boolean isAny(final ThrottleTerms terms) {
        return !terms.equals(ThrottleTerms.PLAIN);
    }

    /** In which order units of the queue are served, which matters while a bound is set. */
    protected Comparator<Queued> served(final QueueFormulas queue) {
        return queue::compare;
    }

    /** Whether a unit that is withheld THROTTLED is passed over. */
    protected boolean isPassedOver(final boolean isSecondOfLastThrottled) {
        return isSecondOfLastThrottled;
    }
}
