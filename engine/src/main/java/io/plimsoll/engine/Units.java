package io.plimsoll.engine;

import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.function.IntToLongFunction;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;

/**
 * Every margin unit (in these rules: a cross account), a row of words and a row of marks each. Units are
 * never removed. Allocated once, names apart; engine thread.
 */
final class Units {
    static final int UNKNOWN = -1;
    private static final byte NOT_WITHHELD = 0;
    private static final int MOST_EXPIRIES = 255;

    // Of the mark of acts.
    private static final int HELD = 1;
    private static final int EXCLUDED = 2;
    private static final int FORCED = 4;

    // A row's words.
    private static final int ACCOUNT_ID = 0;
    private static final int VERSION = 1; // input sequence of the last fact applied
    private static final int SNAPSHOT_SEQUENCE = 2; // input sequence of the last authoritative snapshot
    private static final int SOURCE = 3; // of the last fact applied
    private static final int FIRST = 4; // leg, and, in the upper half, order in flight
    static final int WORDS = 5;

    // A row's marks.
    private static final int LEG_COUNT = 0;
    private static final int VERDICT = 1;
    private static final int WITHHELD = 2;
    private static final int ROLE = 3;
    private static final int SUSPECT = 4; // 0 or 1
    private static final int IMPLICIT = 5; // 0 or 1: made by a fact that came before its AccountOpened
    private static final int EXPIRIES = 6; // 0 to 255
    private static final int ACTS = 7; // bits: what an operator wants of it
    static final int MARKS = 8;
    private static final int PARTS = 8; // tells it from the others in a hash

    private final Long2LongHashMap unitById;
    private final int capacity;
    private final long[] rows; // so that evaluating a unit reads few cache lines
    private final byte[] marks; // a row of eight a unit, so that judging one reads one cache line
    private final long[] rebalanced; // the second after that of the last rebalancing, 0 before the first
    private long[] parent = {}; // id of the account that it is an isolated part of, 0: of none
    private long[] parts = {}; // event time of the last part, ns, and 1; 0: none
    private final Names names;
    private final RowHashes hashes;
    private int count;

    Units(final int capacity) {
        unitById = new Long2LongHashMap(Math.min(1 << 29, capacity), 0.65f, UNKNOWN);
        this.capacity = capacity;
        rows = new long[Math.multiplyExact(capacity, WORDS)];
        marks = new byte[Math.multiplyExact(capacity, MARKS)];
        rebalanced = new long[capacity];
        names = new Names(capacity);
        hashes = new RowHashes(capacity);
    }

    int capacity() {
        return capacity;
    }

    int count() {
        return count;
    }

    /** The unit of an account id, or {@link #UNKNOWN}. */
    int find(final long id) {
        return (int) unitById.get(id);
    }

    /** A new unit; the caller has checked that there is room. */
    int add(final long id, final AccountRole newRole) {
        final int unit = count++;
        unitById.put(id, unit);
        setWord(unit, ACCOUNT_ID, id);
        setFirstLeg(unit, Legs.NONE);
        setFirstOrder(unit, OrdersInFlight.NONE);
        set(unit, ROLE, newRole.value());
        set(unit, VERDICT, Verdict.HEALTHY.value());
        changed(unit);
        return unit;
    }

    private long word(final int unit, final int which) {
        return rows[unit * WORDS + which];
    }

    private void setWord(final int unit, final int which, final long value) {
        rows[unit * WORDS + which] = value;
    }

    private byte mark(final int unit, final int which) {
        return marks[unit * MARKS + which];
    }

    private void set(final int unit, final int which, final int value) {
        marks[unit * MARKS + which] = (byte) value;
    }

    private static int bit(final boolean value) {
        return value ? 1 : 0;
    }

    /** A number of the unit, or of a leg or order of it, is another: whoever writes one says so. */
    void changed(final int unit) {
        hashes.mark(unit);
    }

    /** The sum of all units' hashes; {@code hashOf} is asked for those that changed. */
    long rowHashes(final IntToLongFunction hashOf) {
        return hashes.sum(hashOf);
    }

    DirectBuffer name(final int unit) {
        return names.get(unit);
    }

    void setName(final int unit, final DirectBuffer name, final int length) {
        names.set(unit, name, 0, length);
        changed(unit);
    }

    long accountId(final int unit) {
        return word(unit, ACCOUNT_ID);
    }

    long version(final int unit) {
        return word(unit, VERSION);
    }

    /** A fact from this source was applied. */
    void touch(final int unit, final int from, final long inputSequence) {
        setWord(unit, SOURCE, from);
        setWord(unit, VERSION, inputSequence);
        changed(unit);
    }

    /** Whether any fact was ever applied to it. */
    boolean hasSource(final int unit) {
        return version(unit) != 0;
    }

    int source(final int unit) {
        return (int) word(unit, SOURCE);
    }

