package io.plimsoll.engine;

/**
 * What a unit's balances count in B that are capped, tiered or in a domain (docs/internals/collateral.md). Reused from unit to unit; one
 * thread.
 */
final class Collateral {
    private final Rounder rounder;
    private final InitialWorth initialWorth;
    private final DomainSums domains = new DomainSums();
    private final Int128 maintenance = new Int128();
    private final Int128 stop = new Int128();
    private final Int128 initial = new Int128();

    Collateral(final Rounder rounder, final InitialWorth initialWorth) {
        this.rounder = rounder;
        this.initialWorth = initialWorth;
    }

    /** Begins a unit. */
    void clear() {
        domains.clear();
    }

    /**
     * Adds what an owned balance counts; that of a domain only comes in at {@link #addDomains}.
     *
     * @param worth at the price in force, rounded
     */
    void add(final Factor asset, final long amount, final Int128 worth, final UnitMargin margin) {
        count(asset, Purpose.MAINTENANCE, Worth.ownedPpm(asset, amount, Purpose.MAINTENANCE), maintenance.set(worth));
        count(asset, Purpose.STOP, Worth.ownedPpm(asset, amount, Purpose.STOP), stop.set(worth));
        initial.setProduct(amount, initialWorth.price(asset, true)).multiply(asset.alignment);
        count(asset, Purpose.INITIAL, initialWorth.ownedPpm(asset, amount), rounder.collateral(initial));
        if (asset.counting.domainId() == 0) {
            margin.equity.add(maintenance);
            margin.stopEquity.add(stop).subtract(maintenance);
            margin.initialEquity.add(initial);
        } else {
            final int place = domains.place(asset.counting);
            domains.sum(Purpose.MAINTENANCE, place).add(maintenance);
            domains.sum(Purpose.STOP, place).add(stop);
            domains.sum(Purpose.INITIAL, place).add(initial);
        }
    }

    private void count(final Factor asset, final Purpose purpose, final int plainPpm, final Int128 worth) {
        rounder.weighted(asset.counting.count(purpose, plainPpm, worth));
    }

    /** Adds what domains count, whose balances have all been added; the stop equity is what it differs by from the equity, as it is then. */
    void addDomains(final UnitMargin margin) {
        domains.addTo(maintenance.set(0), Purpose.MAINTENANCE);
        domains.addTo(stop.set(0), Purpose.STOP);
        domains.addTo(margin.initialEquity, Purpose.INITIAL);
        margin.equity.add(maintenance);
        margin.stopEquity.add(stop).subtract(maintenance);
    }
}
