package io.plimsoll.daemon.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.fake.MemoryJournal;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.MarkerEncoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ReadyEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recovery makes of journals and snapshots that are whole, behind, ahead, altered or damaged. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class RecoveryTest {
    private static final long SEED = Long.getLong("plimsoll.seed", 11);
    private static final int INPUTS = 4_000;
    private static final int EVERY = 1_000;

    private RecordedRun run;
    private MemoryJournal journal;
    private final MemorySnapshots snapshots = new MemorySnapshots();

    @BeforeAll
    void record() throws IOException {
        System.out.println("seed " + SEED + "; reproduce with -Dplimsoll.seed=" + SEED);
        run = new RecordedRun(SEED, INPUTS, EVERY);
    }

    @BeforeEach
    void copy() {
        journal = run.journal().copy();
        snapshots.bytes().clear();
        run.snapshots().bytes().forEach((sequence, bytes) -> snapshots.bytes().put(sequence, bytes.clone()));
    }

    private Recovered recover() {
        return new Recovery(journal, journal.writer(LogName.INPUTS), journal.writer(LogName.ORDERS), snapshots)
                .run(RecordedRun::newEngine);
    }

    private void assertAsRecorded(final Recovered recovered) {
        assertEquals(run.stateHash(), recovered.engine().stateHash());
        final List<byte[]> expected = run.journal().of(LogName.ORDERS);
        final List<byte[]> found = journal.of(LogName.ORDERS);
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), found.get(i), "orders record " + (i + 1));
        }
    }

    private void assertRefuses(final ExitCode code, final String part) {
        final UserError error = assertThrows(UserError.class, this::recover);
        assertEquals(code, error.exitCode(), error.getMessage());
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }

    private int decisions() {
        return journal.of(LogName.ORDERS).size();
    }

    @Test
    void shouldStartFromTheNewestSnapshot() {
        final Recovered recovered = recover();
        assertAsRecorded(recovered);
        assertEquals(3 * EVERY, recovered.snapshot());
        assertEquals(EVERY, recovered.replayed());
        assertEquals(0, recovered.appended());
    }

    @Test
    void shouldReplayEverythingWithoutASnapshot() {
        snapshots.bytes().clear();
        final Recovered recovered = recover();
        assertAsRecorded(recovered);
        assertEquals(INPUTS, recovered.replayed());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_000})
    void shouldAppendExactlyTheMissingDecisions(final int behind) {
        journal.cut(LogName.ORDERS, decisions() - behind);
        final Recovered recovered = recover();
        assertAsRecorded(recovered);
        assertEquals(behind, recovered.appended());
    }

    @Test
    void shouldStartFromAnOlderSnapshotWhenTheNewestIsAheadOfOrders() {
        journal.cut(LogName.ORDERS, 10);
        final int missing = run.journal().of(LogName.ORDERS).size() - 10;
        final Recovered recovered = recover();
        assertAsRecorded(recovered);
        assertEquals(0, recovered.snapshot());
        assertEquals(missing, recovered.appended());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_000})
    void shouldRefuseOrdersAheadOfTheirInputs(final int ahead) {
        snapshots.bytes().clear(); // else the snapshot itself tells of the loss
        int kept = INPUTS;
        final int wanted = decisions() - ahead;
        while (decisionsOf(kept) > wanted) {
            kept--;
        }
        journal.cut(LogName.INPUTS, kept);
        final int before = decisions();
        assertRefuses(ExitCode.ORDERS_AHEAD, "the inputs give only " + decisionsOf(kept));
        assertEquals(before, decisions(), "nothing may be appended");
    }

    // Decisions caused by the first inputs.
    private int decisionsOf(final int inputs) {
        int count = 0;
        for (final byte[] order : run.journal().of(LogName.ORDERS)) {
            final long cause = new UnsafeBuffer(order)
                    .getLong(Frame.HEADER_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH, ByteOrder.LITTLE_ENDIAN);
            count += cause <= inputs ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_000})
    void shouldRefuseADecisionThatWasAltered(final int fromTheEnd) {
        snapshots.bytes().clear();
        final int altered = decisions() + 1 - fromTheEnd;
        journal.alter(LogName.ORDERS, altered, 20);
        assertRefuses(ExitCode.ORDERS_DIFFER, "orders record " + altered + " ");
    }

    @Test
    void shouldTakeADecisionThatNamesAnotherSchemaForTheSame() {
        snapshots.bytes().clear();
        journal.alter(LogName.ORDERS, 5, MessageHeaderDecoder.versionEncodingOffset());
        assertEquals(0, recover().appended());
    }

    @Test
    void shouldRefuseAnAlteredDecisionThatASnapshotHides() {
        journal.alter(LogName.ORDERS, 5, 20);
        assertRefuses(ExitCode.ORDERS_DIFFER, "orders record 5 ");
    }

    @Test
    void shouldRefuseInputsThatEndBeforeASnapshot() {
        journal.cut(LogName.INPUTS, 3 * EVERY - 1);
        assertRefuses(ExitCode.JOURNAL_TAIL_LOST, "a snapshot has seen " + 3 * EVERY);
    }

    @Test
    void shouldPassOverASnapshotThatIsHalfWritten() {
        snapshots.bytes().computeIfPresent(3L * EVERY, (key, bytes) -> Arrays.copyOf(bytes, bytes.length / 2));
        final Recovered recovered = recover();
        assertAsRecorded(recovered);
        assertEquals(2 * EVERY, recovered.snapshot());
    }

    @Test
    void shouldPassOverASnapshotWithAnyFlippedBit() {
        final SplittableRandom random = new SplittableRandom(SEED);
        final byte[] good = snapshots.bytes().get(3L * EVERY).clone();
        for (int i = 0; i < 40; i++) {
            final byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            snapshots.bytes().put(3L * EVERY, bad);
            journal = run.journal().copy();
            final Recovered recovered = recover();
            assertEquals(2 * EVERY, recovered.snapshot());
            assertEquals(run.stateHash(), recovered.engine().stateHash());
        }
    }

    @Test
    void shouldReplayEverythingWhenEverySnapshotIsBad() {
        snapshots.bytes().replaceAll((key, bytes) -> Arrays.copyOf(bytes, bytes.length - 1));
        final Recovered recovered = recover();
        assertAsRecorded(recovered);
        assertEquals(0, recovered.snapshot());
    }

    @Test
    void shouldNeedTheInputsAfterTheOldestSnapshotThatIsGood() throws IOException {
        assertEquals(EVERY, snapshots.neededInput());
        snapshots.bytes().get((long) EVERY)[1_000] ^= 1;
        assertEquals(2 * EVERY, snapshots.neededInput());
        snapshots.bytes().replaceAll((key, bytes) -> Arrays.copyOf(bytes, bytes.length - 1));
        assertEquals(1, snapshots.neededInput());
        snapshots.bytes().clear();
        assertEquals(1, snapshots.neededInput());
    }

    @Test
    void shouldPassOverASnapshotOfAnotherJournal() throws IOException {
        final RecordedRun other = new RecordedRun(SEED + 1, INPUTS, EVERY);
        snapshots.bytes().clear();
        snapshots.bytes().putAll(other.snapshots().bytes());
        journal = run.journal().copy();
        final Recovered recovered = recover();
        assertAsRecorded(recovered);
        assertEquals(0, recovered.snapshot());
    }

    @Test
    void shouldRefuseInputsOfOtherRules() {
        appendReady(MarginEngine.RULES_VERSION + 1);
        assertRefuses(
                ExitCode.RULES_CHANGED,
                "input " + (INPUTS + 1) + " was decided under rules version " + (MarginEngine.RULES_VERSION + 1));
    }

    @Test
    void shouldStartOtherRulesFromASnapshotAtTheEndOnly() throws IOException {
        ageTheNewestSnapshot();
        assertRefuses(
                ExitCode.RULES_CHANGED,
                "input " + (3 * EVERY + 1) + " was decided under rules version " + (MarginEngine.RULES_VERSION - 1));
        journal.cut(LogName.INPUTS, 3 * EVERY);
        journal.cut(LogName.ORDERS, decisionsOf(3 * EVERY));
        assertEquals(3 * EVERY, recover().snapshot());
        appendReady(MarginEngine.RULES_VERSION);
        assertEquals(3 * EVERY, recover().snapshot(), "what follows was decided under the new rules");
    }

    // As if a program with older rules had written it.
    private void ageTheNewestSnapshot() throws IOException {
        final Snapshot newest =
                Snapshot.load(snapshots, 3L * EVERY, RecordedRun::newEngine).orElseThrow();
        final SnapshotHeader header = newest.header();
        final SnapshotHeader older = new SnapshotHeader(
                MarginEngine.RULES_VERSION - 1,
                header.inputSequence(),
                header.inputCrc(),
                header.ordersSequence(),
                header.ordersCrc(),
                header.stateHash());
        snapshots.save(3L * EVERY, out -> Snapshot.write(older, newest.engine(), out), in -> {});
    }

    private void appendReady(final int rulesVersion) {
        final FrameLogWriter inputs = journal.writer(LogName.INPUTS);
        final ReadyEncoder ready = new ReadyEncoder()
                .wrapAndApplyHeader(inputs.claim(200), inputs.messageOffset(), new MessageHeaderEncoder())
                .rulesVersion(rulesVersion)
                .configHash(0)
                .mode(EngineMode.SHADOW)
                .maxAccounts(1)
                .maxLegs(1)
                .maxOrdersInFlight(1)
                .maxAssets(1)
                .maxInstruments(1)
                .maxFactAgeNs(ReadyEncoder.maxFactAgeNsNullValue())
                .build("");
        inputs.commit(MessageHeaderEncoder.ENCODED_LENGTH + ready.encodedLength(), inputs.lastEventNs());
    }

    @Test
    void shouldNameTheInputThatThrows() {
        QuarantinedRun.appendUnknown(journal.writer(LogName.INPUTS));
        assertRefuses(ExitCode.INPUT_THROWS, "input " + (INPUTS + 1) + " (template 49)");
    }

    @Test
    void shouldGoOnWithoutAnInputThatIsQuarantined(@TempDir final Path folder) {
        final FrameLogs logs = FrameLogs.in(folder).minUsableBytes(0);
        try (JournalLock lock = logs.lock();
                FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS)) {
            for (final byte[] record : journal.of(LogName.INPUTS)) {
                final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(record.length));
                buffer.putBytes(0, record);
                inputs.append(buffer, 0, record.length);
            }
            QuarantinedRun.appendUnknown(inputs);
            final MemorySnapshots none = new MemorySnapshots();
            final UserError error = assertThrows(
                    UserError.class, () -> new Recovery(logs, inputs, orders, none).run(RecordedRun::newEngine));
            assertEquals(ExitCode.INPUT_THROWS, error.exitCode());

            logs.quarantine().add(inputs.lastSequence(), inputs.lastCrc(), "why");
            final Recovered recovered = new Recovery(logs, inputs, orders, none).run(RecordedRun::newEngine);
            assertEquals(run.stateHash(), recovered.engine().stateHash());
        }
    }

    /** An input whose first decision was written before a later one made the engine throw. */
    @Test
    void shouldPassOverDecisionsOfAnInputThatIsQuarantined(@TempDir final Path folder) {
        final FrameLogs logs = FrameLogs.in(folder).minUsableBytes(0);
        final MemorySnapshots none = new MemorySnapshots();
        try (JournalLock lock = logs.lock();
                FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS)) {
            appendMarker(inputs);
            QuarantinedRun.appendUnknown(inputs);
            assertThrows(UserError.class, () -> new Recovery(logs, inputs, orders, none).run(RecordedRun::newEngine));
            QuarantinedRun.appendOrphan(orders, inputs.lastSequence(), 0);
            logs.quarantine().add(inputs.lastSequence(), inputs.lastCrc(), "why");
            assertEquals(
                    0,
                    new Recovery(logs, inputs, orders, none)
                            .run(RecordedRun::newEngine)
                            .appended());

            appendMarker(inputs);
            for (final int missing : new int[] {1, 0}) {
                assertEquals(
                        missing,
                        new Recovery(logs, inputs, orders, none)
                                .run(RecordedRun::newEngine)
                                .appended());
            }
            assertEquals(3, orders.lastSequence());
        }
    }

    @Test
    void shouldWriteNothingOfAnInputBeforeTheEngineHasTakenItAll() {
        final FrameLogWriter orders = journal.writer(LogName.ORDERS);
        final CheckedOrders decisions = new CheckedOrders(
                journal.reader(LogName.ORDERS, Position.at(decisions() + 1)),
                decisions(),
                orders,
                journal.quarantine());
        decisions.claim(64).putLong(decisions.messageOffset(), 1);
        decisions.commit(Long.BYTES, orders.lastEventNs());
        assertEquals(0, decisions.appended());
        decisions.release();
        assertEquals(1, decisions.appended());
    }

    private static void appendMarker(final FrameLogWriter inputs) {
        final MarkerEncoder marker = new MarkerEncoder()
                .wrapAndApplyHeader(inputs.claim(64), inputs.messageOffset(), new MessageHeaderEncoder());
        inputs.commit(MessageHeaderEncoder.ENCODED_LENGTH + marker.encodedLength(), inputs.lastEventNs());
    }
}
