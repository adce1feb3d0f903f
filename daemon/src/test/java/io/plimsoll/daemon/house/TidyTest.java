package io.plimsoll.daemon.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.daemon.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The style that a machine can hold: short files, no notes to self, links that lead somewhere, strict scripts, one list of flags. */
@Timeout(60)
class TidyTest {
    private static final int MAX_LINES = 500;
    private static final Pattern NOTE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern PRINTS = Pattern.compile("System\\.out\\b|\\bSeeds\\.random\\(");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "data", "node_modules");

    private final Path root = Project.root();

    private List<Path> files(final String pattern) throws IOException {
        final List<Path> files = new ArrayList<>();
        walk(root, Pattern.compile(pattern), files);
        return files;
    }

    private void walk(final Path folder, final Pattern pattern, final List<Path> found) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            for (final Path child : children.sorted().toList()) {
                final boolean isOurs = !NOT_OURS.contains(child.getFileName().toString());
                if (isOurs && Files.isDirectory(child)) {
                    walk(child, pattern, found);
                } else if (isOurs
                        && pattern.matcher(root.relativize(child).toString()).matches()) {
                    found.add(child);
                }
            }
        }
    }

    @Test
    void shouldKeepJavaFilesShort() throws IOException {
        final List<String> tooLong = new ArrayList<>();
        for (final Path file : files(".*\\.java")) {
            final long lines = Files.readAllLines(file).size();
            if (lines > MAX_LINES) {
                tooLong.add(root.relativize(file) + ": " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void shouldLeaveNoNotesToSelf() throws IOException {
        final List<String> notes = new ArrayList<>();
        for (final Path file : files(".*\\.(java|xml|yaml|md|options)|scripts/.*")) {
            int number = 0;
            for (final String line : Files.readAllLines(file)) {
                number++;
                if (NOTE.matcher(line).find()) {
                    notes.add(root.relativize(file) + ":" + number + ": " + line.strip());
                }
            }
        }
        assertEquals(List.of(), notes);
    }

    /** Some tests take standard output for themselves; what another prints meanwhile would be theirs. */
    @Test
    void shouldLockStandardOutputWhereATestPrints() throws IOException {
        final List<String> unlocked = new ArrayList<>();
        for (final Path file : files("daemon/src/test/.*Test\\.java")) {
            final String text = Files.readString(file);
            final boolean prints = PRINTS.matcher(text).find();
            if (prints && !text.contains("Resources.SYSTEM_OUT") && !text.contains("@Isolated")) {
                unlocked.add(root.relativize(file).toString());
            }
        }
        assertEquals(List.of(), unlocked);
    }

    @Test
    void shouldLinkToWhatIsThere() throws IOException {
        final List<String> dangling = new ArrayList<>();
        int links = 0;
        for (final Path file : files("[A-Z]+\\.md|docs/.*\\.md")) {
            final Matcher matcher =
                    LINK.matcher(FENCE.matcher(Files.readString(file)).replaceAll(""));
            while (matcher.find()) {
                final String target = matcher.group(1).replaceAll("#.*", "");
                if (!target.isEmpty() && !target.contains("://") && !target.startsWith("mailto:")) {
                    links++;
                    final Path resolved = file.resolveSibling(target).normalize();
                    if (!resolved.startsWith(root) || !Files.exists(resolved)) {
                        dangling.add(root.relativize(file) + " -> " + target);
                    }
                }
            }
        }
        assertEquals(List.of(), dangling);
        assertFalse(links == 0, "no link was found at all");
    }

    @Test
    void shouldRunScriptsStrictly() throws IOException {
        final List<String> loose = new ArrayList<>();
        for (final Path script : files("scripts/[^/.]+")) {
            final List<String> lines = Files.readAllLines(script);
            final String first = lines.stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .findFirst()
                    .orElse("");
            if (!Files.isExecutable(script)) {
                loose.add(root.relativize(script) + ": not executable");
            }
            if (!lines.get(0).equals("#!/usr/bin/env bash") || !first.equals("set -euo pipefail")) {
                loose.add(root.relativize(script) + ": does not begin with #!/usr/bin/env bash and set -euo pipefail");
            }
        }
        assertEquals(List.of(), loose);
        assertFalse(files("scripts/[^/.]+").isEmpty());
    }

    @Test
    void shouldOpenTheSamePackagesForTheJarAsForTheScripts() throws IOException {
        final List<String> options = Files.readAllLines(root.resolve("config/jvm.options"));
        final String pom = Files.readString(root.resolve("daemon/pom.xml"));
        assertEquals(opened(options, "--add-opens="), manifest(pom, "Add-Opens"));
        assertEquals(opened(options, "--add-exports="), manifest(pom, "Add-Exports"));
    }

    private static Set<String> opened(final List<String> options, final String option) {
        final Set<String> packages = new TreeSet<>();
        for (final String line : options) {
            if (line.startsWith(option)) {
                assertEquals("ALL-UNNAMED", line.substring(line.lastIndexOf('=') + 1), line);
                packages.add(line.substring(option.length(), line.lastIndexOf('=')));
            }
        }
        return packages;
    }

    private static Set<String> manifest(final String pom, final String entry) {
        final Matcher matcher =
                Pattern.compile("<" + entry + ">(.*?)</" + entry + ">").matcher(pom);
        assertEquals(true, matcher.find(), "no " + entry + " in daemon/pom.xml");
        return new TreeSet<>(List.of(matcher.group(1).strip().split("\\s+", -1)));
    }
}
