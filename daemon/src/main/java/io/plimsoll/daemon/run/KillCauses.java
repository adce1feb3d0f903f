package io.plimsoll.daemon.run;

import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.journal.talk.EventLog;
import io.plimsoll.protocol.codec.KillOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What threw the kill switch, for monitors: the last cause is kept in a file, since the switch stays thrown over restarts. The journal, not
 * this, is what a post-mortem goes by. Any thread.
 */
final class KillCauses {
    /** Of a switch that is thrown and nobody knows why: the file was lost, or could not be written. */
    static final String UNKNOWN = "unknown";
    /** Every cause there is. */
    static final List<String> ALL =
            List.of("http", "file", "signal", "lag", "clock", "order-rate", "disk-guard", UNKNOWN);

    private static final EventLog LOG = EventLog.of(KillCauses.class);

    private final Path file;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private volatile String last;

    /** @param file where the last cause is kept */
    KillCauses(final Path file) {
        this.file = file;
        ALL.forEach(cause -> counts.put(cause, new LongAdder()));
        last = read();
    }

    private String read() {
        try {
            return known(Files.readString(file).strip());
        } catch (final IOException none) {
            return UNKNOWN;
        }
    }

    private static String known(final String cause) {
        return ALL.contains(cause) ? cause : UNKNOWN;
    }

    /**
     * Somebody throws it.
     *
     * @param operator the check, of one that the daemon throws itself
     */
    void thrown(final KillOrigin origin, final String operator) {
        final String cause =
                known(origin == KillOrigin.AUTOMATIC ? operator : origin.name().toLowerCase(Locale.ROOT));
        last = cause;
        counts.get(cause).increment();
        try {
            Files.writeString(file, cause + '\n');
        } catch (final IOException e) {
            LOG.warn(
                    LogCode.KILL_FILE_UNWRITTEN,
                    "{} cannot be written: a restart will not know the kill's cause: {}",
                    file,
                    e.toString());
        }
    }

    /** The last cause, whether or not the switch is thrown now. */
    String last() {
        return last;
    }

    /** How often in this run. */
    long count(final String cause) {
        return counts.get(cause).sum();
    }
}
