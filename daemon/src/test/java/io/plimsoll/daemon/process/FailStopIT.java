package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.FailStopDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A part of a daemon that throws ends the process with a code of its own, its cause journaled, and a restart goes on from there. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FailStopIT {
    @RegisterExtension
    final Children children = new Children();

    @Test
    void shouldEndWithItsOwnCodeAndTheCauseJournaled() throws IOException {
        final DaemonHome home = new DaemonHome(children.scratch().resolve("home"));
        final Venue venue = Venue.queued(children, home);
        children.java(List.of(), FailingDaemon.class, home.config()).awaitExit(70);

        final List<DirectBuffer> inputs = LogRecords.of(home.journal(), LogName.INPUTS);
        final DirectBuffer last = inputs.get(inputs.size() - 1);
        assertEquals(FailStopDecoder.TEMPLATE_ID, Frame.templateId(last, 0));
        final FailStopDecoder failStop =
                new FailStopDecoder().wrapAndApplyHeader(last, Frame.HEADER_LENGTH, new MessageHeaderDecoder());
        assertEquals("a part", failStop.who());
        assertTrue(failStop.cause().contains("planted failure of a part"));
        assertTrue(Files.readString(home.data().resolve("failure.txt")).contains("planted failure of a part"));

        RunningDaemon.start(children, home).stop();
        venue.stop();
    }
}
