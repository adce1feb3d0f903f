package io.plimsoll.daemon.whatif;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.InputPort;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.DefinitionsCommitEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** Defines everything that an engine knows anew, with changes. Stateless; the engine's thread. */
final class Redefinition {
    private Redefinition() {}

    /** Takes one message, where its SBE header starts, and changes it in its place. */
    @FunctionalInterface
    interface Change {
        void change(MutableDirectBuffer buffer, int message);
    }

    /**
     * Shows each definition to the change and puts all of them in force; publishes nothing where no definition is to be otherwise.
     *
     * @param port into the engine
     * @throws UserError when the engine refuses the changed definitions; the old ones stay in force
     */
    static void apply(
            final MarginEngine engine,
            final InputPort port,
            final Changes changes,
            final Change change,
            final long eventNs) {
        final List<byte[]> messages = new ArrayList<>();
        engine.forEachDefinition((buffer, length) -> {
            final byte[] message = new byte[length];
            buffer.getBytes(Frame.HEADER_LENGTH, message);
            messages.add(message);
        });
        for (final byte[] message : messages) {
            final long slot = port.claim();
            final MutableDirectBuffer buffer = port.buffer(slot, message.length);
            buffer.putBytes(port.messageOffset(slot), message);
            change.change(buffer, port.messageOffset(slot));
            port.publish(slot, changes.hasDefinitions() ? message.length : 0, 0, eventNs);
        }
        if (changes.hasDefinitions()) {
            final long slot = port.claim();
            final DefinitionsCommitEncoder commit = new DefinitionsCommitEncoder()
                    .wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), new MessageHeaderEncoder())
                    .records(messages.size());
            port.publish(slot, MessageHeaderEncoder.ENCODED_LENGTH + commit.encodedLength(), 0, eventNs);
            requireTaken(engine);
        }
    }

    static void requireTaken(final MarginEngine engine) {
        if (engine.lastDefinitionDefect() != null) {
            throw new UserError("--set: refused by the engine: " + engine.lastDefinitionDefect());
        }
    }
}
