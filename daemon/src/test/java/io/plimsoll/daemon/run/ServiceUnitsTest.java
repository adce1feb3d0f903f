package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.config.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the service manager starts again, and what it leaves to a person. */
class ServiceUnitsTest {
    private static final String PREVENTING = "RestartPreventExitStatus=";
    private static final Set<ExitCode> OF_OTHER_COMMANDS =
            EnumSet.of(ExitCode.NO_MEDIA_DRIVER, ExitCode.REFUSED, ExitCode.ASKED);

    @Test
    void shouldNotStartAgainIntoWhatAPersonHasToSeeTo() throws IOException {
        requireAll(preventing("plimsoll"), EnumSet.of(ExitCode.FOLLOWER_LOCKED));
        requireAll(preventing("plimsoll-follow"), EnumSet.noneOf(ExitCode.class));
    }

    private static void requireAll(final List<String> preventing, final Set<ExitCode> ofTheOther) {
        for (final ExitCode code : ExitCode.values()) {
            final boolean isForAPerson = code.code() >= ExitCode.BAD_INPUT.code()
                    && code.code() <= ExitCode.DISK_HALT.code()
                    && !OF_OTHER_COMMANDS.contains(code)
                    && !ofTheOther.contains(code);
            assertTrue(!isForAPerson || preventing.contains(Integer.toString(code.code())), code.name());
        }
        for (final ExitCode fault : List.of(ExitCode.FAILED, ExitCode.FAIL_STOP)) {
            assertFalse(preventing.contains(Integer.toString(fault.code())), fault + " recovers from its journal");
        }
    }

    private static List<String> preventing(final String unit) throws IOException {
        return Files.readAllLines(Project.root().resolve("config/systemd/" + unit + ".service")).stream()
                .filter(line -> line.startsWith(PREVENTING))
                .flatMap(line -> List.of(line.substring(PREVENTING.length()).split(" ", -1)).stream())
                .toList();
    }
}
