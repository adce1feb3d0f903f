package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.run.ServiceManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the unit's {@code WatchdogSec} hangs on: the service manager hears of life while the chain gets on with its work, and only then. */
@Timeout(60)
class FedWatchdogTest {
    private static final Map<String, String> UNIT =
            Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_USEC", "4000"); // asked every 2 ms

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicLong asked = new AtomicLong();

    @ParameterizedTest
    @EnumSource(Topology.class)
    void shouldFeedItWhileTheChainGetsOnAndNotWhileItIsStuck(final Topology topology) {
        final TestChain test = new TestChain(topology, WaitChoice.BLOCKING, 16);
        final Headway headway = new Headway(test.chain);
        try (test;
                ServiceManager manager = new ServiceManager(
                        UNIT,
                        () -> {
                            asked.incrementAndGet();
                            return headway.getAsBoolean();
                        },
                        what -> told.addAll(what))) {
            manager.ready("running");
            assertEquals(
                    List.of("--ready", "--status=running"),
                    told.stream().limit(2).toList());
            awaitFed();
            for (int i = 1; i <= 3; i++) {
                TestChain.price(test.port, 1, i, 1_000 + i);
            }
            awaitFed();
            Await.until("all of it is done", () -> !test.chain.hasWork());
            final CountDownLatch gate = test.inputs.closeGate();
            TestChain.price(test.port, 1, 4, 1_004);
            Await.until("the chain is stuck", () -> test.inputs.isWaiting() && test.chain.hasWork());
            assertNotFed();
            gate.countDown();
            awaitFed();
            test.chain.fail("a test", new IllegalStateException("planted failure"));
            assertNotFed();
        }
        assertEquals(List.of("WATCHDOG=1"), told.stream().skip(2).distinct().toList());
    }

    private void awaitFed() {
        final int before = told.size();
        Await.until("it is fed", () -> told.size() > before + 1);
    }

    // What has just been got on with may still be told of, once.
    private void assertNotFed() {
        awaitAsked(3);
        final int before = told.size();
        awaitAsked(10);
        assertEquals(before, told.size(), "it is fed");
        assertTrue(told.contains("WATCHDOG=1"));
    }

    private void awaitAsked(final int times) {
        final long enough = asked.get() + times;
        Await.until("the thread that feeds it has ended", () -> asked.get() >= enough);
    }
}
