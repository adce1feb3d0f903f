package io.plimsoll.engine;

import java.math.BigInteger;

/**
 * What a ledger unit of an indexed asset is worth in amounts, for who owns it and for who owes it (docs/internals/interest.md). Amounts are rounded
 * against the account, to a unit of a balance. Engine thread.
 */
final class Interest {
    /** Decimals of an index. */
    static final int DECIMALS = 27;

    /** An index may move by this part of itself where the price may move by all of it. */
    static final int PART = 64;

    /** What a leg that an index moves too moves by at most, ppm of what its price alone does: 1 + 2 / PART. */
    static final int MOVED_PPM = 1_031_250;

    /** Largest bound of an index, ppm. */
    static final long MAX_INDEX_PPM = 1_000_000_000_000L;

    /** An index of 1: balances are amounts. */
    private static final Int128 ONE = wide(BigInteger.TEN.pow(DECIMALS));

    private static final long MICROS_OF_INDEX = 1_000_000_000_000_000_000L; // times a thousand
    /** Bits of an index as triggers measure it. */
    private static final int MEASURED_BITS = 58;

    final Int128 supply = new Int128().set(ONE);
    final Int128 borrow = new Int128().set(ONE);

    private final WideDivision division = new WideDivision();
    private final Int128 scratch = new Int128();

    private static Int128 wide(final BigInteger value) {
        return new Int128().set(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }

    /** Whether an index is positive and within that bound. */
    boolean isWithin(final Int128 index, final long maxIndexPpm) {
        return index.signum() > 0 && index.compareTo(limit(maxIndexPpm)) <= 0;
    }

    private Int128 limit(final long maxIndexPpm) {
        return scratch.setProduct(maxIndexPpm, MICROS_OF_INDEX).multiply(1_000);
    }

    /** The amount of a balance in units of the ledger: what is owned floored, what is owed not less than it is. */
    long amount(final long balance) {
        final boolean isOwed = balance < 0;
        scratch.set(Math.abs(balance));
        final boolean fits = isOwed
                ? division.multiplyDivideCeil(scratch, borrow, ONE, scratch)
                : division.multiplyDivideFloor(scratch, supply, ONE, scratch);
        Invariant.check(fits && scratch.fitsLong(), "the definitions bound every amount");
        return isOwed ? -scratch.low() : scratch.low();
    }

    /** The index of what is owned, or owed, in a long: rounded down, by the bits of the largest that there may be. */
    long measured(final boolean isOwed, final long maxIndexPpm) {
        final int shift = Math.max(0, limit(maxIndexPpm).bits() - MEASURED_BITS);
        return scratch.set(isOwed ? borrow : supply).shiftRight(shift).low();
    }

    void set(final Interest other) {
        supply.set(other.supply);
        borrow.set(other.borrow);
    }

    boolean isPlain() {
        return supply.equals(ONE) && borrow.equals(ONE);
    }

    void image(final StateImage image) {
        supply.image(image);
        borrow.image(image);
    }

    void hash(final StateHash hash) {
        hash.add(supply.high()).add(supply.low()).add(borrow.high()).add(borrow.low());
    }
}
