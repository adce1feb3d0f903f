package io.plimsoll.engine.naive;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ScaleTerms;
import java.math.BigInteger;
import java.util.Optional;

/** The formulas of the page about the margin scale, each by itself. */
public class ScaleFormulas {
    private static final BigInteger NS_A_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final int MOST = 5 * Rates.ONE;

    /** Why a scale is refused: for its bounds, its step, then its time. */
    protected Optional<FlagReason> refusal(
            final int ppm, final Scale inForce, final ScaleTerms terms, final BigInteger nowNs) {
        if (!isWithin(ppm, terms)) {
            return Optional.of(FlagReason.SCALE_OUT_OF_BOUNDS);
        }
        if (isFree(ppm, inForce)) {
            return Optional.empty();
        }
        if (!isOneStep(Math.abs(ppm - inForce.ppm()), terms)) {
            return Optional.of(FlagReason.SCALE_STEP);
        }
        return isDue(nowNs.subtract(inForce.changedNs().orElseThrow()), terms)
                ? Optional.empty()
                : Optional.of(FlagReason.SCALE_EARLY);
    }

    /** Both bounds are allowed. */
    protected boolean isWithin(final int ppm, final ScaleTerms terms) {
        return ppm >= terms.floorPpm() && ppm <= terms.capPpm();
    }

    /** The first one that is stated, and one that changes nothing. */
    protected boolean isFree(final int ppm, final Scale inForce) {
        return inForce.changedNs().isEmpty() || ppm == inForce.ppm();
    }

    /** A whole step is allowed. */
    protected boolean isOneStep(final int difference, final ScaleTerms terms) {
        return difference <= terms.stepPpm();
    }

    /** A change is allowed once the time is full. */
    protected boolean isDue(final BigInteger sinceNs, final ScaleTerms terms) {
        return sinceNs.compareTo(BigInteger.valueOf(terms.seconds()).multiply(NS_A_SECOND)) >= 0;
    }

    /** What is in force after one that is not refused. */
    protected Scale after(final int ppm, final Scale inForce, final BigInteger nowNs) {
        return ppm == inForce.ppm() && inForce.changedNs().isPresent() ? inForce : new Scale(ppm, Optional.of(nowNs));
    }

    /** What is in force under another profile: the nearest that it allows. */
    protected Scale within(final Scale inForce, final ScaleTerms terms) {
        return new Scale(Math.min(Math.max(inForce.ppm(), terms.floorPpm()), terms.capPpm()), inForce.changedNs());
    }

    /** A rate at a scale: up, and no more than 1. */
    protected int rate(final int ppm, final int scalePpm) {
        return scaled(ppm, scalePpm).min(Numbers.MILLION).intValueExact();
    }

    /** What a size adds at a scale: up, and no more than 1,000 per root. */
    protected long sizeFactor(final long factor, final int scalePpm) {
        return scaled(factor, scalePpm).min(Numbers.tenTo(12)).longValueExact();
    }

    private static BigInteger scaled(final long value, final int scalePpm) {
        return Numbers.ceilDiv(BigInteger.valueOf(value).multiply(BigInteger.valueOf(scalePpm)), Numbers.MILLION);
    }

    /** An instrument's terms at a scale other than 1: neither a leverage nor a share of initial margin says its rates. */
    protected InstrumentTerms terms(final InstrumentTerms terms, final int scalePpm) {
        return terms.withRates(sizeFactor(terms.sizeFactor(), scalePpm));
    }

    /** Bounds that a profile may state: around 1, and a step between them where there is anything between them. */
    protected boolean areBounds(final ScaleTerms terms) {
        if (terms.floorPpm() == terms.capPpm()) {
            return terms.equals(ScaleTerms.PLAIN);
        }
        return terms.floorPpm() >= 1
                && terms.floorPpm() <= Rates.ONE
                && terms.capPpm() >= Rates.ONE
                && terms.capPpm() <= MOST
                && terms.stepPpm() >= 1
                && terms.stepPpm() <= MOST
                && terms.seconds() >= 0
                && terms.seconds() <= 1_000_000_000;
    }
}