    long snapshotSequence(final int unit) {
        return word(unit, SNAPSHOT_SEQUENCE);
    }

    void setSnapshotSequence(final int unit, final long inputSequence) {
        setWord(unit, SNAPSHOT_SEQUENCE, inputSequence);
        changed(unit);
    }

    int firstLeg(final int unit) {
        return (int) word(unit, FIRST);
    }

    void setFirstLeg(final int unit, final int leg) {
        setWord(unit, FIRST, (word(unit, FIRST) >> Integer.SIZE << Integer.SIZE) | Integer.toUnsignedLong(leg));
    }

    int firstOrder(final int unit) {
        return (int) (word(unit, FIRST) >> Integer.SIZE);
    }

    void setFirstOrder(final int unit, final int order) {
        setWord(unit, FIRST, ((long) order << Integer.SIZE) | Integer.toUnsignedLong(firstLeg(unit)));
    }

    int legCount(final int unit) {
        return mark(unit, LEG_COUNT);
    }

    void addToLegCount(final int unit, final int change) {
        set(unit, LEG_COUNT, legCount(unit) + change);
    }

    Verdict verdict(final int unit) {
        return Verdict.get(mark(unit, VERDICT));
    }

    /** The verdict as its number, whatever is being written. */
    int verdictValue(final int unit) {
        return mark(unit, VERDICT) & 0xff;
    }

    /** The reason in force as its number; 0: none. */
    int withheldValue(final int unit) {
        return mark(unit, WITHHELD) & 0xff;
    }

    void setVerdict(final int unit, final Verdict value) {
        set(unit, VERDICT, value.value());
        changed(unit);
    }

    /** Takes the reason over; false when it was withheld for the same one already. */
    boolean withhold(final int unit, final WithheldReason reason) {
        final boolean isNew = mark(unit, WITHHELD) != reason.value();
        set(unit, WITHHELD, reason.value());
        changed(unit);
        return isNew;
    }

    /** The reason in force, or null. */
    WithheldReason withheldReason(final int unit) {
        return isWithheld(unit) ? WithheldReason.get(mark(unit, WITHHELD)) : null;
    }

    /** Whether it waits to be liquidated, as others were told. */
    boolean isQueued(final int unit) {
        return mark(unit, WITHHELD) == WithheldReason.QUEUED.value() || isThrottled(unit);
    }

    /** Whether a throttle let no order more through for it. */
    boolean isThrottled(final int unit) {
        return mark(unit, WITHHELD) == WithheldReason.THROTTLED.value();
    }

    boolean isWithheld(final int unit) {
        return mark(unit, WITHHELD) != NOT_WITHHELD;
    }

    void clearWithheld(final int unit) {
        if (isWithheld(unit)) {
            set(unit, WITHHELD, NOT_WITHHELD);
            changed(unit);
        }
    }

    boolean isChecked(final int unit) {
        return mark(unit, ROLE) != AccountRole.LIQUIDATOR.value();
    }

    /** Whether it asked for its positions to be reduced before it comes to a liquidation. */
    boolean isRebalanced(final int unit) {
        return mark(unit, ROLE) == AccountRole.REBALANCED.value();
    }

    /** Whether it ever was. */
    boolean wasRebalanced(final int unit) {
        return rebalanced[unit] != 0;
    }

    /** The second of event time at which it was last. */
    long rebalancedSecond(final int unit) {
        return rebalanced[unit] - 1;
    }

    void setRebalancedSecond(final int unit, final long second) {
        rebalanced[unit] = second + 1;
        changed(unit);
    }

    void setRole(final int unit, final AccountRole value) {
        set(unit, ROLE, value.value());
        changed(unit);
    }

    /** Id of the account that it is an isolated part of, or 0. */
    long parent(final int unit) {
        return parent.length == 0 ? 0 : parent[unit];
    }

    /** The first that is one makes room for all: opening accounts may allocate. */
    void setParent(final int unit, final long accountId) {
        if (parent(unit) != accountId) {
            if (parent.length == 0) {
                parent = new long[capacity];
            }
            parent[unit] = accountId;
            changed(unit);
        }
    }

    boolean isSuspect(final int unit) {
        return mark(unit, SUSPECT) != 0;
    }

    void setSuspect(final int unit, final boolean value) {
        set(unit, SUSPECT, bit(value));
        changed(unit);
    }

    /** How many records ended orders of the unit by expiry since one was last filled, or it needed none; at most 255. */
    int expiries(final int unit) {
        return mark(unit, EXPIRIES) & MOST_EXPIRIES;
    }

    /** One more record ended orders of the unit by expiry. */
    void addExpiry(final int unit) {
        set(unit, EXPIRIES, Math.min(MOST_EXPIRIES, expiries(unit) + 1));
        changed(unit);
    }

