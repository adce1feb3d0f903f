package io.plimsoll.daemon.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.DefinitionsReader;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start writes the definitions that differ from those in force, and nothing when none does. */
@Timeout(30)
class ChangedDefinitionsTest {
    @TempDir
    private Path folder;

    private final MarginEngine engine = new MarginEngine(new EngineCapacity(10, 10, 10, 8, 8));
    private final Templates written = new Templates();

    private DefinitionSet definitions(final String old, final String changed) throws IOException {
        final String text = Files.readString(Project.root().resolve("config/instruments.yaml"));
        assertTrue(text.contains(old), old);
        final Path file = Files.writeString(folder.resolve("instruments.yaml"), text.replace(old, changed));
        return DefinitionsReader.read(file, "USD", Project.linear());
    }

    private boolean start(final DefinitionSet definitions) {
        final DefinitionRecords records = new DefinitionRecords(definitions).leavingOut(engine::isInForce);
        written.ids.clear();
        final boolean isWritten = records.write(written, 0);
        records.write(new EngineInput(engine), 0);
        return isWritten;
    }

    @Test
    void shouldWriteOnlyWhatDiffers() throws IOException {
        final DefinitionSet first = definitions("haircut: \"0.10\"", "haircut: \"0.10\"");
        assertTrue(start(first));
        assertEquals(first.assets().size() + first.instruments().size() + 2, written.ids.size());

        assertFalse(start(first));
        assertEquals(List.of(), written.ids);

        assertTrue(start(definitions("haircut: \"0.10\"", "haircut: \"0.20\"")));
        assertEquals(List.of(AssetDefinitionDecoder.TEMPLATE_ID, DefinitionsCommitDecoder.TEMPLATE_ID), written.ids);
        assertEquals(null, engine.lastDefinitionDefect());

        assertTrue(start(definitions("tick: \"0.1\"", "tick: \"0.2\"")));
        assertEquals(
                List.of(
                        AssetDefinitionDecoder.TEMPLATE_ID, // the haircut goes back
                        InstrumentDefinitionDecoder.TEMPLATE_ID,
                        DefinitionsCommitDecoder.TEMPLATE_ID),
                written.ids);
        assertFalse(written.ids.contains(ProfileDefinitionDecoder.TEMPLATE_ID));
    }

    @Test
    void shouldWriteAGuardOnceAndThenOnlyIfItChanges() throws IOException {
        final String last = "maxQuantity: \"10000\"\n";
        final String guard = last + "\nguards:\n  - price: BTC-PERP\n    quorum: 2\n    maxAge: 5s\n    collar: off\n";
        assertTrue(start(definitions(last, last)));
        assertTrue(start(definitions(last, guard)));
        final List<Integer> guardAlone =
                List.of(GuardDefinitionDecoder.TEMPLATE_ID, DefinitionsCommitDecoder.TEMPLATE_ID);
        assertEquals(guardAlone, written.ids);
        assertEquals(null, engine.lastDefinitionDefect());

        assertFalse(start(definitions(last, guard)));
        assertFalse(start(definitions(last, last)), "a guard cannot be removed");
        assertTrue(start(definitions(last, guard.replace("5s", "6s"))));
        assertEquals(guardAlone, written.ids);
    }

    /** Keeps the template id of each record that is published. */
    private static final class Templates extends OneSlotPort {
        private final List<Integer> ids = new ArrayList<>();

        @Override
        public void publish(final long slot, final int length, final long dueNanoTime, final long eventNs) {
            if (length > 0) {
                ids.add(new MessageHeaderDecoder()
                        .wrap(record, messageOffset(slot))
                        .templateId());
            }
        }
    }
}
