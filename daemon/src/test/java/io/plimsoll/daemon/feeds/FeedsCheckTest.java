package io.plimsoll.daemon.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.DefinitionsReader;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever records is told when nothing is kept any more. */
@Timeout(60)
class FeedsCheckTest {
    @TempDir
    private Path folder;

    private FeedsCheck feeds(final Path capture) throws IOException {
        final Path config = Project.root().resolve("config");
        final DefinitionSet definitions = DefinitionsReader.read(
                config.resolve("instruments.yaml"), "USD", ProfileSpec.read(config.resolve("profiles/linear.yaml")));
        final Path feeds = Files.writeString(folder.resolve("daemon.yaml"), """
                feeds:
                  - type: binance
                    name: futures
                    source: 22
                    url: ws://127.0.0.1:9
                    symbols: [{symbol: BTCUSDT@mark, price: BTC-PERP}]
                """);
        return new FeedsCheck(
                FeedsReader.read(YamlSection.read(feeds), definitions),
                definitions,
                Optional.of(capture),
                (who, cause) -> {
                    throw new AssertionError(who, cause);
                });
    }

    @Test
    void shouldTellThatACaptureEndedEarly() throws IOException {
        final Path taken = Files.createFile(folder.resolve("taken"));
        final FeedsCheck feeds = feeds(taken.resolve("raw"));
        try (feeds) {
            assertFalse(feeds.keepsNothing());
            feeds.start(); // a connection that is refused is captured as well
            Await.until("nothing can be written", feeds::keepsNothing);
        }
        final List<String> ended = feeds.endedCaptures();
        assertEquals(1, ended.size());
        assertTrue(ended.get(0).startsWith("the capture of 'futures' ended early: "), ended.get(0));
        assertTrue(ended.get(0).contains(taken.toString()), ended.get(0));
    }

    @Test
    void shouldHaveNothingToTellOfACaptureThatWasClosed() throws IOException {
        final FeedsCheck feeds = feeds(folder.resolve("raw"));
        try (feeds) {
            feeds.start();
            assertFalse(feeds.keepsNothing());
        }
        assertEquals(List.of(), feeds.endedCaptures());
    }
}
