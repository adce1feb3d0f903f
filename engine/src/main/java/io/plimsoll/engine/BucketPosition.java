package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * What a position counts in the bucket of its settlement asset, and what is held back of it (docs/internals/settle-buckets.md, Numbers). It is
 * told of a position first ({@link #of}) and answers for that one until the next. Values at valueDecimals. One thread.
 */
final class BucketPosition {
    private final MarginCalculator calculator;
    private final Legs legs;
    private final Share share = new Share();
    /** Its profit or loss: times ppm a value. */
    private final Int128 worth = new Int128();
    /** The same, in full. */
    private final Int128 value = new Int128();
    /** |quantity| * price * settlement price: times ppm a value. */
    private final Int128 notional = new Int128();

    private final Int128 moved = new Int128();
    private final Int128 scratch = new Int128();

    private Factor instrument = Factor.NOTHING;
    private long size;
    private long price;
    private long settlementPrice;
    private long initialPrice;

    BucketPosition(final MarginCalculator calculator, final Legs legs) {
        this.calculator = calculator;
        this.legs = legs;
    }

    /** Takes the position of a leg at prices. */
    BucketPosition of(final int leg, final Factor newInstrument, final long newPrice, final long newSettlementPrice) {
        instrument = newInstrument;
        price = newPrice;
        settlementPrice = newSettlementPrice;
        initialPrice = calculator.initialPrice(instrument, legs.units(leg) > 0);
        size = Math.abs(legs.units(leg));
        calculator.pnl(leg, instrument, price, worth);
        worth.multiply(settlementPrice).multiply(instrument.alignment);
        value.set(worth).multiply(Rates.ONE);
        MarginCalculator.notional(size, instrument, price, settlementPrice, notional);
        return this;
    }

    /** v: its profit or loss, in full. */
    Int128 value() {
        return value;
    }

    /** The same, so many millionths of it. */
    Int128 value(final int ppm, final Int128 result) {
        return result.set(worth).multiply(ppm);
    }

    /** |quantity| * price * settlement price: times ppm a value. */
    Int128 notional() {
        return notional;
    }

    /** A: what is asked of all of it. */
    Int128 asked(final Purpose purpose, final Int128 result) {
        if (purpose != Purpose.INITIAL || initialPrice == price) {
            return result.set(notional).multiply(purpose.ratePpm(instrument));
        }
        // at the worse price, and what that takes from it
        MarginCalculator.notional(size, instrument, initialPrice, settlementPrice, result);
        result.multiply(purpose.ratePpm(instrument));
        MarginCalculator.notional(size, instrument, Math.abs(price - initialPrice), settlementPrice, moved);
        return result.add(moved.multiply(Rates.ONE));
    }

    /** u: what it is worth beyond what is asked of it. */
    Int128 excess(final Purpose purpose, final Int128 result) {
        return asked(purpose, result).negate().add(value);
    }

    /** c: what all of it counts. */
    Int128 counted(final Purpose purpose, final Int128 result) {
        excess(purpose, result);
        return result.signum() > 0 ? share.floor(result, purpose.bucketProfitPpm(instrument)) : result;
    }

    /** Whether no more is held back of it than what is asked, so that a part is held back for a part. */
    boolean isHeldAsAsked(final Purpose purpose) {
        return purpose.bucketProfitPpm(instrument) == Rates.ONE
                || excess(purpose, scratch).signum() <= 0;
    }

    /** H(x): what is held back of so much of it, at most all. */
    Int128 held(final Purpose purpose, final long left, final Int128 result) {
        if (left == 0) {
            return result.set(0);
        }
        result.set(value).subtract(counted(purpose, scratch));
        return left < size ? share.ceil(result, left, size) : result;
    }

    /** v - H(x): what it counts when all but so much of it is closed. */
    Int128 left(final Purpose purpose, final long left, final Int128 result) {
        if (left >= size) {
            return counted(purpose, result);
        }
        return held(purpose, left, result).negate().add(value);
    }
}
