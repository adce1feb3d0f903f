package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.Force;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is decided on an input that is not on disk, and nobody waits for ever when the disk fails. */
@Timeout(120)
class GroupCommitTest {
    private static final long NEVER_NS = TimeUnit.HOURS.toNanos(1);
    private static final long PRICE = 100_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void shouldDecideOnNothingThatIsNotOnDisk() {
        final GatedLog inputs = new GatedLog();
        final GatedLog orders = new GatedLog();
        final HeldSync disk = new HeldSync(inputs::size, 0);
        try (GroupCommit commit =
                        new GroupCommit(disk, new HeldSync(orders::size, 1 << 20), 1, NEVER_NS, (stage, cause) -> {});
                TestChain test = new TestChain(inputs, orders, commit)) {
            commit.start();
            for (int i = 1; i <= 10; i++) {
                TestChain.price(test.port, 21, i, PRICE + i);
            }
            try {
                Await.until(() -> inputs.size() + " inputs appended", () -> inputs.size() == 10);
                assertEquals(0, test.chain.progress().engineSequence(), "all wait for the disk");
                while (commit.durableInputs() < 10) {
                    assertTrue(test.chain.progress().engineSequence() <= commit.durableInputs());
                    final long before = commit.durableInputs();
                    disk.allow(1);
                    Await.until(() -> "a sync after " + before, () -> commit.durableInputs() > before);
                }
                Await.until(
                        () -> test.chain.progress().engineSequence() + " of 10 processed",
                        () -> test.chain.progress().engineSequence() == 10);
            } finally {
                disk.allow(1 << 20); // else the sync thread could not end
            }
        }
    }

    @Test
    void shouldFailTheChainWhenTheDiskFails() {
        final GatedLog inputs = new GatedLog();
        final GatedLog orders = new GatedLog();
        final HeldSync disk = new HeldSync(inputs::size, 0);
        final List<String> told = new ArrayList<>();
        try (GroupCommit commit = new GroupCommit(
                        disk,
                        new HeldSync(orders::size, 0),
                        1,
                        NEVER_NS,
                        (stage, cause) -> told.add(stage + ": " + cause.getMessage()));
                TestChain test = new TestChain(inputs, orders, commit)) {
            commit.start();
            TestChain.price(test.port, 21, 1, PRICE);
            Await.until(() -> "appended", () -> inputs.size() == 1);
            disk.breakDown();
            Await.until(() -> "the engine's thread gives up", () -> !test.failures.isEmpty());
            assertEquals(0, test.chain.progress().engineSequence());
            assertTrue(test.failures.peek().contains("input 1 cannot be synced"), test.failures::toString);
        }
        assertEquals(List.of(GroupCommit.THREAD + ": planted failure of a disk"), told);
    }

    /** On real files: each record of orders finds its cause on disk, and a clean stop leaves nothing that is not. */
    @Test
    void shouldAppendNoOrderBeforeItsCauseIsOnDisk() throws IOException {
        final FrameLogs logs = FrameLogs.in(folder).minUsableBytes(0);
        final List<String> early = new ArrayList<>();
        final GatedLog orders;
        final GroupCommit commit;
        try (JournalLock lock = logs.lock()) {
            final FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
            final HeldSync none = new HeldSync(() -> 0, 0);
            commit = new GroupCommit(logs.sync(LogName.INPUTS, Force.DISK), none, 50, 1_000_000, (stage, cause) -> {});
            orders = new GatedLog() {
                private MutableDirectBuffer claimed;

                @Override
                public MutableDirectBuffer claim(final int maxMessageLength) {
                    claimed = super.claim(maxMessageLength);
                    return claimed;
                }

                @Override
                public long commit(final int messageLength, final long eventNs) {
                    final long cause = causeOf(claimed);
                    if (cause > commit.durableInputs()) {
                        early.add("order of " + cause + ", durable " + commit.durableInputs());
                    }
                    return super.commit(messageLength, eventNs);
                }
            };
            try (TestChain test = new TestChain(inputs, orders, commit)) {
                commit.start();
                test.load(TestChain.book(folder));
                for (int i = 1; i <= 200; i++) {
                    TestChain.price(test.port, 21, i, PRICE - i * 200_000_000L);
                }
            }
            commit.close();
            assertEquals(
                    commit.durableInputs(),
                    logs.markOf(LogName.INPUTS).orElseThrow().appended());
        }
        assertTrue(orders.size() > 50, () -> "too few decisions to mean anything: " + orders.size());
        assertEquals(List.of(), early);
    }

    @Test
    void shouldRefuseAGateWithoutAThreadThatSequencesOn() {
        final ChainContext context = new ChainContext()
                .inputs(new GatedLog())
                .orders(new GatedLog())
                .engine(new MarginEngine(TestChain.CAPACITY))
                .failStop((stage, cause) -> {})
                .gate(new GroupCommit(null, null, 1, 1, null));
        assertThrows(IllegalArgumentException.class, context::conclude);
    }

    /** The first field of every output. */
    private static long causeOf(final DirectBuffer record) {
        return record.getLong(
                Frame.HEADER_LENGTH
                        + MessageHeaderDecoder.ENCODED_LENGTH
                        + LiquidationOrderDecoder.causeSequenceEncodingOffset(),
                ByteOrder.LITTLE_ENDIAN);
    }
}
