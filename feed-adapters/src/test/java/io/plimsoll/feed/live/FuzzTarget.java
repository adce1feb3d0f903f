package io.plimsoll.feed.live;

/** What Jazzer calls in a JVM of its own: the {@link FrameFuzz} that a property names. One thread. */
public final class FuzzTarget {
    /** Its value is the class of the {@link FrameFuzz}, which needs no argument. */
    static final String PROPERTY = "plimsoll.fuzzed";

    private static final FrameFuzz FUZZED = make(System.getProperty(PROPERTY));

    private FuzzTarget() {}

    private static FrameFuzz make(final String name) {
        try {
            final var constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (FrameFuzz) constructor.newInstance();
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** One message. */
    public static void fuzzerTestOneInput(final byte[] frame) {
        FUZZED.fuzz(frame);
    }
}