    /** Orders of the unit find fills, or it needs none. */
    void forgetExpiries(final int unit) {
        if (expiries(unit) != 0) {
            set(unit, EXPIRIES, 0);
            changed(unit);
        }
    }

    /** Whether the last fill of an order of the unit that left it a position came after an event time, ns. */
    boolean isPartAfter(final int unit, final long timeNs) {
        return part(unit) != 0 && part(unit) - 1 > timeNs;
    }

    private long part(final int unit) {
        return parts.length == 0 ? 0 : parts[unit];
    }

    /** An order of the unit was filled at that event time, ns, and left it a position. */
    void setPart(final int unit, final long eventNs) {
        keepPart(unit, eventNs + 1);
        changed(unit);
    }

    private void keepPart(final int unit, final long value) {
        if (part(unit) != value) {
            makeRoomForParts();
            parts[unit] = value;
        }
    }

    /** Takes the memory for them, once. */
    void makeRoomForParts() {
        if (parts.length == 0) {
            parts = new long[capacity];
        }
    }

    /** Whether an operator holds it: it gets no orders. */
    boolean isHeld(final int unit) {
        return hasAct(unit, HELD);
    }

    void setHeld(final int unit, final boolean value) {
        setAct(unit, HELD, value);
    }

    /** Whether an operator excludes it from liquidation. */
    boolean isExcluded(final int unit) {
        return hasAct(unit, EXCLUDED);
    }

    void setExcluded(final int unit, final boolean value) {
        setAct(unit, EXCLUDED, value);
    }

    /** Whether an operator has all that it holds closed. */
    boolean isForced(final int unit) {
        return hasAct(unit, FORCED);
    }

    void setForced(final int unit, final boolean value) {
        setAct(unit, FORCED, value);
    }

    private boolean hasAct(final int unit, final int act) {
        return (mark(unit, ACTS) & act) != 0;
    }

    private void setAct(final int unit, final int act, final boolean value) {
        if (hasAct(unit, act) != value) {
            set(unit, ACTS, mark(unit, ACTS) ^ act);
            changed(unit);
        }
    }

    boolean isImplicit(final int unit) {
        return mark(unit, IMPLICIT) != 0;
    }

    void setImplicit(final int unit, final boolean value) {
        set(unit, IMPLICIT, bit(value));
        changed(unit);
    }

    void image(final StateImage image) {
        count = image.number(count);
        for (int unit = 0; unit < count; unit++) {
            image(image, unit);
        }
    }

    private void image(final StateImage image, final int unit) {
        if (image.isReading()) {
            setFirstLeg(unit, Legs.NONE);
            setFirstOrder(unit, OrdersInFlight.NONE);
        }
        setWord(unit, ACCOUNT_ID, image.number(accountId(unit)));
        setWord(unit, VERSION, image.number(version(unit)));
        setWord(unit, SNAPSHOT_SEQUENCE, image.number(snapshotSequence(unit)));
        setWord(unit, SOURCE, image.number(source(unit)));
        set(unit, VERDICT, image.number(mark(unit, VERDICT)));
        set(unit, WITHHELD, image.number(mark(unit, WITHHELD)));
        set(unit, ROLE, image.number(mark(unit, ROLE)));
        set(unit, SUSPECT, bit(image.flag(isSuspect(unit))));
        set(unit, IMPLICIT, bit(image.flag(isImplicit(unit))));
        set(unit, EXPIRIES, image.number(mark(unit, EXPIRIES)));
        rebalanced[unit] = image.number(rebalanced[unit]);
        setParent(unit, image.number(parent(unit)));
        keepPart(unit, image.number(part(unit)));
        set(unit, ACTS, image.number(mark(unit, ACTS)));
        names.image(image, unit);
        if (image.isReading()) {
            unitById.put(accountId(unit), unit);
            changed(unit);
        }
    }

    void hash(final int unit, final StateHash hash) {
        hash.add(accountId(unit))
                .add(version(unit))
                .add(snapshotSequence(unit))
                .add(source(unit))
                .add(mark(unit, VERDICT))
                .add(mark(unit, WITHHELD))
                .add(mark(unit, ROLE))
                .add(2 * mark(unit, SUSPECT) + mark(unit, IMPLICIT));
        if (expiries(unit) != 0) { // so that states of journals from before orders expired hash as they did
            hash.add(expiries(unit));
        }
        if (rebalanced[unit] != 0) { // so that journals from before there was one keep their hashes
            hash.add(rebalanced[unit]);
        }
        if (parent(unit) != 0) {
            hash.add(parent(unit));
        }
        if (part(unit) != 0) {
            hash.add(PARTS).add(part(unit));
        }
        if (mark(unit, ACTS) != 0) {
            hash.add(ACTS).add(mark(unit, ACTS));
        }
        names.hash(unit, hash);
    }
}
