package io.plimsoll.daemon.run;

import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JDKs that a daemon runs on: those that the suite is run on. Chronicle and Agrona reach into the JDK, so that another one may fail at
 * the first roll rather than at the start. Stateless.
 */
public final class SupportedJdk {
    private static final Set<Integer> VERSIONS = new TreeSet<>(Set.of(17, 25));

    private SupportedJdk() {}

    /** Refuses the JDK of this process, unless it is supported. */
    public static void require() {
        require(Runtime.version().feature());
    }

    static void require(final int version) {
        if (!VERSIONS.contains(version)) {
            throw new UserError(
                    ExitCode.JDK_UNSUPPORTED,
                    "this is JDK " + version + " (" + System.getProperty("java.home") + "), expected one of " + VERSIONS
                            + "; JAVA_HOME says which one scripts/plimsoll takes");
        }
    }
}
