package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything the naive engine knows. It changes the fields; tests look through the accessors. */
public final class State implements VenueState {
    /** As they are valued by: those that were committed, with their rates scaled. */
    Definitions definitions = Definitions.none();

    Definitions stated = Definitions.none();
    Scale scale = Scale.NONE;
    final Prices prices = new Prices();
    final Groups groups = new Groups();
    final Sources sources;
    final Status status = new Status();
    final SortedSet<Long> haltedInstruments = new TreeSet<>();
    final Throttles throttles;
    final SortedMap<Long, Unit> units = new TreeMap<>();
    final SortedMap<OrderId, InFlight> orders = new TreeMap<>(InFlight.BY_ID);
    final SortedMap<OrderId, SeizeInFlight> seizures = new TreeMap<>(InFlight.BY_ID);
    final Funds funds = new Funds();
    final Assignments assignments = new Assignments(orders);
    final SortedMap<Long, BigInteger> fundingIndexes = new TreeMap<>();
    final SortedMap<Long, BigInteger> openInterests = new TreeMap<>();
    final SortedMap<Long, BigInteger> stablePrices = new TreeMap<>();
    final SortedMap<Long, BigInteger> deposits = new TreeMap<>();
    final SortedMap<Long, InterestIndexes> interests = new TreeMap<>();
    final SortedMap<Long, BigInteger> residues = new TreeMap<>();
    Optional<SnapshotStaging> staging = Optional.empty();
    boolean areWithdrawalsBlocked;
    long nowNs; // event time of the last record

    State(final Rulebook rules) {
        this.sources = new Sources(rules.facts(), this::staleOf);
        this.throttles = new Throttles(rules.throttles());
    }

    /** Those in force, their rates by the margin scale. */
    public Definitions definitions() {
        return definitions;
    }

    /** Those in force as they were committed. */
    public Definitions stated() {
        return stated;
    }

    /** The margin scale in force. */
    public Scale scale() {
        return scale;
    }

    /** Those accepted last. */
    public Prices prices() {
        return prices;
    }

    /** Price sources in the midst of a message. */
    public Groups groups() {
        return groups;
    }

    /** Watermarks and gaps. */
    public Sources sources() {
        return sources;
    }

    /** Status, mode, capacities. */
    public Status status() {
        return status;
    }

    /** Ids of instruments that an operator halted. */
    public SortedSet<Long> haltedInstruments() {
        return Collections.unmodifiableSortedSet(haltedInstruments);
    }

    /** By account id. */
    public SortedMap<Long, Unit> units() {
        return Collections.unmodifiableSortedMap(units);
    }

    /** Liquidation orders in flight, by id. */
    public SortedMap<OrderId, InFlight> orders() {
        return Collections.unmodifiableSortedMap(orders);
    }

    /** Seize orders in flight, by id. */
    public SortedMap<OrderId, SeizeInFlight> seizures() {
        return Collections.unmodifiableSortedMap(seizures);
    }

    /** Insurance funds, and draws on them. */
    public Funds funds() {
        return funds;
    }

    /** Counterparties of orders of bankrupt units. */
    public Assignments assignments() {
        return assignments;
    }

    /** Whether bankrupt units owe more than all funds hold. */
    public boolean areWithdrawalsBlocked() {
        return areWithdrawalsBlocked;
    }

    /** Whether one is in flight, of either kind. */
    boolean hasOrders(final long accountId) {
        return orders.values().stream().anyMatch(order -> order.accountId() == accountId)
                || seizures.values().stream().anyMatch(order -> order.accountId() == accountId);
    }

    /** Orders of both kinds in flight. */
    long ordersInFlight() {
        return (long) orders.size() + seizures.size();
    }

    /** An instrument's cumulative funding index I, at P; 0 until it is set. */
    public BigInteger fundingIndex(final long instrumentId) {
        return fundingIndexes.getOrDefault(instrumentId, BigInteger.ZERO);
    }

    @Override
    public BigInteger openInterest(final long instrumentId) {
        return openInterests.getOrDefault(instrumentId, BigInteger.ZERO);
    }

    @Override
    public Optional<BigInteger> stablePrice(final long priceId) {
        return Optional.ofNullable(stablePrices.get(priceId));
    }

    @Override
    public BigInteger deposits(final long assetId) {
        return deposits.getOrDefault(assetId, BigInteger.ZERO);
    }

    /** An asset's interest indexes; 1 until they are said. */
    public InterestIndexes interest(final long assetId) {
        return interests.getOrDefault(assetId, InterestIndexes.NONE);
    }

    /** What rounding left of an instrument's closed positions, at P + Q, in the settlement asset. */
    public BigInteger residue(final long instrumentId) {
        return residues.getOrDefault(instrumentId, BigInteger.ZERO);
    }

    /** Account whose snapshot is staged, if one is. */
    public Optional<Long> stagedAccount() {
        return staging.map(SnapshotStaging::accountId);
    }

    /** What the staged snapshot says so far, if one is staged. */
    public Optional<Legs> stagedLegs() {
        return staging.map(SnapshotStaging::legs);
    }

    /** Legs over all accounts. */
    public long legCount() {
        return units.values().stream().mapToLong(unit -> unit.legs.count()).sum();
    }

    private List<Long> staleOf(final int source) {
        return units.values().stream()
                .filter(unit -> unit.withheld.equals(Optional.of(WithheldReason.ACCOUNTS_STALE)))
                .filter(unit -> unit.source.equals(OptionalInt.of(source)))
                .map(Unit::accountId)
                .toList();
    }

    /** Every unit with a leg that uses the price id is touched. */
    void touchUsers(final long priceId, final Event event) {
        final Valuer valuer = Valuer.of(this);
        for (final Unit unit : units.values()) {
            if (valuer.priceIds(unit).contains(priceId)) {
                event.touch(unit.accountId());
            }
        }
    }

    /** Sum of the signed remaining quantities of a unit's orders in flight in one instrument. */
    public BigInteger signedRemaining(final long accountId, final long instrumentId) {
        BigInteger sum = BigInteger.ZERO;
        for (final InFlight order : orders.values()) {
            if (order.accountId() == accountId && order.instrumentId() == instrumentId) {
                sum = sum.add(order.signedRemaining());
            }
        }
        return sum;
    }
}
