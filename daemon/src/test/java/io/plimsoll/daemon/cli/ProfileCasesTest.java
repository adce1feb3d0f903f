package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Worked cases of each shipped profile: a book {@code profiles/NAME/CASE.ndjson}, and beside it as {@code .json} a citation and, by account,
 * the fields of {@code margin --json} that the cited rule gives, one of a list as {@code plan[0].quantity}; {@code at}: its {@code --at}. Under every other profile at
 * least one of them must be otherwise, or the case would not tell the profile from it.
 */
@Timeout(120)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class ProfileCasesTest {
    private static final Path PROFILES = Project.root().resolve("config/profiles");
    private static final Path CASES = Project.root().resolve("daemon/src/test/resources/profiles");

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> profiles() throws IOException {
        try (Stream<Path> files = Files.list(PROFILES)) {
            return files.sorted().toList();
        }
    }

    @Test
    void shouldHaveACaseOfEachProfile() throws IOException {
        for (final Path profile : profiles()) {
            final Path cases = CASES.resolve(profile.getFileName().toString().replace(".yaml", ""));
            assertTrue(Files.isDirectory(cases), () -> "no case of " + profile);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveWhatTheCitedRuleGives(final Path file) throws IOException {
        final Map<String, Object> text = Json.object(Files.readString(file));
        assertFalse(String.valueOf(text.get("citation")).isBlank());
        final Map<String, Object> expected = expected(text);
        final Path book = file.resolveSibling(file.getFileName().toString().replace(".json", ".ndjson"));
        final Path own = PROFILES.resolve(file.getParent().getFileName() + ".yaml");
        final Object at = text.getOrDefault("at", 0);
        assertEquals(new TreeMap<>(expected), found(margin(book, own, at), expected));
        for (final Path other : profiles()) {
            if (!other.equals(own)) {
                assertDiffers(expected, margin(book, other, at), file + " under " + other.getFileName());
            }
        }
    }

    private static void assertDiffers(final Map<String, Object> expected, final Ran ran, final String what) {
        if (ran.exitCode() == 0) { // a book that another profile refuses is told from it as well
            assertNotEquals(new TreeMap<>(expected), found(ran, expected), what);
        }
    }

    /** By account and field: what is expected. */
    private static Map<String, Object> expected(final Map<String, Object> text) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        Json.object(text, "expected").forEach((account, value) -> {
            @SuppressWarnings("unchecked")
            final Map<String, Object> ofAccount = (Map<String, Object>) value;
            ofAccount.forEach((field, wanted) -> fields.put(account + " " + field, wanted));
        });
        assertFalse(fields.isEmpty());
        return fields;
    }

    private static Map<String, Object> found(final Ran ran, final Map<String, Object> expected) {
        assertEquals(0, ran.exitCode(), ran.err());
        final Map<String, Object> found = new TreeMap<>();
        for (final Map<String, Object> unit : ran.objects()) {
            for (final String field : expected.keySet()) {
                final int space = field.indexOf(' ');
                if (field.substring(0, space).equals(unit.get("account"))) {
                    found.put(field, value(unit, field.substring(space + 1)));
                }
            }
        }
        return found;
    }

    private static Object value(final Map<String, Object> unit, final String path) {
        Object value = unit;
        for (final String step : path.split("[.\\[]", -1)) {
            if (value == null) {
                return "null"; // what it is a field of is not there
            }
            if (step.endsWith("]")) {
                final List<?> elements = (List<?>) value;
                final int index = Integer.parseInt(step.substring(0, step.length() - 1));
                value = index < elements.size() ? elements.get(index) : Map.of();
            } else {
                value = ((Map<?, ?>) value).get(step);
            }
        }
        return value == null ? "null" : value;
    }

    private static Ran margin(final Path book, final Path profile, final Object at) {
        return Ran.plimsoll("margin", "--json", "--book", book, "--profile", profile, "--at", at);
    }
}
