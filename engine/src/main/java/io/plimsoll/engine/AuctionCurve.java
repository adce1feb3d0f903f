package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.terms.AuctionTerms;

/**
 * How the price of an auction falls with time (docs/internals/auctions.md, The price). Prices are mantissas of the collateral, times whole
 * seconds from the auction's start. Reused from auction to auction: one instance a thread.
 */
public final class AuctionCurve {
    /** It goes on for ever. */
    public static final long NEVER = 0;

    private static final long BILLION = 1_000_000_000;
    private static final long FARTHEST = 1L << 30;
    /** 1, for what is left of a price. */
    private static final Int128 RAY = new Int128().set(UnitDebts.ONE).multiply(BILLION);

    private final WideDivision division = new WideDivision();
    private final Int128 base = new Int128();
    private final Int128 power = new Int128();
    private final Int128 factor = new Int128();
    private final Int128 scratch = new Int128();

    private PriceCurve curve = PriceCurve.FIXED;
    private long start;
    private long curveSeconds;
    private long cut;

    /** Where an auction starts, of a collateral at its price: at least 1. */
    static long start(final long price, final int startPpm) {
        final long whole = price / Rates.ONE * startPpm;
        return Math.max(1, whole + price % Rates.ONE * startPpm / Rates.ONE);
    }

    /**
     * Becomes the curve of one auction.
     *
     * @param seconds LINEAR: until the price is 0; STAIR_STEP: of a step
     * @param left STAIR_STEP and EXPONENTIAL: after a step or a second, 10^-18
     */
    public AuctionCurve set(final PriceCurve kind, final long startPrice, final long seconds, final long left) {
        curve = kind;
        start = startPrice;
        curveSeconds = seconds;
        cut = left;
        return this;
    }

    /** Becomes the curve of an auction by the terms in force, from a price. */
    AuctionCurve set(final AuctionTerms terms, final long startPrice) {
        return set(
                terms.curve(),
                startPrice,
                terms.curve() == PriceCurve.LINEAR ? terms.tauSeconds() : terms.stepSeconds(),
                terms.cut());
    }

    /** The price so many seconds after the start, 0 or more. */
    public long price(final long seconds) {
        switch (curve) {
            case LINEAR -> {
                if (seconds >= curveSeconds) {
                    return 0;
                }
                power.set(RAY).multiply(curveSeconds - seconds);
                division.divideFloor(power, curveSeconds, power);
            }
            case STAIR_STEP -> raise(seconds / curveSeconds);
            case EXPONENTIAL -> raise(seconds);
            default -> {
                return start;
            }
        }
        final boolean fits = division.multiplyDivideFloor(power, factor.set(start), RAY, scratch);
        Invariant.check(fits, "a price never rises above its start");
        return scratch.low();
    }

    /** Seconds after which the auction must start again, or {@link #NEVER}: after a tail, or once below a part of its start. */
    public long resetSeconds(final AuctionTerms terms) {
        final int tail = terms.tailSeconds();
        if (terms.cuspPpm() == 0) {
            return tail == 0 ? NEVER : tail + 1L;
        }
        final long last = tail == 0 ? FARTHEST : tail + 1L;
        if (tail == 0 && !isBelow(last, terms.cuspPpm())) {
            return NEVER;
        }
        long on = 0;
        long over = last;
        while (over - on > 1) {
            final long middle = (on + over) >> 1;
            if (isBelow(middle, terms.cuspPpm())) { // the tail is not passed before the last
                over = middle;
            } else {
                on = middle;
            }
        }
        return over;
    }

    private boolean isBelow(final long seconds, final int partPpm) {
        return scratch.setProduct(price(seconds), Rates.ONE).compareTo(power.setProduct(start, partPpm)) < 0;
    }

    // What is left after so many cuts, by squaring, each product rounded half up.
    private void raise(final long times) {
        base.set(cut).multiply(BILLION);
        power.set((times & 1) == 1 ? base : RAY);
        for (long left = times >> 1; left > 0; left >>= 1) {
            multiply(base, base);
            if ((left & 1) == 1) {
                multiply(power, base);
            }
        }
    }

    // value = value * by, half up: half of the floor of twice the product, rounded up.
    private void multiply(final Int128 value, final Int128 by) {
        factor.set(by).add(by);
        final boolean fits = division.multiplyDivideFloor(value, factor, RAY, value);
        Invariant.check(fits, "a product of two parts is a part");
        value.add(0, 1).shiftRight(1);
    }
}
