package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.FlagReason;

/**
 * The arithmetic of balances and positions: transfers, exchanges and fills, exact, and all or nothing. Each method answers null when
 * applied, or why it may not be, with nothing changed (docs/internals/linear-rules.md, Facts). Engine thread.
 */
final class Ledger {
    private final Units units;
    private final Legs legs;
    private final LegBook legBook;
    private final Control control;
    private boolean isFull;
    private final WideDivision division = new WideDivision();

    // The fill being worked out; nothing is stored before all of it is known to be allowed.
    private long quantity;
    private final Int128 cost = new Int128();
    private long fundingIndex;
    private final Int128 realised = new Int128();
    private final Int128 residue = new Int128();
    private final Int128 released = new Int128();
    private final Int128 a = new Int128();
    private final Int128 b = new Int128();
    private final Int128 limit = new Int128();

    Ledger(final Units units, final Legs legs, final LegBook legBook, final Control control) {
        this.units = units;
        this.legs = legs;
        this.legBook = legBook;
        this.control = control;
    }

    /** Adds to a balance. */
    FlagReason transfer(final int unit, final Factor asset, final long amount) {
        final long before = legBook.units(unit, asset.index);
        if (isBeyond(before, amount, asset.maxUnits)) {
            return FlagReason.OVER_LIMIT;
        }
        final long after = before + amount;
        if (!hasRoom(unit, legChange(before, after))) {
            return FlagReason.OVER_CAPACITY;
        }
        legBook.setBalance(unit, asset, after);
        return null;
    }

    /** Whether a balance may change by so much. */
    boolean isWithin(final int unit, final Factor asset, final long change) {
        return !isBeyond(legBook.units(unit, asset.index), change, asset.maxUnits);
    }

    /** Adds to two balances that may change by so much; false, with nothing changed, where there is no room for both. */
    boolean exchange(
            final int unit, final Factor asset, final long change, final Factor otherAsset, final long otherChange) {
        final long before = legBook.units(unit, asset.index);
        final long otherBefore = legBook.units(unit, otherAsset.index);
        final long after = before + change;
        final long otherAfter = otherBefore + otherChange;
        if (!hasRoom(unit, legChange(before, after) + legChange(otherBefore, otherAfter))) {
            return false;
        }
        if (otherAfter == 0) { // as in a fill
            legBook.setBalance(unit, otherAsset, otherAfter);
            legBook.setBalance(unit, asset, after);
        } else {
            legBook.setBalance(unit, asset, after);
            legBook.setBalance(unit, otherAsset, otherAfter);
        }
        return true;
    }

    /** Applies a trade of the unit: {@code traded} is signed, {@code fee} is paid in the settlement asset. */
    FlagReason fill(final int unit, final Factor instrument, final long traded, final long price, final long fee) {
        if (price <= 0 || price > instrument.maxPrice || isBeyond(0, traded, 2 * instrument.maxUnits)) {
            return FlagReason.OVER_LIMIT;
        }
        final long quantityBefore = load(unit, instrument);
        trade(instrument, traded, instrument.mark(price));
        final Factor settlement = instrument.settlement;
        final long balanceBefore = legBook.units(unit, settlement.index);
        a.set(balanceBefore).add(realised).subtract(b.set(fee));
        if (Math.abs(quantity) > instrument.maxUnits
                || isCostBeyondLimit(instrument, cost)
                || !a.fitsLong()
                || isBeyond(0, a.low(), settlement.maxUnits)) {
            return FlagReason.OVER_LIMIT;
        }
        final long balance = a.low();
        if (!hasRoom(unit, legChange(quantityBefore, quantity) + legChange(balanceBefore, balance))) {
            return FlagReason.OVER_CAPACITY;
        }
        instrument.residue.add(residue);
        if (balance == 0) { // the leg that goes makes room for the one that comes
            legBook.setBalance(unit, settlement, balance);
            legBook.setPosition(unit, instrument, quantity, cost, fundingIndex);
        } else {
            legBook.setPosition(unit, instrument, quantity, cost, fundingIndex);
            legBook.setBalance(unit, settlement, balance);
        }
        return null;
    }

    /** Whether a cost is larger than the overflow proof allows a position. */
    boolean isCostBeyondLimit(final Factor instrument, final Int128 signedCost) {
        limit.setProduct(2 * instrument.maxUnits, instrument.maxMark());
        return b.set(signedCost).abs().compareTo(limit) > 0 || b.isNegative();
    }

    /** Whether the last OVER_CAPACITY was for all units together, not for the one. */
    boolean isFull() {
        return isFull;
    }

    /** Whether all units together may hold {@code change} more legs than now. */
    boolean hasTotalRoom(final int change) {
        return change <= 0 || legs.used() + change <= control.maxLegs();
    }

    private boolean hasRoom(final int unit, final int change) {
        final boolean unitHasRoom = units.legCount(unit) + change <= EngineCapacity.MAX_LEGS_PER_UNIT;
        isFull = unitHasRoom && !hasTotalRoom(change);
        return unitHasRoom && !isFull;
    }

    private long load(final int unit, final Factor instrument) {
        final int leg = legBook.find(unit, instrument.index);
        if (leg == Legs.NONE) {
            quantity = 0;
            cost.set(0);
            fundingIndex = instrument.fundingIndex;
        } else {
            quantity = legs.units(leg);
            cost.set(legs.costHigh(leg), legs.costLow(leg));
            fundingIndex = legs.fundingIndex(leg);
        }
        return quantity;
    }

    private void trade(final Factor instrument, final long traded, final long mark) {
        realised.set(0);
        residue.set(0);
        if (traded == 0) {
            return;
        }
        cost.addProduct(instrument.fundingIndex - fundingIndex, quantity);
        fundingIndex = instrument.fundingIndex;
        final boolean reduces = quantity != 0 && (quantity > 0) != (traded > 0);
        final long closed = !reduces ? 0 : Math.abs(traded) <= Math.abs(quantity) ? traded : -quantity;
        if (reduces) {
            close(instrument, closed, mark);
        }
        final long opened = traded - closed;
        quantity += opened;
        cost.addProduct(opened, mark);
    }

    // Releases the closed share of the cost, rounded down, and realises the difference to what the trade paid.
    private void close(final Factor instrument, final long closed, final long mark) {
        if (closed == -quantity) {
            released.set(cost);
        } else {
            a.set(Math.abs(closed));
            b.set(Math.abs(quantity));
            final boolean fits = division.multiplyDivideFloor(cost, a, b, released);
            Invariant.check(fits, "a released cost is no larger than the cost");
        }
        realised.setProduct(-closed, mark).subtract(released);
        cost.subtract(released);
        quantity += closed;
        final int shift = instrument.costDecimals() - instrument.settlement.unitDecimals;
        if (shift > 0) {
            a.set(realised);
            division.divideFloor(realised, Decimals.powerOfTen(shift), realised);
            residue.set(a).subtract(b.set(realised).multiply(Decimals.powerOfTen(shift)));
            if (quantity != 0) {
                cost.subtract(residue);
                residue.set(0);
            }
        } else if (shift < 0) {
            realised.multiply(Decimals.powerOfTen(-shift));
        }
    }

    private static int legChange(final long before, final long after) {
        return (after != 0 ? 1 : 0) - (before != 0 ? 1 : 0);
    }

    // |before + change| > max, without overflow: limits are below 2^59.
    private static boolean isBeyond(final long before, final long change, final long max) {
        return change == Long.MIN_VALUE
                || Math.abs(change) > 1L << 61
                || before + change > max
                || before + change < -max;
    }
}
