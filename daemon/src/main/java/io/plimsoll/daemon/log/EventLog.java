package io.plimsoll.daemon.log;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A class's voice in the log. Each line has a {@link LogCode}; of one code there are at most {@value #MOST} lines a second, and the next one
 * says how many were left out. Any thread but the engine's.
 */
public final class EventLog {
    private static final int MOST = 50;
    private static final Map<LogCode, RateLimit> LIMITS = new EnumMap<>(LogCode.class); // of the process

    static {
        for (final LogCode code : LogCode.values()) {
            LIMITS.put(code, new RateLimit(MOST, TimeUnit.SECONDS.toNanos(1)));
        }
    }

    private final Logger logger;

    private EventLog(final Logger logger) {
        this.logger = logger;
    }

    /** The voice of a class. */
    public static EventLog of(final Class<?> owner) {
        return new EventLog(LoggerFactory.getLogger(owner));
    }

    /** What happened. */
    public void info(final LogCode code, final String format, final Object... arguments) {
        say(Level.INFO, code, format, arguments);
    }

    /** What may be wrong, or was ordered by a person. */
    public void warn(final LogCode code, final String format, final Object... arguments) {
        say(Level.WARN, code, format, arguments);
    }

    /** What a person has to see to; the last of the arguments may be what was thrown. */
    public void error(final LogCode code, final String format, final Object... arguments) {
        say(Level.ERROR, code, format, arguments);
    }

    /** Says how many lines of this code were left out, if any, and if no more are. For whoever may have nothing to say for long. */
    public void sayLeftOut(final LogCode code) {
        final long leftOut = LIMITS.get(code).takeLeftOut(System.nanoTime());
        if (leftOut > 0) {
            logger.makeLoggingEventBuilder(Level.INFO)
                    .addMarker(code.marker())
                    .log("{} more of these were left out", leftOut);
        }
    }

    private void say(final Level level, final LogCode code, final String format, final Object... arguments) {
        if (LIMITS.get(code).take(System.nanoTime())) {
            sayLeftOut(code);
            logger.makeLoggingEventBuilder(level).addMarker(code.marker()).log(format, arguments);
        }
    }
}
