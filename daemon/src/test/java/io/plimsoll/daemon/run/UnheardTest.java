package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.feeds.CaptureFeedConfig;
import io.plimsoll.daemon.feeds.FeedConfig;
import io.plimsoll.daemon.feeds.FileFeedConfig;
import io.plimsoll.daemon.feeds.LiveFeedConfig;
import io.plimsoll.daemon.feeds.VenueType;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceConfig;
import io.plimsoll.daemon.run.DaemonConfig.AccountSourceType;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.PriceTick;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.protocol.codec.EngineMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier run heard over a link that keeps nothing is not believed after a start. */
@Timeout(30)
class UnheardTest {
    private static final EngineCapacity CAPACITY = new EngineCapacity(8, 8, 8, 8, 8);
    private static final int ORACLE = 9;

    @TempDir
    private Path folder;

    private final MarginEngine engine = new MarginEngine(CAPACITY);
    private final EngineInput port = new EngineInput(engine);
    private Book book;

    @BeforeEach
    void price() throws IOException {
        final Path file = folder.resolve("book.ndjson");
        Files.writeString(file, """
            {"type":"asset","id":"USD","decimals":6}
            {"type":"asset","id":"BTC","decimals":8,"haircut":"0.10"}
            {"type":"price","of":"BTC","value":"42000.5"}
            """);
        book = BookReader.read(file, Project.linear(), "USD");
        new RunRecords(port).ready(EngineMode.LIVE, CAPACITY, 0, "test", 1);
        new DefinitionRecords(book.definitions()).write(port, 1);
        new PricePublisher(port, WhenFull.WAIT)
                .publish(new PriceTick()
                        .source(ORACLE)
                        .price(1, 5, TickSource.NO_CONFIDENCE)
                        .published(1, 1)
                        .eventNs(1));
    }

    private boolean isDownAfterAStart(final AccountSourceType link, final List<FeedConfig> feeds) {
        new Unheard(
                        List.of(new AccountSourceConfig("venue", link, folder)),
                        feeds,
                        engine.view(),
                        new Names(book.definitions(), engine.view()),
                        port)
                .tell();
        return engine.view().isPriceDown(1, 1);
    }

    @Test
    void shouldTakeDownWhoSpokeOverALinkThatKeepsNothing() {
        assertEquals(true, isDownAfterAStart(AccountSourceType.AERON, List.of()));
    }

    @Test
    void shouldLeaveALiveFeedsOwnSourceToTheFeed() {
        assertEquals(false, isDownAfterAStart(AccountSourceType.SOCKET, List.of(liveFeed(ORACLE))));
        assertEquals(true, isDownAfterAStart(AccountSourceType.SOCKET, List.of(liveFeed(ORACLE + 1))));
    }

    private static FeedConfig liveFeed(final int source) {
        return new LiveFeedConfig(
                "live",
                source,
                VenueType.COINBASE,
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    @Test
    void shouldTakeDownWhoseRecordingPlayedWhateverElseIsRead() {
        final FeedConfig file = new FileFeedConfig("file", ORACLE, folder, Pace.parse("full"), List.of());
        assertEquals(true, isDownAfterAStart(AccountSourceType.QUEUE, List.of(file)));
    }

    @Test
    void shouldTakeDownWhoseCapturePlayedWhateverElseIsRead() {
        final FeedConfig capture = new CaptureFeedConfig(
                "capture", ORACLE, VenueType.COINBASE, Map.of(), folder, "live", Pace.parse("full"));
        assertEquals(true, isDownAfterAStart(AccountSourceType.QUEUE, List.of(capture)));
    }

    @Test
    void shouldLeaveAQueuesPricesAsTheyStand() {
        assertEquals(false, isDownAfterAStart(AccountSourceType.QUEUE, List.of()));
    }
}
