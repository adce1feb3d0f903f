package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.DefinitionsReader;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start warns of a guard that believes a single source, and of one that the configuration no longer has. */
@Timeout(30)
class GuardWarningsTest {
    @TempDir
    private Path folder;

    private final MarginEngine engine = new MarginEngine(new EngineCapacity(10, 10, 10, 8, 8));

    private DefinitionSet definitions(final String guards) throws IOException {
        final String text = Files.readString(Project.root().resolve("config/instruments.yaml"));
        return DefinitionsReader.read(
                Files.writeString(folder.resolve("instruments.yaml"), text + guards), "USD", Project.linear());
    }

    private static String guard(final int quorum) {
        return "\nguards:\n  - price: BTC-PERP\n    quorum: " + quorum + "\n    maxAge: 5s\n    collar: off\n";
    }

    @Test
    void shouldWarnOfAQuorumOfOneAtEachStart() throws IOException {
        final List<String> expected = List.of("price BTC-PERP: its guard has a quorum of 1, so a single source is"
                + " believed alone and may liquidate");
        final DefinitionSet definitions = definitions(guard(1));
        assertEquals(expected, GuardWarnings.of(definitions, engine));
        new DefinitionRecords(definitions).write(new EngineInput(engine), 0);
        assertEquals(expected, GuardWarnings.of(definitions, engine));
        assertEquals(List.of(), GuardWarnings.of(definitions(guard(2)), engine));
    }

    @Test
    void shouldWarnOfAGuardThatOnlyTheJournalHas() throws IOException {
        assertEquals(List.of(), GuardWarnings.of(definitions(""), engine));
        new DefinitionRecords(definitions(guard(2))).write(new EngineInput(engine), 0);
        assertEquals(
                List.of("price BTC-PERP: the journal guards it and the configuration does not; a guard cannot be"
                        + " removed and stays"),
                GuardWarnings.of(definitions(""), engine));
    }
}
