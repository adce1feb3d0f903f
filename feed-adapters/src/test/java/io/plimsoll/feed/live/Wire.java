package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Messages recorded from venues, where the checkout has a folder of them beside it; their tests are skipped, and say so, where not. */
public final class Wire {
    private Wire() {}

    /** The lines of a recording, such as {@code coinbase/exchange-ticker.capture.txt}. */
    public static List<String> lines(final String name) {
        final Path projectRoot = Path.of("").toAbsolutePath().getParent();
        final Path wire = Path.of(System.getProperty(
                "plimsoll.wire", projectRoot.resolveSibling("shared/wire").toString()));
        final Path file = wire.resolve(name);
        final boolean exists = Files.exists(file);
        if (!exists) {
            System.out.println("SKIPPED, there is no " + file + " (-Dplimsoll.wire=DIRECTORY names another place)");
        }
        assumeTrue(exists, "no " + file);
        try {
            return Files.readAllLines(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The messages that came in by a capture of {@code seconds: message} lines; what was sent is left out. */
    public static List<String> received(final String name) {
        return lines(name).stream()
                .filter(line -> line.matches("[0-9.]+: .*"))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .toList();
    }
}
