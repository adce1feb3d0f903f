package io.plimsoll.daemon.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.daemon.Await;
import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.PlainTicks;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recorded prices that cannot be read on take their source down. */
@Timeout(20)
class ReplayThreadTest {
    private static final int SOURCE = 26;

    private final FakePort port = new FakePort();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    /** Two prices, then what a test says. */
    private static final class Ticks extends PlainTicks {
        private final boolean fails;

        Ticks(final boolean fails) {
            this.fails = fails;
        }

        @Override
        protected boolean exists() {
            if (number() == 3 && fails) {
                throw new UncheckedIOException(new IOException("the disk is gone"));
            }
            return number() < 3;
        }

        @Override
        public long eventNs() {
            return number();
        }
    }

    private List<Integer> play(final boolean fails) {
        final FileFeedConfig feed =
                new FileFeedConfig("recorded", SOURCE, Path.of("ticks.csv"), Pace.parse("full"), List.of());
        final ReplayThread thread = new ReplayThread(
                feed,
                new Ticks(fails),
                feed.pace(),
                port,
                (who, cause) -> failures.add(who + ": " + cause.getCause().getMessage()),
                () -> failures.add("played to its end"));
        thread.start();
        Await.until("an end", () -> !failures.isEmpty());
        thread.close();
        return port.published().stream().map(FakePort.Published::templateId).toList();
    }

    @Test
    void shouldTakeDownASourceThatCannotGoOn() {
        assertEquals(
                List.of(PriceTickDecoder.TEMPLATE_ID, PriceTickDecoder.TEMPLATE_ID, SourceDownDecoder.TEMPLATE_ID),
                play(true));
        assertEquals(SOURCE, port.published().get(2).down());
        assertEquals(List.of("recorded: the disk is gone"), failures);
    }

    @Test
    void shouldLeaveASourceUpThatHasComeToItsEnd() {
        assertFalse(play(false).contains(SourceDownDecoder.TEMPLATE_ID));
        assertEquals(List.of("played to its end"), failures);
    }
}
