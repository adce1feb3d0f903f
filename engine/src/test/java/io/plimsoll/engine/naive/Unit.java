package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** An account, which is one margin unit. The naive engine changes it; tests only read it. */
public final class Unit {
    private final long accountId;

    String name;
    AccountRole role;

    /** Made by a fact that came before its AccountOpened, which is still to come. */
    boolean awaitsOpening;

    Legs legs = Legs.NONE;
    /** The account that it is an isolated part of. */
    OptionalLong parent = OptionalLong.empty();

    /** The account's own open orders, by instrument. */
    final SortedMap<Long, OpenOrder> openOrders = new TreeMap<>();

    /** The greatest leverage that the account chose, ppm, by instrument. */
    final SortedMap<Long, BigInteger> leverages = new TreeMap<>();

    /** Event time at which it was first told to cancel them. */
    OptionalLong toldToCancelNs = OptionalLong.empty();

    Verdict verdict = Verdict.HEALTHY;
    long version;
    boolean suspectFlag;
    long snapshotSequence;

    /** Source of the last fact applied. */
    OptionalInt source = OptionalInt.empty();

    Optional<WithheldReason> withheld = Optional.empty();

    /** Records that ended orders of it because their time had passed, since one was filled. */
    int expiries;

    OptionalLong partNs = OptionalLong.empty();

    /** An operator holds it, excludes it, or forces its liquidation. */
    boolean isHeld;

    boolean isExcluded;
    boolean isForced;

    /** Event time of the record that last reduced it before it came to a liquidation. */
    Optional<Long> rebalancedNs = Optional.empty();

    /** Its place among those that are to be liquidated. */
    Optional<Queued> queued = Optional.empty();

    /** The fund that answers for it: that of the instrument which was liquidated last. */
    long fundId = Funds.SHARED;

    /** What no fund covers of what it owes, by asset, as told last. */
    final SortedMap<Long, BigInteger> uncovered = new TreeMap<>();

    Unit(final long accountId, final String name, final AccountRole role) {
        this.accountId = accountId;
        this.name = name;
        this.role = role;
    }

    /** The venue's id. */
    public long accountId() {
        return accountId;
    }

    /** The venue's name for it. */
    public String name() {
        return name;
    }

    /** The account that it is an isolated part of. */
    public OptionalLong parent() {
        return parent;
    }

    /** Whether its margin is checked. */
    public boolean isTrader() {
        return role != AccountRole.LIQUIDATOR;
    }

    /** Whether it asked for its positions to be reduced before it comes to a liquidation. */
    public boolean isRebalanced() {
        return role == AccountRole.REBALANCED;
    }

    /** Input sequence of the last fact applied. */
    public long version() {
        return version;
    }

    /** Balances and positions. */
    public Legs legs() {
        return legs;
    }

    /** The account's own open orders, by instrument. */
    public SortedMap<Long, OpenOrder> openOrders() {
        return Collections.unmodifiableSortedMap(openOrders);
    }

    /** Event time at which it was first told to cancel them, while it is below. */
    public OptionalLong toldToCancelNs() {
        return toldToCancelNs;
    }

    /** The greatest leverage that the account chose, ppm, by instrument. */
    public SortedMap<Long, BigInteger> leverages() {
        return Collections.unmodifiableSortedMap(leverages);
    }

    /** Of how many instruments it has open orders or chose a leverage. */
    int instruments() {
        final SortedSet<Long> ids = new TreeSet<>(openOrders.keySet());
        ids.addAll(leverages.keySet());
        return ids.size();
    }

    /** The last verdict. */
    public Verdict verdict() {
        return verdict;
    }

    /** Why it got no order, while that lasts. */
    public Optional<WithheldReason> withheld() {
        return withheld;
    }

    /** Its place among those that are to be liquidated, while it waits. */
    public Optional<Queued> queued() {
        return queued;
    }

    /** Records that ended orders of it because their time had passed, since one was filled. */
    public int expiries() {
        return expiries;
    }

    /** Event time of the last fill of an order of it that left it a position, ns. */
    public OptionalLong partNs() {
        return partNs;
    }

    /** The insurance fund that answers for it. */
    public long fundId() {
        return fundId;
    }

    /** What no fund covers of what it owes, by asset, as told last. */
    public SortedMap<Long, BigInteger> uncovered() {
        return Collections.unmodifiableSortedMap(uncovered);
    }

    /** Whether an operator holds it. */
    public boolean isHeld() {
        return isHeld;
    }

    /** Whether an operator excludes it from liquidation. */
    public boolean isExcluded() {
        return isExcluded;
    }

    /** Whether an operator forces its liquidation. */
    public boolean isForced() {
        return isForced;
    }

    /** Account source of the last fact applied, none before the first. */
    public OptionalInt source() {
        return source;
    }

    /** Its own SUSPECT flag, without its source's gap. */
    public boolean suspectFlag() {
        return suspectFlag;
    }

    /** For failure messages. */
    @Override
    public String toString() {
        return "Unit " + accountId + " '" + name + "' " + role + " " + verdict + " version " + version + " suspect "
                + suspectFlag + " snapshot " + snapshotSequence + " source " + source + " withheld " + withheld
                + " queued " + queued + " expiries " + expiries
                + (isHeld ? " held" : "") + (isExcluded ? " excluded" : "") + (isForced ? " forced" : "") + " fund "
                + fundId + " uncovered " + uncovered + " open " + openOrders + " cancel " + toldToCancelNs
                + " leverages " + leverages + " "
                + legs;
    }
}
