package io.plimsoll.engine;

import io.plimsoll.protocol.terms.BonusTerms;

/**
 * What whoever repays a debt gets on top, by the profile's shape (docs/internals/lending.md, Bonus). A share of what is repaid at 10^18, below 9
 * for every definition that is let in. Engine thread.
 */
final class Bonus {
    private static final long PPM = 1_000_000_000_000L;
    private static final long ONE = UnitDebts.ONE;

    private final Catalog catalog;
    private final WideDivision division = new WideDivision();
    private final Int128 one = new Int128().set(ONE);
    private final Int128 a = new Int128();
    private final Int128 b = new Int128();
    private final Int128 most = new Int128();

    Bonus(final Catalog catalog) {
        this.catalog = catalog;
    }

    /** For the unit's debt and collateral. */
    long of(final UnitDebts debts) {
        final BonusTerms terms = catalog.profile().terms().bonus();
        return switch (terms.shape()) {
            case BY_HEALTH -> byHealth(terms, debts);
            case BY_LLTV -> byLiquidationLtv(terms, debts.collateral);
            default -> PPM * debts.collateral.assetTerms.bonusPpm();
        };
    }

    // Grows as health falls, but not beyond what the unit has more than it owes, unless the least bonus is more.
    private long byHealth(final BonusTerms terms, final UnitDebts debts) {
        final long grown = PPM * terms.startPpm() + share(PPM * terms.slopePpm(), ONE - debts.health());
        final Int128 bound = debts.surplus(b);
        if (bound.compareTo(most(terms)) > 0) {
            bound.set(most);
        }
        if (bound.compareTo(a.set(PPM * terms.minPpm())) < 0) {
            bound.set(a);
        }
        return bound.compareTo(a.set(grown)) < 0 ? bound.low() : grown;
    }

    // What a share of the room between the collateral's weight and 1 leaves, as the inverse of it.
    private long byLiquidationLtv(final BonusTerms terms, final Factor collateral) {
        final long room = ONE - PPM * Worth.ownedPpm(collateral);
        final long divisor = ONE - share(PPM * terms.slopePpm(), room);
        division.multiplyDivideFloor(one, one, a.set(divisor), b);
        b.subtract(one);
        return b.compareTo(most(terms)) > 0 ? most.low() : b.low();
    }

    /** Of a discount: what is taken on top when 1 is taken for so much. */
    long ofDiscounted(final long paid) {
        division.multiplyDivideFloor(one, one, a.set(paid), b);
        return b.subtract(one).low();
    }

    private Int128 most(final BonusTerms terms) {
        return most.setProduct(PPM, terms.maxPpm());
    }

    private long share(final long of, final long share) {
        division.multiplyDivideFloor(a.set(of), b.set(share), one, most);
        return most.low();
    }
}
