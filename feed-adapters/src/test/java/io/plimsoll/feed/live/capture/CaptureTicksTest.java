package io.plimsoll.feed.live.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.SymbolIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class CaptureTicksTest {
    private static final long START = 1_796_058_000_000_000_000L;

    @TempDir
    Path directory;

    private final SymbolIndex symbols = new SymbolIndex(Map.of("BTC", new PriceId(11, 2)));

    /** {@code VALUE@AGE} of BTC, parted by spaces. */
    private static void parse(final byte[] frame, final int offset, final int length, final FrameContent into) {
        for (final String price : new String(frame, offset, length, UTF_8).split(" ", -1)) {
            final String[] parts = price.split("@", -1);
            into.add()
                    .price(0, Long.parseLong(parts[0]), TickSource.NO_CONFIDENCE)
                    .published(START + Long.parseLong(parts[1]), 0);
        }
    }

    private void capture(final long atNs, final String... frames) {
        try (CaptureWriter writer = new CaptureWriter(directory, "x", 1000, 0, notice -> {})) {
            writer.opened(1, 0, atNs);
            for (final String frame : frames) {
                writer.frame(1, atNs, frame.getBytes(UTF_8), 0, frame.length());
            }
            writer.closed(1, atNs, "gone");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private List<String> play(final CaptureTicks ticks) {
        final List<String> played = new ArrayList<>();
        while (ticks.next()) {
            played.add(ticks.sequence() + ": " + ticks.priceId() + "=" + ticks.value() + " at "
                    + (ticks.eventNs() - START));
        }
        return played;
    }

    @Test
    void shouldPlayWhatIsNewFromFileToFile() throws IOException {
        capture(START + 50, "1@1 2@2", "2@2", "nonsense", "3@3");
        capture(START + 3_600_000_000_000L, "3@3 4@4 9@9999999999999");
        capture(START + 40, "5@5"); // a file whose clock was wrong: the time of ticks never decreases
        final List<Path> files = files();
        assertEquals(3, files.size());
        try (CaptureTicks ticks =
                new CaptureTicks(List.of(files.get(0), files.get(2), files.get(1)), CaptureTicksTest::parse, symbols)) {
            assertEquals(
                    List.of(
                            "1: 11=1 at 50",
                            "2: 11=2 at 50",
                            "3: 11=3 at 50",
                            "4: 11=4 at 3600000000000",
                            "5: 11=5 at 3600000000000"),
                    play(ticks));
            assertEquals(1, ticks.malformed());
            assertEquals(3, ticks.dropped());
            assertEquals(List.of(), ticks.defects());
            assertEquals(List.of(), play(ticks));
        }
    }

    @Test
    void shouldTellWhereAFileIsCutAndGoOnWithTheNext() throws IOException {
        capture(START, "1@1", "2@2");
        capture(START + 3_600_000_000_000L, "3@3");
        final Path first = files().get(0);
        final byte[] whole = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(whole, whole.length - 30)); // the last frame and what came after
        try (CaptureTicks ticks = new CaptureTicks(files(), CaptureTicksTest::parse, symbols)) {
            assertEquals(List.of("1: 11=1 at 0", "2: 11=3 at 3600000000000"), play(ticks));
            assertEquals(1, ticks.defects().size());
            assertTrue(
                    ticks.defects().get(0).contains("is cut"), ticks.defects().get(0));
        }
    }
}
