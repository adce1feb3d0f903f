package io.plimsoll.journal.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class EventLogTest {
    private enum Code implements EventCode {
        FLOODED,
        WAS_FLOODED,
        QUIET,
        BROKEN;

        @Override
        public String meaning() {
            return "made by a test";
        }
    }

    private final Logger logger = (Logger) LoggerFactory.getLogger(EventLogTest.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final EventLog log = EventLog.of(EventLogTest.class);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        told.start();
        logger.addAppender(told);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(told);
    }

    private List<String> lines() {
        return told.list.stream()
                .map(event -> event.getMarkerList().get(0) + " " + event.getFormattedMessage())
                .toList();
    }

    private static RateLimit reached(final EventCode code, final long atNs) {
        final RateLimit limit = EventLog.limit(code);
        for (int i = 0; i < 50; i++) {
            assertTrue(limit.take(atNs), "50 a second");
        }
        return limit;
    }

    @Test
    void shouldLeaveOutWhatNobodyCanReadOfOneCodeAlone() {
        final long soonNs = System.nanoTime() + TimeUnit.HOURS.toNanos(1); // no line of now is of a later second
        final RateLimit limit = reached(Code.FLOODED, soonNs);
        log.warn(Code.FLOODED, "not told");
        log.error(Code.FLOODED, "not told either");
        log.info(Code.QUIET, "another code has its own limit");
        assertEquals(List.of("QUIET another code has its own limit"), lines());
        assertEquals(2, limit.takeLeftOut(soonNs + TimeUnit.SECONDS.toNanos(1)));
    }

    @Test
    void shouldSayWithTheNextLineHowManyWereLeftOut() {
        final long agoNs = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
        final RateLimit limit = reached(Code.WAS_FLOODED, agoNs);
        assertFalse(limit.take(agoNs));
        assertFalse(limit.take(agoNs));
        log.warn(Code.WAS_FLOODED, "told of {}", "this");
        log.warn(Code.WAS_FLOODED, "and this");
        assertEquals(
                List.of(
                        "WAS_FLOODED 2 more of these were left out",
                        "WAS_FLOODED told of this",
                        "WAS_FLOODED and this"),
                lines());
    }

    @Test
    void shouldTellWhatWasThrownWithTheCode() {
        log.error(Code.BROKEN, "{} failed", "a part", new IllegalStateException("made by a test"));
        assertEquals(List.of("BROKEN a part failed"), lines());
        assertEquals("made by a test", told.list.get(0).getThrowableProxy().getMessage());
        assertEquals(Level.ERROR, told.list.get(0).getLevel());
    }
}
