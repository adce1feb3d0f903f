package io.plimsoll.daemon.recovery;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import org.agrona.DirectBuffer;

/**
 * Holds a replay to one version of the rules: what one version decided, another must not decide again. A new version starts only from
 * a snapshot after which nothing was decided. One replay each.
 */
public final class RulesCheck {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReadyDecoder ready = new ReadyDecoder();
    private long inForce;

    /** @param inForce the version that brought the state to where the replay starts */
    public RulesCheck(final long inForce) {
        this.inForce = inForce;
    }

    /**
     * The next input is about to be replayed.
     *
     * @throws UserError RULES_CHANGED when it was decided under another version
     */
    public void check(final DirectBuffer buffer, final int offset) {
        final int template = Frame.templateId(buffer, offset);
        if (template == ReadyDecoder.TEMPLATE_ID) {
            inForce = ready.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header)
                    .rulesVersion();
        }
        if (inForce != MarginEngine.RULES_VERSION && template != EpochDecoder.TEMPLATE_ID) {
            throw new UserError(
                    ExitCode.RULES_CHANGED,
                    "input " + Frame.sequence(buffer, offset) + " was decided under rules version " + inForce
                            + ", this program has version " + MarginEngine.RULES_VERSION
                            + "; see docs/operating/recovery.md, A new rules version");
        }
    }
}
