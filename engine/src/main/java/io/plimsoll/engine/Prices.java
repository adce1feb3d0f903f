package io.plimsoll.engine;

import io.plimsoll.protocol.codec.FlagReason;
import java.util.Arrays;
import org.agrona.collections.Int2IntHashMap;

/**
 * The last accepted price of each price id, and what a later one is judged by. Slot 0 is the valuation currency, worth 1
 * for ever. Price ids get their slots at their first definition. Engine thread.
 */
final class Prices {
    /** Slot of the constant 1, price id 0. */
    static final int UNIT_SLOT = 0;
    /** No such price id. */
    static final int NO_SLOT = -1;

    /** Before the first accepted price. */
    static final long NEVER = Long.MIN_VALUE;

    private static final byte NO_REFUSAL = 0;
    /** In a hash where no other number can stand. */
    private static final int ORPHANED = -1;

    private static final int STABLE = -2;

    private final Int2IntHashMap slotById = new Int2IntHashMap(NO_SLOT);
    private final int[] id;
    private final int[] decimals;
    private final long[] maxPrice;
    private final long[] value;
    private final long[] publishNs;
    private final long[] sourceSequence;
    private final int[] source;
    private final long[] acceptedNs; // event time
    private final byte[] lastRefusal;
    private final boolean[] manual; // whether an operator has it in hand
    private final long[] manualNs; // when an operator set the price in force, event time; NEVER: a tick gave it
    private final boolean[] orphaned; // whether the source that gave it is down
    private final long[] stable; // the venue's slow price, 0 while it tells none
    private boolean unknownIdStreak;
    private int count;
    private int orphans;
    private int stables;

    Prices(final int capacity) {
        id = new int[capacity + 1];
        decimals = new int[capacity + 1];
        maxPrice = new long[capacity + 1];
        value = new long[capacity + 1];
        publishNs = new long[capacity + 1];
        sourceSequence = new long[capacity + 1];
        source = new int[capacity + 1];
        acceptedNs = new long[capacity + 1];
        Arrays.fill(acceptedNs, NEVER);
        lastRefusal = new byte[capacity + 1];
        Arrays.fill(publishNs, NEVER);
        manual = new boolean[capacity + 1];
        manualNs = new long[capacity + 1];
        Arrays.fill(manualNs, NEVER);
        orphaned = new boolean[capacity + 1];
        stable = new long[capacity + 1];
        define(0, 0, 1);
        value[UNIT_SLOT] = 1;
    }

    /** The slot of a price id, made if it is new. */
    int define(final int priceId, final int priceDecimals, final long max) {
        int slot = slotById.get(priceId);
        if (slot == NO_SLOT) {
            slot = count++;
            slotById.put(priceId, slot);
            id[slot] = priceId;
        }
        decimals[slot] = priceDecimals;
        maxPrice[slot] = max;
        return slot;
    }

    /** The slot of a price id that may be priced, or {@link #NO_SLOT}. */
    int slot(final int priceId) {
        return priceId == 0 ? NO_SLOT : slotById.get(priceId);
    }

    /** Why no price of this kind may be taken, whoever says it, or null. {@code slot} is a real one. */
    FlagReason refusal(final int slot, final long price) {
        if (price <= 0) {
            return FlagReason.PRICE_NOT_POSITIVE;
        }
        if (price > maxPrice[slot]) {
            return FlagReason.PRICE_ABOVE_LIMIT;
        }
        return manual[slot] ? FlagReason.PRICE_MANUAL : null;
    }

    /** Why a price without a guard may not be taken, or null. {@code slot} is a real one. */
    FlagReason refusal(final int slot, final long price, final long publishedNs, final int from, final long sequence) {
        final FlagReason refusal = refusal(slot, price);
        if (refusal != null) {
            return refusal;
        }
        if (publishedNs < publishNs[slot]
                || (publishedNs == publishNs[slot]
                        && publishedNs != NEVER
                        && from == source[slot]
                        && sequence <= sourceSequence[slot])) {
            return FlagReason.PRICE_OLDER;
        }
        return null;
    }

    /** Whether this refusal opens a streak: only the first of a streak is journaled, all are counted. */
    boolean opensStreak(final int slot, final FlagReason reason) {
        if (slot == NO_SLOT) {
            final boolean opens = !unknownIdStreak;
            unknownIdStreak = true;
            return opens;
        }
        final boolean opens = lastRefusal[slot] != (byte) reason.value();
        lastRefusal[slot] = (byte) reason.value();
        return opens;
    }

    /** Takes a price over. */
    void accept(
            final int slot,
            final long price,
            final long publishedNs,
            final int from,
            final long sequence,
            final long eventNs) {
        acceptedNs[slot] = eventNs;
        set(slot, price, publishedNs);
        source[slot] = from;
        sourceSequence[slot] = sequence;
        lastRefusal[slot] = NO_REFUSAL;
        unknownIdStreak = false;
        adopt(slot);
    }

    /** The price that the sources of a guarded id agree on. */
    void set(final int slot, final long price, final long publishedNs) {
        value[slot] = price;
        publishNs[slot] = publishedNs;
        manualNs[slot] = NEVER;
    }

    /** An operator sets the price, and no tick moves it. What is older is asked of the last accepted one, as before. */
    void takeInHand(final int slot, final long price, final long eventNs) {
        manual[slot] = true;
        value[slot] = price;
        manualNs[slot] = eventNs;
        adopt(slot);
    }

