package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo, smaller than life: it ends well and shows what the README promises of it. */
@Timeout(180)
class DemoIT {
    private static final Pattern SEEN = Pattern.compile("the bot saw (\\d+) orders, (\\d+) distinct");

    @RegisterExtension
    final Children children = new Children();

    @Test
    void shouldShowOrdersEveryOneOnceAHistogramAndHowToGoOn() throws IOException {
        // the jar is what is tested here: not older than any source, so nothing is built again
        final Path jar = Project.root().resolve("daemon/target/plimsoll.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
        final Child demo = children.script("demo", List.of("-Xmx512m"), 2_000).awaitExit(0);
        final String out = demo.out();
        assertEquals("", demo.err());
        final List<String> lines = demo.lines();
        final int orders = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("== Orders as a bot in another process sees them"))
                .findFirst()
                .orElseThrow());
        assertTrue(
                lines.get(orders + 1).matches("2013-11-2\\dT\\S+Z  1-\\d+-\\d+ .* (buy|sell) .* BTC-PERP  limit .*"),
                lines.get(orders + 1));
        final Matcher seen = SEEN.matcher(out);
        assertTrue(seen.find(), out);
        assertEquals(seen.group(1), seen.group(2));
        assertTrue(Long.parseLong(seen.group(1)) > 500, out);
        for (final String part : List.of("== A book of 2000 accounts", "engine-orders: ", "#####")) {
            assertTrue(out.contains(part), () -> "'" + part + "' in " + out);
        }
        final String goOn = out.substring(out.indexOf("== Go on from here"));
        assertTrue(goOn.contains("scripts/plimsoll tail --journal target/demo/journal"), goOn);
        assertTrue(goOn.contains("state hash "), goOn);
        assertTrue(Files.size(Project.root().resolve("target/demo/latency.svg")) > 1_000);
    }
}
