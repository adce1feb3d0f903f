package io.plimsoll.journal.talk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;
import org.slf4j.event.Level;

/**
 * A class's voice in the log. Each line has an {@link EventCode}; of one code there are at most {@value #MOST} lines a second, and the next one
 * says how many were left out. Any thread but those that may wait for nobody, as the engine's.
 */
public final class EventLog {
    private static final int MOST = 50;
    private static final Map<EventCode, RateLimit> LIMITS = new ConcurrentHashMap<>(); // of the process

    private final Logger logger;

    private EventLog(final Logger logger) {
        this.logger = logger;
    }

    /** The voice of a class. */
    public static EventLog of(final Class<?> owner) {
        return new EventLog(LoggerFactory.getLogger(owner));
    }

    /** What happened. */
    public void info(final EventCode code, final String format, final Object... arguments) {
        say(Level.INFO, code, format, arguments);
    }

    /** What may be wrong, or was ordered by a person. */
    public void warn(final EventCode code, final String format, final Object... arguments) {
        say(Level.WARN, code, format, arguments);
    }

    /** What a person has to see to; the last of the arguments may be what was thrown. */
    public void error(final EventCode code, final String format, final Object... arguments) {
        say(Level.ERROR, code, format, arguments);
    }

    /** Says how many lines of this code were left out, if any, and if no more are. For whoever may have nothing to say for long. */
    public void sayLeftOut(final EventCode code) {
        final long leftOut = limit(code).takeLeftOut(System.nanoTime());
        if (leftOut > 0) {
            logger.makeLoggingEventBuilder(Level.INFO)
                    .addMarker(MarkerFactory.getMarker(code.name()))
                    .log("{} more of these were left out", leftOut);
        }
    }

    private void say(final Level level, final EventCode code, final String format, final Object... arguments) {
        if (limit(code).take(System.nanoTime())) {
            sayLeftOut(code);
            logger.makeLoggingEventBuilder(level)
                    .addMarker(MarkerFactory.getMarker(code.name()))
                    .log(format, arguments);
        }
    }

    /** What counts the lines of a code. */
    static RateLimit limit(final EventCode code) {
        return LIMITS.computeIfAbsent(code, any -> new RateLimit(MOST, TimeUnit.SECONDS.toNanos(1)));
    }
}
