package io.plimsoll.daemon.badinput;

import java.util.SplittableRandom;

/**
 * One class of bad input: a row of the table.
 *
 * @param name what comes in
 * @param door through which: {@code record} (the engine's own input), {@code line} (NDJSON), {@code ticks} (a recorded file), {@code book},
 *     {@code socket}
 * @param follows what must follow
 * @param mutation one member of the class, drawn at random, let in and judged
 */
record BadInput(Family family, String name, String door, String follows, Mutation mutation) {
    enum Family {
        TRANSPORT,
        SEQUENCE,
        TIME,
        PRICE_AND_SIZE,
        REFERENCE,
        ACCOUNTS
    }

    @FunctionalInterface
    interface Mutation {
        void run(SplittableRandom random) throws Exception;
    }

    @Override
    public String toString() {
        return family + ": " + name;
    }
}