    /** Ticks move the price again; until one does, the operator's stands. */
    void release(final int slot) {
        manual[slot] = false;
    }

    /** Whether an operator has the price in hand. */
    boolean isManual(final int slot) {
        return manual[slot];
    }

    /** A source is down: what it was the last to price is not believed, unless an operator has set it since, or a guard judges it. */
    void orphan(final int from, final Guards guards) {
        for (int slot = UNIT_SLOT + 1; slot < count; slot++) {
            if (source[slot] == from
                    && acceptedNs[slot] != NEVER
                    && manualNs[slot] == NEVER
                    && guards.of(slot) == null
                    && !orphaned[slot]) {
                orphaned[slot] = true;
                orphans++;
            }
        }
    }

    /** Another vouches for the price, or the source that gave it does again. */
    void adopt(final int slot) {
        if (orphaned[slot]) {
            orphaned[slot] = false;
            orphans--;
        }
    }

    /** Whether the source that gave the price is down, and nobody has vouched for it since. */
    boolean isOrphaned(final int slot) {
        return orphaned[slot];
    }

    /** Whether any price is orphaned. */
    boolean hasOrphans() {
        return orphans > 0;
    }

    /** A source of a guarded id was heard, and believed. */
    void hear(final int slot, final long eventNs) {
        acceptedNs[slot] = eventNs;
    }

    /** Code of the last refusal since the last accepted tick, 0 without one. */
    byte lastRefusal(final int slot) {
        return lastRefusal[slot];
    }

    /** A tick was accepted that is not told here. */
    void endUnknownStreak() {
        unknownIdStreak = false;
    }

    /** Slots in use, that of the constant 1 included. */
    int count() {
        return count;
    }

    /** Price mantissa, 0 while there is none. */
    long value(final int slot) {
        return value[slot];
    }

    /** Takes the venue's stable price over; 0: there is none. */
    void setStable(final int slot, final long price) {
        stables += (price == 0 ? 0 : 1) - (stable[slot] == 0 ? 0 : 1);
        stable[slot] = price;
    }

    /** Whether the venue told any. */
    boolean hasStable() {
        return stables > 0;
    }

    /** The stable price, 0 while there is none. */
    long stable(final int slot) {
        return stable[slot];
    }

    /** The worse of the price in force and the stable one, for what is owned or held long, or for what is owed or held short. */
    long initialValue(final int slot, final boolean isOwned) {
        if (stable[slot] == 0) {
            return value[slot];
        }
        return isOwned ? Math.min(value[slot], stable[slot]) : Math.max(value[slot], stable[slot]);
    }

    boolean isSet(final int slot) {
        return value[slot] != 0;
    }

    /** Whether all prices that what is held of a factor is worth by are known. */
    boolean areSet(final Factor factor) {
        return isSet(factor.priceSlot) && isSet(factor.settlementSlot);
    }

    int id(final int slot) {
        return id[slot];
    }

    int decimals(final int slot) {
        return decimals[slot];
    }

    long maxPrice(final int slot) {
        return maxPrice[slot];
    }

    /** Event time of the last accepted price, or {@link #NEVER}. */
    long acceptedNs(final int slot) {
        return acceptedNs[slot];
    }

    long publishNs(final int slot) {
        return manualNs[slot] == NEVER ? publishNs[slot] : manualNs[slot];
    }

    /** The source's own time of its last accepted tick, whatever an operator has set since, or {@link #NEVER}. */
    long tickPublishNs(final int slot) {
        return publishNs[slot];
    }

    /** Sequence of that tick. */
    long tickSequence(final int slot) {
        return sourceSequence[slot];
    }

    /** Who gave the price. */
    int source(final int slot) {
        return source[slot];
    }

    /** Decimals and limits come with the definitions. */
    void image(final StateImage image) {
        unknownIdStreak = image.flag(unknownIdStreak);
        count = image.number(count);
        for (int slot = 1; slot < count; slot++) {
            id[slot] = image.number(id[slot]);
            value[slot] = image.number(value[slot]);
            publishNs[slot] = image.number(publishNs[slot]);
            source[slot] = image.number(source[slot]);
            sourceSequence[slot] = image.number(sourceSequence[slot]);
            acceptedNs[slot] = image.number(acceptedNs[slot]);
            lastRefusal[slot] = (byte) image.number(lastRefusal[slot]);
            manual[slot] = image.flag(manual[slot]);
            manualNs[slot] = image.number(manualNs[slot]);
            orphaned[slot] = image.flag(orphaned[slot]);
            orphans += image.isReading() && orphaned[slot] ? 1 : 0;
            stable[slot] = image.number(stable[slot]);
            stables += image.isReading() && stable[slot] != 0 ? 1 : 0;
            slotById.put(id[slot], slot);
        }
    }

    void hash(final StateHash hash) {
        hash.add(unknownIdStreak ? 1 : 0);
        for (int slot = 1; slot < count; slot++) {
            hash.add(id[slot])
                    .add(value[slot])
                    .add(publishNs[slot])
                    .add(source[slot])
                    .add(sourceSequence[slot])
                    .add(acceptedNs[slot])
                    .add(lastRefusal[slot]);
            if (manual[slot] || manualNs[slot] != NEVER) { // so that states without a price by hand hash as they did
                hash.add(manual[slot] ? 1 : 0).add(manualNs[slot]);
            }
            if (stable[slot] != 0) { // likewise
                hash.add(STABLE).add(stable[slot]);
            }
            if (orphaned[slot]) { // likewise
                hash.add(ORPHANED);
            }
        }
    }
}
