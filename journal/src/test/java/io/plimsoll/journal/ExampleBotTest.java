package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExampleBotTest {
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final LiquidationOrderEncoder order = new LiquidationOrderEncoder();
    private final List<Long> sent = new CopyOnWriteArrayList<>();

    @TempDir
    private Path dir;

    @Test
    void shouldActOnLiveOrdersOnceAcrossRestarts() throws InterruptedException {
        final FrameLogs logs = FrameLogs.in(dir.resolve("journal"));
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.ORDERS)) {
            append(writer, 1, EngineMode.LIVE);
            new CursorFile(dir.resolve("cursor")).save(new Cursor(writer.lastSequence(), 0, writer.lastCrc()));
            for (int run = 0; run < 3; run++) {
                append(writer, 10 + run, EngineMode.SHADOW);
                append(writer, 20 + run, EngineMode.LIVE);
                runBotUntilSent(run + 1);
            }
        }
        assertEquals(List.of(20L, 21L, 22L), sent);
    }

    private void runBotUntilSent(final int count) throws InterruptedException {
        final AtomicBoolean running = new AtomicBoolean(true);
        final CursorFile cursorFile = new CursorFile(dir.resolve("cursor"));
        final Thread bot = new Thread(
                () -> ExampleBot.run(
                        dir.resolve("journal"), cursorFile, running, decoder -> sent.add(decoder.accountId())),
                "bot");
        bot.start();
        try {
            Await.until(() -> count + " orders, are " + sent, Duration.ofSeconds(30), () -> sent.size() >= count);
        } finally {
            running.set(false);
            bot.join();
        }
    }

    private void append(final FrameLogWriter writer, final long accountId, final EngineMode mode) {
        order.wrapAndApplyHeader(writer.claim(1_000), writer.messageOffset(), header)
                .accountId(accountId)
                .mode(mode)
                .legsCount(0);
        order.accountName("a").symbol("s");
        writer.commit(MessageHeaderEncoder.ENCODED_LENGTH + order.encodedLength(), writer.lastEventNs() + 1);
    }
}
