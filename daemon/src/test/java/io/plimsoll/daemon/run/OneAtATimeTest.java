package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever comes while a command is under way is told so and does not wait. */
@Timeout(30)
class OneAtATimeTest {
    private final OneAtATime commands = new OneAtATime();

    @Test
    void shouldTurnTheSecondAwayUntilTheFirstHasEnded() throws Exception {
        final CountDownLatch isUnderWay = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        final CompletableFuture<AdminServer.Answer> first = CompletableFuture.supplyAsync(() -> commands.run(() -> {
            isUnderWay.countDown();
            try {
                mayEnd.await();
            } catch (final InterruptedException e) {
                throw new AssertionError(e);
            }
            return new AdminServer.Answer(200, "first");
        }));
        isUnderWay.await();
        assertEquals(
                409, commands.run(() -> new AdminServer.Answer(200, "second")).status());
        mayEnd.countDown();
        assertEquals(200, first.get().status());
        assertEquals(
                200, commands.run(() -> new AdminServer.Answer(200, "third")).status());
    }

    @Test
    void shouldGoOnAfterOneThatThrew() {
        assertThrows(
                IllegalStateException.class,
                () -> commands.run(() -> {
                    throw new IllegalStateException("broken");
                }));
        assertEquals(200, commands.run(() -> new AdminServer.Answer(200, "")).status());
    }
}
