package io.plimsoll.feed.live;

import io.plimsoll.feed.PriceId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The symbols of one source, found by their bytes without making a string of them: an open table over the names' hashes. Immutable, any
 * thread. Symbols are compared exactly, case included.
 */
public final class SymbolIndex {
    /** What {@link #find} answers for a symbol that the configuration does not name. */
    public static final int UNKNOWN = -1;

    private final byte[][] names;
    private final PriceId[] prices;
    private final int[] slots;

    /** The venue's symbols, in the order of the map, and what each prices. */
    public SymbolIndex(final Map<String, PriceId> symbols) {
        names = symbols.keySet().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        prices = symbols.values().toArray(PriceId[]::new);
        slots = new int[Math.max(2, Integer.highestOneBit(Math.max(1, names.length)) * 4)];
        Arrays.fill(slots, UNKNOWN);
        for (int i = 0; i < names.length; i++) {
            int slot = hash(names[i], 0, names[i].length) & (slots.length - 1);
            while (slots[slot] != UNKNOWN) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = i;
        }
    }

    /** Number of the symbol that stands in {@code text[offset, offset + length)}, or {@link #UNKNOWN}. */
    public int find(final byte[] text, final int offset, final int length) {
        int slot = hash(text, offset, length) & (slots.length - 1);
        while (slots[slot] != UNKNOWN) {
            final byte[] name = names[slots[slot]];
            if (Arrays.equals(name, 0, name.length, text, offset, offset + length)) {
                return slots[slot];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return UNKNOWN;
    }

    /** How many symbols there are. */
    public int size() {
        return names.length;
    }

    /** The symbol with a number, from 0. */
    public String name(final int index) {
        return new String(names[index], StandardCharsets.UTF_8);
    }

    /** What the symbol with a number prices. */
    public PriceId price(final int index) {
        return prices[index];
    }

    private static int hash(final byte[] text, final int offset, final int length) {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + text[i];
        }
        return hash ^ (hash >>> 15);
    }
}
