package io.plimsoll.feed.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The field names that a reader wants of an object, each with its number, from 0. At most 32, compared exactly. Immutable, any thread. */
public final class JsonNames {
    /** What {@link #find} answers for a name that is none of them. */
    public static final int NONE = -1;

    private final String[] texts;
    private final byte[][] names;

    /** The names, in the order of their numbers. */
    public JsonNames(final String... names) {
        if (names.length > Integer.SIZE) {
            throw new IllegalArgumentException(names.length + " names, expected at most " + Integer.SIZE);
        }
        texts = names.clone();
        this.names = Arrays.stream(names)
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** Number of the name in {@code text[offset, offset + length)}, or {@link #NONE}. */
    public int find(final byte[] text, final int offset, final int length) {
        for (int number = 0; number < names.length; number++) { // few enough for no table
            final byte[] candidate = names[number];
            if (candidate.length == length
                    && (length == 0 || candidate[0] == text[offset])
                    && Arrays.equals(candidate, 0, length, text, offset, offset + length)) {
                return number;
            }
        }
        return NONE;
    }

    /** The name with a number. */
    public String name(final int number) {
        return texts[number];
    }

    /** How many names there are. */
    public int size() {
        return names.length;
    }
}
