package io.plimsoll.feed.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages messages: cuts them, splices them, flips bits, and writes what formats are sensitive to. One thread. */
public final class Mutations {
    private static final List<String> SPLINTERS = List.of(
            "\"",
            "\\",
            "\\u0070",
            "\\ud800",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "-",
            "0",
            "9",
            ".",
            "5",
            "e",
            "E-8",
            "1e400",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "null",
            "true",
            " ",
            "\n",
            "\u0000",
            "\u00e4",
            "{}",
            "[]",
            "\"\"",
            "-0",
            "00",
            "0.5",
            "[[[[[[[[[[[[[[[[[");

    private final Random random;
    private final List<byte[]> good;

    /** Damages these. */
    public Mutations(final Random random, final List<String> good) {
        this.random = random;
        this.good =
                good.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** One of the messages, damaged at none to three places. */
    public byte[] next() {
        byte[] frame = good.get(random.nextInt(good.size())).clone();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            frame = changed(frame);
        }
        return frame;
    }

    private byte[] changed(final byte[] frame) {
        final int from = random.nextInt(frame.length + 1);
        final int to = Math.min(frame.length, from + random.nextInt(random.nextBoolean() ? 3 : 40));
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(frame, from);
            case 1 ->
                spliced(
                        frame,
                        from,
                        from,
                        SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(StandardCharsets.UTF_8));
            case 2 ->
                spliced(
                        frame,
                        from,
                        to,
                        SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(StandardCharsets.UTF_8));
            case 3 -> spliced(frame, from, from, Arrays.copyOfRange(frame, from, to)); // which says something twice
            case 4 -> spliced(frame, from, to, new byte[0]);
            default -> spliced(frame, from, Math.min(frame.length, from + 1), new byte[] {(byte) random.nextInt(256)});
        };
    }

    private static byte[] spliced(final byte[] frame, final int from, final int to, final byte[] with) {
        final byte[] result = new byte[frame.length - (to - from) + with.length];
        System.arraycopy(frame, 0, result, 0, from);
        System.arraycopy(with, 0, result, from, with.length);
        System.arraycopy(frame, to, result, from + with.length, frame.length - to);
        return result;
    }
}
