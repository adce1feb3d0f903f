package io.plimsoll.feed.live.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.VenueLimits;
import io.plimsoll.feed.live.WordVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class CaptureTicksTest {
    private static final long START = 1_796_058_000_000_000_000L;
    private static final long HOUR = 3_600_000_000_000L;
    private static final long MAX_SILENCE = 10_000_000_000L;

    @TempDir
    Path directory;

    private final SymbolIndex symbols = new SymbolIndex(Map.of("BTC", new PriceId(11, 2)));

    private WordVenue venue(final int acknowledgements) {
        return new WordVenue(
                symbols,
                new VenueLimits(1, Duration.ofNanos(MAX_SILENCE), WordVenue.NO_LIMIT, null, null, 1000),
                acknowledgements);
    }

    /** {@code VALUE@TIME} of BTC, parted by spaces, as one message; anything else as it is. */
    private static byte[] message(final String prices) {
        if (!prices.contains("@")) {
            return prices.getBytes(UTF_8);
        }
        final List<String> words = new ArrayList<>();
        for (final String price : prices.split(" ", -1)) {
            final String[] parts = price.split("@", -1);
            words.add("price BTC " + parts[0] + " " + (START + Long.parseLong(parts[1])) + " 0");
        }
        return String.join(";", words).getBytes(UTF_8);
    }

    private static void say(final CaptureWriter writer, final int connection, final long atNs, final String... frames) {
        for (final String frame : frames) {
            final byte[] bytes = message(frame);
            writer.frame(connection, atNs, bytes, 0, bytes.length);
        }
    }

    private void capture(final Consumer<CaptureWriter> records) {
        try (CaptureWriter writer = new CaptureWriter(directory, "x", 1000, 0, notice -> {})) {
            records.accept(writer);
        }
    }

    private void capture(final long atNs, final String... frames) {
        capture(writer -> {
            writer.opened(1, 0, atNs);
            say(writer, 1, atNs, frames);
        });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private CaptureTicks ticks(final int acknowledgements) throws IOException {
        return new CaptureTicks(files(), venue(acknowledgements), symbols);
    }

    private static List<String> play(final CaptureTicks ticks) {
        final List<String> played = new ArrayList<>();
        while (ticks.next()) {
            final String at = " at " + (ticks.eventNs() - START);
            played.add(
                    ticks.isDown()
                            ? "down" + at
                            : ticks.sequence() + ": " + ticks.priceId() + "=" + ticks.value() + " of "
                                    + (ticks.publishNs() - START) + at + (ticks.endsGroup() ? "" : " and more"));
        }
        return played;
    }

    @Test
    void shouldPlayWhatIsNewFromFileToFile() throws IOException {
        capture(START + 50, "1@1 2@2", "2@2", "nonsense", "3@3");
        capture(START + HOUR, "3@3 4@" + HOUR + " 9@9999999999999");
        capture(START + HOUR - 1_000_000_000, "5@" + (HOUR + 1)); // a clock that was set back: a tick's time never is
        final List<Path> files = files();
        assertEquals(3, files.size());
        try (CaptureTicks ticks =
                new CaptureTicks(List.of(files.get(0), files.get(2), files.get(1)), venue(0), symbols)) {
            assertEquals(
                    List.of(
                            "1: 11=1 of 1 at 50 and more",
                            "2: 11=2 of 2 at 50",
                            "3: 11=3 of 3 at 50",
                            "down at 50",
                            "4: 11=4 of " + HOUR + " at " + HOUR,
                            "down at " + HOUR,
                            "5: 11=5 of " + (HOUR + 1) + " at " + HOUR),
                    play(ticks));
            assertEquals(6, ticks.messages());
            assertEquals(1, ticks.malformed());
            assertEquals(3, ticks.dropped(), "one twice, one again and one of the future");
            assertEquals(List.of(), ticks.defects());
            assertEquals(List.of(), play(ticks));
        }
    }

    @Test
    void shouldTellWhereAFileIsCutAndGoOnWithTheNext() throws IOException {
        capture(START, "1@1", "2@2");
        capture(START + HOUR, "3@" + HOUR);
        final Path first = files().get(0);
        final byte[] whole = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(whole, whole.length - 30)); // the last message
        try (CaptureTicks ticks = ticks(0)) {
            assertEquals(List.of("1: 11=1 of 1 at 0", "down at 0", "2: 11=3 of " + HOUR + " at " + HOUR), play(ticks));
            assertEquals(1, ticks.defects().size());
            assertTrue(
                    ticks.defects().get(0).contains("is cut"), ticks.defects().get(0));
        }
    }

    @Test
    void shouldSayThatTheSourceIsDownWhenTheLastConnectionThatGavePricesIsClosed() throws IOException {
        capture(writer -> {
            writer.closed(1, START, "refused"); // it was not up
            writer.opened(2, 0, START + 1);
            writer.opened(3, 1, START + 1);
            say(writer, 2, START + 2, "1@1");
            say(writer, 3, START + 3, "1@1"); // as live, though the other one was quicker
            writer.closed(2, START + 4, "gone");
            say(writer, 3, START + 5, "2@2");
            writer.opened(4, 0, START + 6);
            writer.closed(3, START + 7, "gone"); // the other one has yet to speak
            writer.closed(4, START + 8, "gone"); // down already
            writer.opened(5, 0, START + 9);
            say(writer, 5, START + 10, "3@3");
            writer.closed(5, START + 11, "gone");
        });
        try (CaptureTicks ticks = ticks(0)) {
            assertEquals(
                    List.of("1: 11=1 of 1 at 2", "2: 11=2 of 2 at 5", "down at 7", "3: 11=3 of 3 at 10", "down at 11"),
                    play(ticks));
        }
    }

    @Test
    void shouldBeDownFromTheLastRecordOfAProcessThatDied() throws IOException {
        capture(writer -> {
            writer.opened(1, 0, START);
            writer.opened(2, 1, START);
            say(writer, 1, START, "1@1");
            say(writer, 2, START + 3, "1@1"); // no price of its own, but the source is heard
        });
        capture(writer -> {
            writer.opened(1, 0, START + 4);
            writer.closed(1, START + 4, "refused");
        });
        capture(writer -> {
            writer.opened(1, 0, START + 5);
            say(writer, 1, START + 5, "2@2");
            writer.closed(1, START + 6, "gone"); // the other one died with the process before
        });
        try (CaptureTicks ticks = ticks(0)) {
            assertEquals(List.of("1: 11=1 of 1 at 0", "down at 3", "2: 11=2 of 2 at 5", "down at 6"), play(ticks));
        }
    }

    @Test
    void shouldTakeNothingBeforeItIsConfirmedNorALookAtSomethingOld() throws IOException {
        capture(writer -> {
            writer.opened(1, 0, START);
            say(writer, 1, START + 1, "1@1", "ack 0 1", "2@2");
            final long lateNs = START + MAX_SILENCE + 4;
            writer.closed(1, lateNs, "gone");
            writer.opened(2, 0, lateNs);
            say(writer, 2, lateNs, "ack 0 1", "3@3", "4@4"); // the first is older than a look may be
        });
        try (CaptureTicks ticks = ticks(2)) {
            assertEquals(
                    List.of(
                            "1: 11=2 of 2 at 1",
                            "down at " + (MAX_SILENCE + 4),
                            "2: 11=4 of 4 at " + (MAX_SILENCE + 4)),
                    play(ticks));
            assertEquals(2, ticks.dropped());
        }
    }

    @Test
    void shouldStillWantAYoungPriceAfterOldOnesThatAreKnownAlready() throws IOException {
        final long lateNs = START + MAX_SILENCE + 10;
        capture(writer -> {
            writer.opened(1, 0, START);
            say(writer, 1, START + 3, "2@2");
            writer.closed(1, lateNs, "gone");
            writer.opened(2, 0, lateNs);
            say(writer, 2, lateNs, "2@2", "1@1", "3@3", "9@" + (MAX_SILENCE + 9)); // twice known, newer but old, young
        });
        try (CaptureTicks ticks = ticks(0)) {
            assertEquals(
                    List.of(
                            "1: 11=2 of 2 at 3",
                            "down at " + (MAX_SILENCE + 10),
                            "2: 11=9 of " + (MAX_SILENCE + 9) + " at " + (MAX_SILENCE + 10)),
                    play(ticks));
            assertEquals(3, ticks.dropped());
        }
    }

    @Test
    void shouldTrustAConnectionWhoseOpeningWasInAnEarlierFile() throws IOException {
        capture(writer -> say(writer, 7, START + MAX_SILENCE + 50, "1@1"));
        try (CaptureTicks ticks = ticks(2)) {
            assertEquals(List.of("1: 11=1 of 1 at " + (MAX_SILENCE + 50)), play(ticks));
        }
    }
}
