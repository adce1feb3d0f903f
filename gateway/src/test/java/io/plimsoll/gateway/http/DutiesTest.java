package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DutiesTest {
    @Test
    void shouldGoOnAfterAFaultAndCountIt() {
        final Counters counters = new Counters();
        final AtomicInteger tried = new AtomicInteger();
        final AtomicInteger done = new AtomicInteger();
        final Runnable fails = () -> {
            if (tried.incrementAndGet() == 1) {
                throw new IllegalStateException("made by a test");
            }
            throw new StackOverflowError("made by a test");
        };
        try (Duties duties = new Duties(counters, fails, done::incrementAndGet)) {
            duties.start();
            Await.until(
                    () -> done.get() + " times done, " + counters.value(Counter.FAULTS) + " faults",
                    Duration.ofSeconds(30),
                    () -> done.get() >= 3 && counters.value(Counter.FAULTS) >= 3);
            assertTrue(tried.get() >= 3, "the duty that fails is tried again: " + tried.get());
        }
    }
}
