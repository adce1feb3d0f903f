package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.feed.InputPort;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A stage that throws is told once, by its thread's name; nothing more is processed, and nobody hangs. */
@Timeout(60)
class ChainFailureTest {
    private static final int SLOTS = 16;

    private static Stream<Arguments> combinations() {
        return Stream.of(Topology.values())
                .flatMap(topology -> Stream.of(WaitChoice.values()).map(wait -> Arguments.of(topology, wait)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void shouldStopWhenTheEngineThrows(final Topology topology, final WaitChoice wait) {
        final TestChain test = new TestChain(topology, wait, SLOTS);
        try (test) {
            TestChain.price(test.port, 1, 1, 5);
            test.unknown();
            assertStopped(test, Chain.ENGINE_THREAD + ": input 2 has template id 48");
            assertEquals(1, test.chain.progress().engineSequence());
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldStopWhenInputsCannotBeWritten(final Topology topology) {
        final TestChain test = new TestChain(topology, WaitChoice.BLOCKING, SLOTS);
        try (test) {
            test.inputs.failAt(3);
            for (int i = 1; i <= 3; i++) {
                TestChain.price(test.port, 1, i, 5 + i);
            }
            final String thread = topology == Topology.SEQUENCER_THREAD ? Chain.SEQUENCER_THREAD : Chain.ENGINE_THREAD;
            assertStopped(test, thread + ": planted failure of a writer");
            assertEquals(2, test.inputs.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldStopWhenOrdersCannotBeWritten(final Topology topology) {
        final TestChain test = new TestChain(topology, WaitChoice.BLOCKING, SLOTS);
        try (test) {
            test.orders.failAt(1);
            new RunRecords(test.port).marker(1, InputPort.LIVE_TIME);
            final String thread = topology == Topology.ORDER_THREAD ? Chain.ORDERS_THREAD : Chain.ENGINE_THREAD;
            assertStopped(test, thread + ": planted failure of a writer");
            assertEquals(0, test.orders.size());
        }
    }

    /** The engine's thread waits for room in the hand-over when the one that makes room ends. */
    @Test
    void shouldNotWaitForAnOrdersThreadThatIsGone() throws InterruptedException {
        final TestChain test =
                new TestChain(Topology.ORDER_THREAD, WaitChoice.BLOCKING, 64 * SLOTS); // fills 16 MiB soon
        try (test) {
            test.orders.failAt(1);
            final CountDownLatch gate = test.orders.closeGate();
            final Thread producer = new Thread(() -> {
                while (!test.chain.hasFailed()) {
                    new RunRecords(test.port)
                            .marker(1, InputPort.LIVE_TIME); // an output each, until the hand-over is full
                }
            });
            producer.start();
            Await.until("the engine makes no headway", () -> {
                final long before = test.chain.progress().engineSequence();
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                return before > 10_000 && test.chain.progress().engineSequence() == before;
            });
            gate.countDown();
            assertStopped(test, Chain.ORDERS_THREAD + ": planted failure of a writer");
            producer.join();
        }
    }

    private static void assertStopped(final TestChain test, final String failure) {
        Await.until("the failure is told", () -> !test.failures.isEmpty());
        assertTrue(test.failures.peek().startsWith(failure), test.failures::toString);
        assertTrue(test.chain.hasFailed());
        final int written = test.inputs.size();
        for (int i = 0; i < 4 * SLOTS; i++) {
            TestChain.price(test.port, 9, i, 7); // does not hang, and does not reach the log
        }
        Await.until("the ring is passed over", () -> test.chain.ringFill() == 0);
        assertTrue(test.inputs.size() <= written + 1, "one may have been under way");
        assertEquals(1, test.failures.size());
        assertFalse(test.inputs.isClosed());
    }
}
