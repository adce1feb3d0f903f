package io.plimsoll.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The guarded price ids, by price slot and in ascending id; where there is none, nothing here costs anything. Engine thread. */
final class Guards {
    private final Consensus consensus = new Consensus();
    private PriceGuard[] bySlot = {}; // null: not guarded
    private int[] slots = {}; // guarded ones, in ascending price id

    boolean isEmpty() {
        return slots.length == 0;
    }

    /** The guard of a price slot, or null. */
    PriceGuard of(final int slot) {
        return slot >= 0 && slot < bySlot.length ? bySlot[slot] : null;
    }

    int count() {
        return slots.length;
    }

    /** A guarded slot; they are in ascending price id. */
    int slot(final int index) {
        return slots[index];
    }

    /** Puts checked definitions in force, after those of whatever uses the price ids. */
    void install(final List<Guard> definitions, final Prices prices) {
        for (final Guard definition : definitions) {
            final int slot = prices.slot(definition.priceId());
            install(definition, slot, prices);
            prices.adopt(slot);
        }
    }

    private void install(final Guard definition, final int slot, final Prices prices) {
        final PriceGuard before = of(slot);
        if (before != null) {
            before.redefine(definition);
            return;
        }
        if (slot >= bySlot.length) {
            bySlot = Arrays.copyOf(bySlot, slot + 1);
        }
        bySlot[slot] = new PriceGuard(definition, consensus, prices.value(slot), prices.lastRefusal(slot));
        if (prices.isManual(slot)) {
            bySlot[slot].set(prices.value(slot));
        }
        final Integer[] all = Arrays.copyOf(Arrays.stream(slots).boxed().toArray(Integer[]::new), slots.length + 1);
        all[slots.length] = slot;
        Arrays.sort(all, Comparator.comparingLong(one -> Integer.toUnsignedLong(prices.id(one))));
        slots = Arrays.stream(all).mapToInt(Integer::intValue).toArray();
    }

    /** Prices have been handed through before. */
    void image(final StateImage image, final Prices prices) {
        final int count = image.number(slots.length);
        for (int i = 0; i < count; i++) {
            final int slot = image.number(image.isReading() ? Prices.NO_SLOT : slots[i]);
            final Guard definition = (image.isReading() ? Guard.NOTHING : bySlot[slot].guard()).image(image);
            if (image.isReading()) {
                install(definition, slot, prices);
            }
            bySlot[slot].image(image);
        }
    }

    void hash(final StateHash hash) {
        for (final int slot : slots) {
            bySlot[slot].hash(hash);
        }
    }
}
