package io.plimsoll.journal;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** A liquidator bot's loop: tails the orders and resumes where it was, at the price of seeing its last order again. */
final class ExampleBot {
    private ExampleBot() {}

    static void run(
            final Path journalDir,
            final CursorFile cursorFile,
            final AtomicBoolean running,
            final Consumer<LiquidationOrderDecoder> venue) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
        final IdleStrategy idle = new SleepingMillisIdleStrategy(1);
        final FrameHandler handler = (buffer, offset, length) -> {
            if (Frame.templateId(buffer, offset) == LiquidationOrderDecoder.TEMPLATE_ID) {
                order.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
                if (order.mode() == EngineMode.LIVE) { // nobody may act on a SHADOW order
                    venue.accept(order); // must ignore an id (epoch, causeSequence, ordinal) that it has had
                }
            }
        };
        final Position from = cursorFile.load().map(Position::after).orElse(Position.end());
        try (FrameLogReader orders = FrameLogs.in(journalDir).reader(LogName.ORDERS, from)) {
            while (running.get()) {
                if (orders.poll(handler)) {
                    cursorFile.save(orders.cursor());
                } else {
                    idle.idle();
                }
            }
        }
    }
}
