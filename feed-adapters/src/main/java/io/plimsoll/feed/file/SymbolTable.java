package io.plimsoll.feed.file;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PriceIds;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The symbols of a file as small numbers, found by their bytes so that a known one costs no allocation. Asks
 * {@link PriceIds} once per symbol and counts the ticks of those it does not know. One thread.
 */
final class SymbolTable {
    /** Distinct symbols a file may name: far more than any venue lists, few enough that garbage cannot fill memory. */
    static final int MAX_SYMBOLS = 65_536;

    private final PriceIds ids;
    private byte[][] names = new byte[64][];
    private PriceId[] priceIds = new PriceId[64];
    private long[] ticks = new long[64];
    private int[] slots = new int[256]; // open addressing, symbol number + 1; at most a quarter full
    private int size;

    SymbolTable(final PriceIds ids) {
        this.ids = ids;
    }

    /** Number of the symbol, or -1 when the table is full. */
    int number(final byte[] bytes, final int start, final int end) throws CharacterCodingException {
        int slot = hash(bytes, start, end) & (slots.length - 1);
        while (slots[slot] != 0) {
            final int symbol = slots[slot] - 1;
            final byte[] name = names[symbol];
            if (Arrays.equals(name, 0, name.length, bytes, start, end)) {
                return symbol;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return size == MAX_SYMBOLS ? -1 : add(Arrays.copyOfRange(bytes, start, end), slot);
    }

    private int add(final byte[] name, final int slot) throws CharacterCodingException {
        final String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(name))
                .toString();
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            priceIds = Arrays.copyOf(priceIds, size * 2);
            ticks = Arrays.copyOf(ticks, size * 2);
        }
        names[size] = name;
        priceIds[size] = ids.priceId(text);
        slots[slot] = ++size;
        if (size * 4 > slots.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int symbol = 0; symbol < size; symbol++) {
            int slot = hash(names[symbol], 0, names[symbol].length) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = symbol + 1;
        }
    }

    private static int hash(final byte[] bytes, final int start, final int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9E37_79B9; // 2^32 / golden ratio: spreads the low bits that alone pick the slot
        return hash ^ (hash >>> 16);
    }

    /** What the symbol prices, or null. */
    PriceId priceId(final int symbol) {
        return priceIds[symbol];
    }

    String name(final int symbol) {
        return new String(names[symbol], StandardCharsets.UTF_8);
    }

    void countTicks(final int symbol, final int count) {
        ticks[symbol] += count;
    }

    /** Price id of each symbol number. */
    int[] ids() {
        final int[] result = new int[size];
        for (int symbol = 0; symbol < size; symbol++) {
            result[symbol] = priceIds[symbol] == null ? PriceId.UNKNOWN : priceIds[symbol].id();
        }
        return result;
    }

    /** Ticks of each symbol that has no price id, by name. */
    SortedMap<String, Long> unknown() {
        final SortedMap<String, Long> result = new TreeMap<>();
        for (int symbol = 0; symbol < size; symbol++) {
            if (priceIds[symbol] == null) {
                result.put(name(symbol), ticks[symbol]);
            }
        }
        return result;
    }
}
