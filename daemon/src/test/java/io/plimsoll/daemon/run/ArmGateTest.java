package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.chain.Chain;
import io.plimsoll.daemon.chain.ChainContext;
import io.plimsoll.daemon.chain.InputGate;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.WallClock;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.KillOrigin;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks to arm does so on what was known then: a kill that comes later is the newer word. */
@Timeout(60)
class ArmGateTest {
    @TempDir
    private Path folder;

    private final MarginEngine engine = new MarginEngine(new EngineCapacity(1, 1, 1, 1, 1));
    private final AskedSource source = new AskedSource();
    private final HeldEngine held = new HeldEngine();

    @Test
    void shouldNotArmOnARequestThatIsOlderThanAKill() {
        final FrameLogs logs = FrameLogs.in(folder).minUsableBytes(0);
        try (JournalLock lock = logs.lock();
                Chain chain = chain(logs, lock)) {
            final ArmGate gate = new ArmGate(arming(), chain, engine, new RunRecords(chain.controlLane()));
            chain.start();
            new RunRecords(chain.port()).timer(1, InputPort.LIVE_TIME);
            final CompletableFuture<List<String>> arm =
                    CompletableFuture.supplyAsync(() -> gate.arm("alice", "looks fine"));
            try {
                Await.until("the arm waits for the timer", () -> source.asked > 0);
                gate.kill(KillOrigin.HTTP, "bob", "stop");
            } finally {
                held.letGo.countDown();
            }
            assertEquals(List.of("the kill switch was thrown while this waited"), arm.join());
            Await.until("the kill", engine::isKillLatched);
            assertEquals(EngineStatus.KILLED, engine.status());
            assertEquals(List.of(), gate.arm("alice", "bob has agreed"), "a newer request may");
            Await.until("the arm", () -> engine.status() == EngineStatus.ARMED);
        }
    }

    private Chain chain(final FrameLogs logs, final JournalLock lock) {
        return new Chain(new ChainContext()
                .inputs(logs.writer(lock, LogName.INPUTS))
                .orders(logs.writer(lock, LogName.ORDERS))
                .engine(engine)
                .ringSlots(1 << 10)
                .topology(Topology.SEQUENCER_THREAD)
                .gate(held)
                .failStop((stage, cause) -> {}));
    }

    private Arming arming() {
        final DefinitionSet definitions = new DefinitionSet(
                List.of(),
                List.of(),
                new ProfileSpec("test", 1, 1_000_000, 500_000, 500_000, 0, 0, ProfileTerms.PLAIN));
        final KillWatch killWatch = new KillWatch(folder.resolve("KILL"), (origin, operator, reason) -> {});
        return new Arming(definitions, engine.view(), List.of(source), killWatch, () -> 1, WallClock.INSTANCE);
    }

    /** Keeps the engine from the first input until it is let go. */
    private static final class HeldEngine implements InputGate {
        private final CountDownLatch letGo = new CountDownLatch(1);

        @Override
        public void appended(final long sequence) {
            // the engine asks
        }

        @Override
        public void await(final long sequence) {
            try {
                letGo.await();
            } catch (final InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** At its head; counts how often an arm has asked. */
    private static final class AskedSource implements AccountSource {
        private volatile int asked;

        @Override
        public String name() {
            return "venue";
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // only one asks at a time
        public boolean isAtHead() {
            asked++;
            return true;
        }

        @Override
        public long forwarded() {
            return 0;
        }

        @Override
        public long refused() {
            return 0;
        }

        @Override
        public void start() {
            // nothing to read
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
