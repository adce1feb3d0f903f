package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.text.RecordText;
import io.plimsoll.protocol.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a definition does not say changes nothing: the inputs of a golden journal, whose definitions have none of the newer fields, lead to
 * the decisions that the rules of its time made, state hash included. As text, since a field that is absent is not in it.
 */
@Timeout(120)
class OldRulesTest {
    private static final EngineCapacity CAPACITY = new EngineCapacity(100_000, 100_000, 10_000, 1_000, 1_000);

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v3"})
    void shouldDecideAsTheOldRulesDid(final String version, @TempDir final Path folder) throws IOException {
        final Path golden = GoldenJournalTest.GOLDEN.resolve(version);
        try (InputStream archive = Files.newInputStream(golden.resolve("journal.zip"))) {
            PackedJournal.unpack(archive, folder);
        }
        assertEquals(Files.readString(golden.resolve("orders.ndjson")), decidedOn(folder));
    }

    // The engine reads no rules version, so each Ready may keep its own: only a replay that compares bytes refuses it.
    private static String decidedOn(final Path journal) {
        final ByteArrayOutputStream decided = new ByteArrayOutputStream();
        final MarginEngine engine = new MarginEngine(CAPACITY);
        final OrderSink sink = new TextSink(new PrintStream(decided, false, StandardCharsets.UTF_8));
        try (FrameLogReader inputs = FrameLogs.in(journal).reader(LogName.INPUTS, Position.start())) {
            while (inputs.poll((buffer, offset, length) -> engine.onEvent(buffer, offset, length, sink))
                    || !inputs.atEnd(0)) {
                // on to the end
            }
        }
        return decided.toString(StandardCharsets.UTF_8);
    }

    /** Numbers what is decided as {@code orders} would, and writes it as an export does. */
    private static final class TextSink implements OrderSink {
        private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));
        private final PrintStream out;
        private final RecordText text;
        private long sequence;
        private int crc;

        private TextSink(final PrintStream out) {
            this.out = out;
            text = new RecordText(out, true, true);
        }

        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return buffer;
        }

        @Override
        public int messageOffset() {
            return Frame.HEADER_LENGTH;
        }

        @Override
        public void commit(final int length, final long eventNs) {
            crc = Frame.seal(buffer, 0, length, ++sequence, eventNs, crc);
            text.onFrame(buffer, 0, Frame.HEADER_LENGTH + length);
            out.flush();
        }
    }
}
