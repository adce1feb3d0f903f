package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.journal.config.UserError;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each tick file has a source number of its own. */
@Timeout(10)
class TickFileTest {
    private static TickFile file(final String name, final int source) {
        return new TickFile(Path.of(name), source);
    }

    private static String refusal(final String... texts) {
        return assertThrows(UserError.class, () -> TickFile.parse(List.of(texts)))
                .getMessage();
    }

    @Test
    void shouldNumberFilesFromTenUnlessTheySayOtherwise() {
        assertEquals(List.of(file("a.csv", 3)), TickFile.parse(List.of("a.csv")));
        assertEquals(List.of(file("a.csv", 42)), TickFile.parse(List.of("a.csv:42")));
        assertEquals(
                List.of(file("a.csv", 10), file("b:c/b.csv", 42), file("c.csv", 12)),
                TickFile.parse(List.of("a.csv", "b:c/b.csv:42", "c.csv")));
    }

    @Test
    void shouldRefuseASourceThatIsTakenOrNone() {
        assertEquals("--ticks b.csv:10: source 10 is that of a.csv", refusal("a.csv", "b.csv:10"));
        assertEquals("--ticks a.csv:2: source 2, expected 3 to 65534", refusal("a.csv:2"));
        assertEquals("--ticks a.csv:65535: source 65535, expected 3 to 65534", refusal("a.csv:65535"));
    }
}
