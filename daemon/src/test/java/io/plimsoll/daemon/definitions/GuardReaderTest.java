package io.plimsoll.daemon.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.codec.DegradedAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Guards mean the same in a config file and in a book; whatever is wrong with one is told with its file, line and what was expected. */
@Timeout(60)
class GuardReaderTest {
    private static final Map<String, String> LEAST =
            Map.of("price", "BTC-PERP", "quorum", "2", "maxAge", "5s", "collar", "0.10");
    private static final List<String> COUNTS = List.of("quorum", "outlierMads", "haltFactor", "resumeTicks");
    private static final String NOT_GIVEN = "";
    private static final int BOOK_LINE = 4;

    @TempDir
    private Path folder;

    /** One setting changed, and what the error must say. */
    private record Mistake(String setting, String value, String expected) {}

    private static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake("price", NOT_GIVEN, "missing 'price', expected the symbol of a price"),
                new Mistake("price", "ETH-PERP", "a guard of 'ETH-PERP', which prices nothing that is defined"),
                new Mistake("price", "USD", "a guard of 'USD', which prices nothing that is defined"),
                new Mistake("quorum", NOT_GIVEN, "missing 'quorum', expected a whole number from 1 to 16"),
                new Mistake("quorum", "0", "is '0', expected a whole number from 1 to 16"),
                new Mistake("quorum", "17", "is '17', expected a whole number from 1 to 16"),
                new Mistake("quorum", "off", "is 'off', expected a whole number from 1 to 16"),
                new Mistake("maxAge", NOT_GIVEN, "missing 'maxAge', expected a duration with its unit"),
                new Mistake("maxAge", "5", "is '5', expected a duration with its unit"),
                new Mistake("maxAge", "0s", "is '0s', expected 1ns to 312h"),
                new Mistake("maxAge", "313h", "is '313h', expected 1ns to 312h"),
                new Mistake("collar", NOT_GIVEN, "missing 'collar', expected a rate above 0 and at most 1, or off"),
                new Mistake("collar", "0", "is '0', expected a rate above 0 and at most 1, or off"),
                new Mistake("collar", "1.1", "is '1.1', expected a rate above 0 and at most 1, or off"),
                new Mistake("collar", "10%", "is '10%', expected a rate above 0 and at most 1, or off"),
                new Mistake("outlierMads", "0", "is '0', expected a whole number from 1 to 100"),
                new Mistake("outlierMads", "101", "is '101', expected a whole number from 1 to 100"),
                new Mistake("outlierFloor", "-0.1", "is '-0.1', expected a rate from 0 to 1"),
                new Mistake("outlierFloor", "off", "is 'off', expected a rate from 0 to 1"),
                new Mistake("maxConfidence", "0", "is '0', expected a rate above 0 and at most 1, or off"),
                new Mistake("haltFactor", "1", "is '1', expected a whole number from 2 to 100"),
                new Mistake("slow", "63ns", "is '63ns', expected 64ns to 312h"),
                new Mistake("resumeTicks", "0", "is '0', expected a whole number from 1 to 100"),
                new Mistake("dwellMove", "2", "is '2', expected a rate above 0 and at most 1, or off"),
                new Mistake("dwell", "30s", "is given without 'dwellMove', which says what a jump is"),
                new Mistake("degraded", "always", "is 'always', expected one of at-bound never as-valid"),
                new Mistake("quorom", "2", "the nearest valid one is '"));
    }

    private static Map<String, String> with(final String setting, final String value) {
        final Map<String, String> settings = new TreeMap<>(LEAST);
        if (value.equals(NOT_GIVEN)) {
            settings.remove(setting);
        } else {
            settings.put(setting, value);
        }
        return settings;
    }

    // The guards are the file's last lines.
    @SafeVarargs
    private DefinitionSet yaml(final Map<String, String>... guards) throws IOException {
        final StringBuilder text =
                new StringBuilder(Files.readString(Project.root().resolve("config/instruments.yaml")));
        text.append("\nguards:\n");
        for (final Map<String, String> guard : guards) {
            String start = "  - ";
            for (final Map.Entry<String, String> setting : guard.entrySet()) {
                text.append(start)
                        .append(setting.getKey())
                        .append(": ")
                        .append(setting.getValue())
                        .append('\n');
                start = "    ";
            }
        }
        final Path file = Files.writeString(folder.resolve("instruments.yaml"), text);
        return DefinitionsReader.read(file, "USD", Project.linear());
    }

    @SafeVarargs
    private DefinitionSet book(final Map<String, String>... guards) throws IOException {
        final StringBuilder text = new StringBuilder();
        text.append("{\"type\":\"asset\",\"id\":\"USD\",\"decimals\":6}\n");
        text.append("{\"type\":\"asset\",\"id\":\"BTC\",\"decimals\":8,\"priceId\":\"BTC-PERP\"}\n");
        text.append("{\"type\":\"instrument\",\"id\":\"BTC-PERP\",\"kind\":\"perpetual\",\"underlying\":\"BTC\",")
                .append("\"settlement\":\"USD\",\"tick\":\"0.1\",\"step\":\"0.001\",\"initial\":\"0.10\",")
                .append("\"maintenance\":\"0.05\"}\n");
        for (final Map<String, String> guard : guards) {
            text.append("{\"type\":\"guard\"");
            guard.forEach((name, value) -> {
                final boolean isNumber = COUNTS.contains(name) && value.chars().allMatch(Character::isDigit);
                text.append(",\"").append(name).append("\":").append(isNumber ? value : '"' + value + '"');
            });
            text.append("}\n");
        }
        text.append("{\"type\":\"account\",\"id\":\"a1\",\"collateral\":{\"USD\":\"1\"}}\n");
        final Path file = Files.writeString(folder.resolve("book.ndjson"), text);
        return BookReader.read(file, Project.linear(), "USD").definitions();
    }

    private static GuardSpec only(final DefinitionSet definitions) {
        assertEquals(1, definitions.guards().size());
        return definitions.guards().get(0);
    }

    // The same guard, wherever it stands.
    private static GuardSpec from(final String origin, final GuardSpec guard) {
        return new GuardSpec(
                origin,
                guard.price(),
                guard.quorum(),
                guard.maxAgeNs(),
                guard.collarPpm(),
                guard.outlierMads(),
                guard.outlierFloorPpm(),
                guard.maxConfidencePpm(),
                guard.haltFactor(),
                guard.slowNs(),
                guard.resumeTicks(),
                guard.dwellPpm(),
                guard.dwellNs(),
                guard.degraded());
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldTellFileLineAndWhatWasExpected(final Mistake mistake) throws IOException {
        final Map<String, String> settings = with(mistake.setting(), mistake.value());
        final UserError inBook = assertThrows(UserError.class, () -> book(settings));
        final Path book = folder.resolve("book.ndjson");
        assertTrue(inBook.getMessage().startsWith(book + ":" + BOOK_LINE + ": "), inBook.getMessage());
        assertTrue(inBook.getMessage().contains(mistake.expected()), inBook.getMessage());

        final UserError inYaml = assertThrows(UserError.class, () -> yaml(settings));
        final String start = folder.resolve("instruments.yaml") + ":";
        assertTrue(inYaml.getMessage().startsWith(start), inYaml.getMessage());
        final int line =
                Integer.parseInt(inYaml.getMessage().substring(start.length()).replaceAll("(?s):.*", ""));
        final List<String> lines = Files.readAllLines(folder.resolve("instruments.yaml"));
        final String expectedKey = mistake.value().equals(NOT_GIVEN) ? "  - " : mistake.setting() + ":";
        assertTrue(lines.get(line - 1).contains(expectedKey), inYaml.getMessage());
        final String expected = mistake.expected().replace("missing '", "missing 'guards[0].");
        assertTrue(inYaml.getMessage().contains(expected), inYaml.getMessage());
    }

    @Test
    void shouldReadTheDefaultsOfBothAlike() throws IOException {
        final GuardSpec expected = new GuardSpec(
                "",
                "BTC-PERP",
                2,
                TimeUnit.SECONDS.toNanos(5),
                100_000,
                4,
                5_000,
                20_000,
                5,
                TimeUnit.MINUTES.toNanos(5),
                3,
                GuardSpec.OFF,
                0,
                DegradedAction.AT_BOUND);
        assertEquals(expected, from("", only(book(LEAST))));
        assertEquals(expected, from("", only(yaml(LEAST))));
    }

    @Test
    void shouldReadEverySettingOfBothAlike() throws IOException {
        final Map<String, String> settings = new TreeMap<>(LEAST);
        settings.putAll(Map.of(
                "collar", "off",
                "outlierMads", "off",
                "outlierFloor", "0",
                "maxConfidence", "off",
                "haltFactor", "off",
                "slow", "64ns",
                "resumeTicks", "1",
                "dwellMove", "0.01",
                "dwell", "30s",
                "degraded", "never"));
        final GuardSpec expected = new GuardSpec(
                "",
                "BTC-PERP",
                2,
                TimeUnit.SECONDS.toNanos(5),
                GuardSpec.OFF,
                GuardSpec.OFF,
                0,
                GuardSpec.OFF,
                GuardSpec.OFF,
                64,
                1,
                10_000,
                TimeUnit.SECONDS.toNanos(30),
                DegradedAction.NEVER);
        assertEquals(expected, from("", only(book(settings))));
        assertEquals(expected, from("", only(yaml(settings))));
    }

    @Test
    void shouldRefuseTwoGuardsOfOnePrice() {
        final UserError inBook = assertThrows(UserError.class, () -> book(LEAST, LEAST));
        final Path book = folder.resolve("book.ndjson");
        assertEquals(book + ":5: price 'BTC-PERP' has a guard already, at " + book + ":4", inBook.getMessage());
        final UserError inYaml = assertThrows(UserError.class, () -> yaml(LEAST, LEAST));
        assertTrue(inYaml.getMessage().contains("price 'BTC-PERP' has a guard already, at "), inYaml.getMessage());
    }
}
