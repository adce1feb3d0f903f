package io.plimsoll.engine;

import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;

/**
 * Every margin unit (in these rules: a cross account) as a struct of arrays: unit {@code u} is element u of each. Units are
 * never removed. Allocated once, names apart; engine thread.
 */
final class Units {
    static final int UNKNOWN = -1;
    private static final byte NOT_WITHHELD = 0;

    private final Long2LongHashMap unitById;
    private final long[] accountId;
    private final long[] version; // input sequence of the last fact applied
    private final long[] snapshotSequence; // input sequence of the last authoritative snapshot
    private final int[] source; // of the last fact applied
    private final int[] firstLeg;
    private final int[] firstOrder;
    private final byte[] legCount;
    private final byte[] verdict;
    private final byte[] withheld;
    private final byte[] role;
    private final boolean[] suspect;
    private final boolean[] implicit; // made by a fact that came before its AccountOpened
    private final Names names;
    private final RowHashes hashes;
    private int count;

    Units(final int capacity) {
        unitById = new Long2LongHashMap((int) Math.min(1L << 29, capacity * 2L), 0.65f, UNKNOWN);
        accountId = new long[capacity];
        version = new long[capacity];
        snapshotSequence = new long[capacity];
        source = new int[capacity];
        firstLeg = new int[capacity];
        firstOrder = new int[capacity];
        legCount = new byte[capacity];
        verdict = new byte[capacity];
        withheld = new byte[capacity];
        role = new byte[capacity];
        suspect = new boolean[capacity];
        implicit = new boolean[capacity];
        names = new Names(capacity);
        hashes = new RowHashes(capacity);
        Arrays.fill(firstLeg, Legs.NONE);
        Arrays.fill(firstOrder, OrdersInFlight.NONE);
        Arrays.fill(verdict, (byte) Verdict.HEALTHY.value());
    }

    int capacity() {
        return accountId.length;
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
        accountId[unit] = id;
        role[unit] = (byte) newRole.value();
        changed(unit);
        return unit;
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
        return accountId[unit];
    }

    long version(final int unit) {
        return version[unit];
    }

    /** A fact from this source was applied. */
    void touch(final int unit, final int from, final long inputSequence) {
        source[unit] = from;
        version[unit] = inputSequence;
        changed(unit);
    }

    int source(final int unit) {
        return source[unit];
    }

    long snapshotSequence(final int unit) {
        return snapshotSequence[unit];
    }

    void setSnapshotSequence(final int unit, final long inputSequence) {
        snapshotSequence[unit] = inputSequence;
        changed(unit);
    }

    int firstLeg(final int unit) {
        return firstLeg[unit];
    }

    void setFirstLeg(final int unit, final int leg) {
        firstLeg[unit] = leg;
    }

    int firstOrder(final int unit) {
        return firstOrder[unit];
    }

    void setFirstOrder(final int unit, final int order) {
        firstOrder[unit] = order;
    }

    int legCount(final int unit) {
        return legCount[unit];
    }

    void addToLegCount(final int unit, final int change) {
        legCount[unit] += (byte) change;
    }

    Verdict verdict(final int unit) {
        return Verdict.get(verdict[unit]);
    }

    void setVerdict(final int unit, final Verdict value) {
        verdict[unit] = (byte) value.value();
        changed(unit);
    }

    /** Takes the reason over; false when it was withheld for the same one already. */
    boolean withhold(final int unit, final WithheldReason reason) {
        final boolean isNew = withheld[unit] != (byte) reason.value();
        withheld[unit] = (byte) reason.value();
        changed(unit);
        return isNew;
    }

    /** The reason in force, or null. */
    WithheldReason withheldReason(final int unit) {
        return withheld[unit] == NOT_WITHHELD ? null : WithheldReason.get(withheld[unit]);
    }

    void clearWithheld(final int unit) {
        if (withheld[unit] != NOT_WITHHELD) {
            withheld[unit] = NOT_WITHHELD;
            changed(unit);
        }
    }

    boolean isChecked(final int unit) {
        return role[unit] == (byte) AccountRole.TRADER.value();
    }

    void setRole(final int unit, final AccountRole value) {
        role[unit] = (byte) value.value();
        changed(unit);
    }

    boolean isSuspect(final int unit) {
        return suspect[unit];
    }

    void setSuspect(final int unit, final boolean value) {
        suspect[unit] = value;
        changed(unit);
    }

    boolean isImplicit(final int unit) {
        return implicit[unit];
    }

    void setImplicit(final int unit, final boolean value) {
        implicit[unit] = value;
        changed(unit);
    }

    void image(final StateImage image) {
        count = image.number(count);
        for (int unit = 0; unit < count; unit++) {
            image(image, unit);
        }
    }

    private void image(final StateImage image, final int unit) {
        accountId[unit] = image.number(accountId[unit]);
        version[unit] = image.number(version[unit]);
        snapshotSequence[unit] = image.number(snapshotSequence[unit]);
        source[unit] = image.number(source[unit]);
        verdict[unit] = (byte) image.number(verdict[unit]);
        withheld[unit] = (byte) image.number(withheld[unit]);
        role[unit] = (byte) image.number(role[unit]);
        suspect[unit] = image.flag(suspect[unit]);
        implicit[unit] = image.flag(implicit[unit]);
        names.image(image, unit);
        if (image.isReading()) {
            unitById.put(accountId[unit], unit);
            changed(unit);
        }
    }

    void hash(final int unit, final StateHash hash) {
        hash.add(accountId[unit])
                .add(version[unit])
                .add(snapshotSequence[unit])
                .add(source[unit])
                .add(verdict[unit])
                .add(withheld[unit])
                .add(role[unit])
                .add((suspect[unit] ? 2 : 0) + (implicit[unit] ? 1 : 0));
        names.hash(unit, hash);
    }
}
