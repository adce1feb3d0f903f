package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.Project;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The demos, smaller than life: each ends well and shows what the README promises of it. The one that goes on serves a console in a browser
 * and a Python bot that receives orders, and leaves nothing behind. One class: they share a folder.
 */
@Timeout(180)
class DemoIT {
    private static final Pattern SEEN = Pattern.compile("the bot saw (\\d+) orders, (\\d+) distinct");

    @RegisterExtension
    final Children children = new Children();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path run = Project.root().resolve("target/demo/live");

    // The jars are what is tested here: not older than any source, so nothing is built again.
    @BeforeEach
    void useWhatIsBuilt() throws IOException {
        for (final String jar : List.of("daemon/target/plimsoll.jar", "gateway/target/plimsoll-gateway.jar")) {
            Files.setLastModifiedTime(Project.root().resolve(jar), FileTime.from(Instant.now()));
        }
    }

    @Test
    void shouldShowOrdersEveryOneOnceAHistogramAndHowToGoOn() throws IOException {
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

    @Test
    void shouldServeAConsoleAndABotAndStopClean() throws Exception {
        assumeTrue(isOnPath("python3"), "no python3");
        final int port = Children.freePort();
        final Child demo = children.start(
                "demo-live",
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "PLIMSOLL_JAVA_OPTS",
                        "-Xmx256m -XX:TieredStopAtLevel=1",
                        "PLIMSOLL_DEMO_PORT",
                        Integer.toString(port)),
                List.of(Project.root().resolve("scripts/demo").toString()),
                "--live",
                1_000);
        demo.awaitLine("   Ctrl-C ends it all.");

        final String gateway = "http://127.0.0.1:" + port;
        final HttpResponse<String> console = get(gateway + "/console", "");
        assertEquals(200, console.statusCode(), demo::toString);
        assertTrue(console.body().contains("<title>"), console.body());
        final String daemon = "http://127.0.0.1:" + read("data/admin.port");
        assertEquals(401, get(daemon + "/overview", "guess").statusCode());
        final HttpResponse<String> overview = get(daemon + "/overview", read("data/admin.token"));
        assertEquals(200, overview.statusCode(), demo::toString);
        assertTrue(overview.body().matches("\\{[^\n]*}\n"), overview.body()); // one line: consoles get it as an event
        assertEquals("event: daemon", firstOfTheConsole(gateway), demo::toString);

        final Child bot = children.start(
                "bot",
                Map.of(),
                List.of("python3", Project.root() + "/docs/operating/bots/follow_orders.py"),
                gateway,
                children.scratch().resolve("place"),
                run.resolve("bot.token"));
        children.plimsoll("arm", "--config", run.resolve("plimsoll.yaml"), "--operator", "ada", "--reason", "demo")
                .awaitExit(0);
        Await.until(
                () -> "an order for " + bot + " of " + demo, () -> !bot.lines().isEmpty());
        bot.kill();

        final List<ProcessHandle> programs = demo.descendants();
        assertTrue(programs.size() >= 3, programs::toString);
        demo.terminate();
        demo.awaitExit(0);
        assertFalse(programs.stream().anyMatch(ProcessHandle::isAlive), programs::toString);
        assertTrue(read("daemon.log").contains("STOPPED"), demo::toString);
    }

    // What a console is shown first that is no greeting: how the daemon does, or that it cannot be told.
    private String firstOfTheConsole(final String gateway) throws Exception {
        final HttpRequest stream = HttpRequest.newBuilder(URI.create(gateway + "/v1/console/stream"))
                .header("Authorization", "Bearer " + read("ada.token"))
                .build();
        try (Stream<String> lines =
                client.send(stream, HttpResponse.BodyHandlers.ofLines()).body()) {
            return lines.filter(line -> line.matches("event: (daemon|problem)"))
                    .findFirst()
                    .orElse("none");
        }
    }

    private String read(final String file) throws IOException {
        return Files.readString(run.resolve(file)).strip();
    }

    private HttpResponse<String> get(final String uri, final String token) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(uri))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static boolean isOnPath(final String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
