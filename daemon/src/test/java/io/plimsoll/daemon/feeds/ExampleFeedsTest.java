package io.plimsoll.daemon.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.DefinitionsReader;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every venue has an example that is read as it stands, with the prices of the example instruments, and a page. */
@Timeout(60)
class ExampleFeedsTest {
    private final DefinitionSet definitions = DefinitionsReader.read(
            Project.root().resolve("config/instruments.yaml"),
            "USD",
            ProfileSpec.read(Project.root().resolve("config/profiles/linear.yaml")));

    private FeedConfig example(final String venue) throws IOException {
        final YamlSection yaml = YamlSection.read(Project.root().resolve("config/feeds/" + venue + ".yaml"));
        final List<FeedConfig> feeds = FeedsReader.read(yaml, definitions);
        yaml.end();
        assertEquals(1, feeds.size());
        return feeds.get(0);
    }

    @Test
    void shouldReadTheExampleOfACapture() throws IOException {
        final CaptureFeedConfig feed = (CaptureFeedConfig) example("capture");
        assertEquals(VenueType.BINANCE, feed.venue());
        assertEquals("binance", feed.recorded());
    }

    @Test
    void shouldReadTheExampleOfEveryVenue() throws IOException {
        final Set<Integer> sources = new HashSet<>();
        for (final VenueType type : VenueType.values()) {
            final String venue = type.name().toLowerCase(Locale.ROOT);
            final LiveFeedConfig feed = (LiveFeedConfig) example(venue);
            assertEquals(type, feed.venue());
            assertFalse(feed.symbols().isEmpty());
            assertTrue(sources.add(feed.source()), "examples may be used together");
        }
    }

    @Test
    void shouldHaveAPageForEveryVenueThatTheIndexNames() throws IOException {
        final String index = Files.readString(Project.root().resolve("docs/operating/feeds/README.md"));
        for (final VenueType type : VenueType.values()) {
            final String venue = type.name().toLowerCase(Locale.ROOT);
            assertTrue(index.contains("[`" + venue + "`](" + venue + ".md)"), venue);
            assertTrue(Files.exists(Project.root().resolve("docs/operating/feeds/" + venue + ".md")), venue);
        }
    }
}
