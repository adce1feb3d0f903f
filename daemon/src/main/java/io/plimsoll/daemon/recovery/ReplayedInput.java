package io.plimsoll.daemon.recovery;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import org.agrona.DirectBuffer;

/** Gives journaled inputs to an engine again, and names the one that it cannot take. The thread of the replay. */
public final class ReplayedInput implements FrameHandler {
    private MarginEngine engine;
    private final RulesCheck rules;
    private final OrderSink decisions;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReadyDecoder ready = new ReadyDecoder();

    /** @param rulesVersion that brought the engine to where the replay starts */
    public ReplayedInput(final MarginEngine engine, final int rulesVersion, final OrderSink decisions) {
        this.engine = engine;
        this.rules = new RulesCheck(rulesVersion);
        this.decisions = decisions;
    }

    /** From here on inputs go to this engine, which stands where the other one does. */
    public void engine(final MarginEngine other) {
        engine = other;
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        rules.check(buffer, offset);
        requireRoom(buffer, offset);
        try {
            engine.onEvent(buffer, offset, length, decisions);
        } catch (final UserError | JournalException e) {
            throw e; // of the decisions, not of the input
        } catch (final RuntimeException e) {
            throw new UserError(
                    ExitCode.INPUT_THROWS,
                    "input " + Frame.sequence(buffer, offset) + " (template " + Frame.templateId(buffer, offset)
                            + ") stops the engine: " + e + "; see docs/operating/recovery.md, An input that throws");
        }
    }

    private void requireRoom(final DirectBuffer buffer, final int offset) {
        if (Frame.templateId(buffer, offset) == ReadyDecoder.TEMPLATE_ID) {
            final String excess =
                    engine.capacity().excess(ready.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header));
            if (excess != null) {
                throw new UserError("input " + Frame.sequence(buffer, offset) + " opened a run for which this one is "
                        + "too small: " + excess + "; raise the limit");
            }
        }
    }
}
