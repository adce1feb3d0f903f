package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.journal.JournalException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is unsafe about a journal is told with an exit code of its own (promise P21); docs/operating/exit-codes.md lists them. */
@Timeout(20)
class ToldTest {
    @ParameterizedTest
    @CsvSource({
        "LOCKED, 10",
        "GAP, 11",
        "OUT_OF_ORDER, 11",
        "CORRUPT, 11",
        "HOLE, 11",
        "MARK_LOST, 11",
        "FORKED, 11",
        "LOST, 12",
        "READ_ONLY, 13",
        "DENIED, 13",
        "LOW_DISK, 14",
        "NETWORK, 15",
        "TAIL_LOST, 35"
    })
    void shouldTellEachKindWithItsExitCode(final JournalException.Kind kind, final int exitCode) {
        final JournalException exception = new JournalException(kind, "told by a test");
        assertEquals(exitCode, Told.of(exception).orElseThrow().exitCode().code());
    }

    @Test
    void shouldTellTheDamagedLogAndWhatToRun() {
        final JournalException corrupt = new JournalException(JournalException.Kind.CORRUPT, 183, "CRC32C is other");
        assertEquals(
                "orders: CORRUPT at 183: CRC32C is other; run `plimsoll journal verify --journal data/journal`",
                Told.of(corrupt.in(Path.of("data/journal/orders")))
                        .orElseThrow()
                        .getMessage());
    }
}
