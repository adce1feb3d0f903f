package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyRecorders;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever asks the engine waits; the engine never does. */
@Timeout(60)
class EngineQuestionsTest {
    private static final long LONG_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long SHORT_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<String> answeredBy = new CopyOnWriteArrayList<>();

    private void question() {
        answeredBy.add(Thread.currentThread().getName());
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldAnswerOnTheEnginesThreadAndLeaveNoTrace(final Topology topology) {
        final LatencyRecorders latency = new LatencyRecorders();
        try (TestChain test = new TestChain(new GatedLog(), topology, latency)) {
            for (int i = 0; i < 100; i++) {
                assertTrue(test.chain.ask(this::question, LONG_NS));
            }
            assertEquals(0, test.inputs.size());
            assertEquals(0, test.orders.size());
        }
        assertEquals(100, answeredBy.size());
        assertTrue(answeredBy.stream().allMatch(Chain.ENGINE_THREAD::equals), answeredBy::toString);
        for (final Hop hop : Hop.values()) {
            assertEquals(0, latency.interval(hop, null).getTotalCount(), hop + ": a wake-up is no record");
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldNotAnswerWhileAnythingWaitsAndNeverAnswerLate(final Topology topology) {
        try (TestChain test = new TestChain(topology, WaitChoice.BLOCKING, 64)) {
            final CountDownLatch gate = test.inputs.closeGate();
            TestChain.price(test.port, 21, 1, 1_000);
            Await.until("an append that waits", test.inputs::isWaiting);
            assertFalse(test.chain.ask(this::question, SHORT_NS));
            gate.countDown();
            Await.until("the price", () -> test.chain.progress().isDecided(1));
            assertEquals(List.of(), answeredBy);
            assertTrue(test.chain.ask(this::question, LONG_NS));
            assertEquals(1, answeredBy.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldGoOnAfterAQuestionThatFails(final Topology topology) {
        try (TestChain test = new TestChain(topology, WaitChoice.BLOCKING, 64)) {
            final IllegalStateException told = assertThrows(
                    IllegalStateException.class,
                    () -> test.chain.ask(
                            () -> {
                                throw new IndexOutOfBoundsException("planted");
                            },
                            LONG_NS));
            assertEquals("planted", told.getCause().getMessage());
            TestChain.price(test.port, 21, 1, 1_000);
            Await.until("the price", () -> test.chain.progress().isDecided(1));
            assertTrue(test.failures.isEmpty(), test.failures::toString);
        }
    }
}
