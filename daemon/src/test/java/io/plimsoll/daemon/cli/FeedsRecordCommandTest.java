package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a recording ends. */
@Timeout(20)
class FeedsRecordCommandTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);

    @Test
    void shouldEndWithACodeOfItsOwnWhereACaptureEndedEarly() {
        assertEquals(
                46,
                FeedsRecordCommand.conclude(List.of("the capture of 'x' ended early: no space left"), err)
                        .code());
        assertEquals(
                "plimsoll: the capture of 'x' ended early: no space left; what came after that is not kept"
                        + System.lineSeparator(),
                told.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldEndWellWhereAllWasKept() {
        assertEquals(0, FeedsRecordCommand.conclude(List.of(), err).code());
        assertEquals(0, told.size());
    }
}
