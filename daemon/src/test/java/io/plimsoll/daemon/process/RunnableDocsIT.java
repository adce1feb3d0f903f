package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.daemon.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands of the operator's pages: what stands between {@code ```sh run} and {@code ```} is run as it stands, page by page, in a folder
 * that has the shipped {@code config} and nothing else, or else what {@code try.md} makes.
 */
@Timeout(120)
class RunnableDocsIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh run$(.*?)^```$");

    private static final String TRY = "try.md";

    @TempDir
    static Path shared;

    private static Path tried; // null: not made yet

    @RegisterExtension
    final Children children = new Children();

    private static Stream<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.walk(Project.root().resolve("docs/operating"))) {
            return pages
                    .filter(page ->
                            page.toString().endsWith(".md") && !commands(page).isEmpty())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<String> commands(final Path page) {
        try {
            return BLOCK.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldDoWhatThePageSays(final Path page) throws IOException {
        if (Files.readString(page).contains("](" + TRY + ")")) {
            run(page, "cp -a " + journalToTry() + "/. .");
        } else if (page.endsWith(TRY)) {
            journalToTry();
        } else {
            run(page, "true");
        }
    }

    /** What {@value #TRY} makes, once for all pages that go on from there. */
    private Path journalToTry() throws IOException {
        if (tried == null) {
            tried = run(Project.root().resolve("docs/operating").resolve(TRY), "true");
        }
        return tried;
    }

    // Answers the folder in which the page's commands ran.
    private Path run(final Path page, final String before) throws IOException {
        final Path work = Files.createTempDirectory(shared, "page");
        copyConfig(work);
        final Path bin = Files.createDirectories(children.scratch().resolve("bin"));
        final Path program = bin.resolve("plimsoll");
        if (!Files.exists(program)) {
            Files.createSymbolicLink(program, Project.root().resolve("scripts/plimsoll"));
        }
        final String script =
                String.join("\n", "set -euxo pipefail", "cd " + work, before, String.join("\n", commands(page)));
        final Child ran = children.start(
                        page.getFileName().toString(),
                        Map.of(
                                "PATH",
                                bin + ":" + System.getProperty("java.home") + "/bin:" + System.getenv("PATH"),
                                "JAVA_HOME",
                                System.getProperty("java.home"),
                                "PLIMSOLL_JAVA_OPTS",
                                "-Xmx512m -XX:TieredStopAtLevel=1 -Xshare:auto"),
                        List.of("bash", "-c", script))
                .awaitExit(0);
        assertFalse(ran.out().isBlank(), "commands that tell something");
        return work;
    }

    private static void copyConfig(final Path work) throws IOException {
        final Path shipped = Project.root().resolve("config");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                final Path copy =
                        work.resolve("config").resolve(shipped.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
