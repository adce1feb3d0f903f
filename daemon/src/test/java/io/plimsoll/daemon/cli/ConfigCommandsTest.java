package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.feeds.VenueType;
import io.plimsoll.daemon.run.DaemonConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code check-config}, {@code config print} and {@code doctor} as commands. */
@Timeout(120)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class ConfigCommandsTest {
    @TempDir
    private Path folder;

    private static Stream<String> venues() {
        return Stream.of(VenueType.values()).map(venue -> venue.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void shouldPrintTheShippedConfigurationAsWhatReadsAsTheSame() throws IOException {
        requireReadsAsTheSame(Project.root().resolve("config/plimsoll.yaml"));
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldPrintEachVenuesFeedAsWhatReadsAsTheSame(final String venue) throws IOException {
        final Path shipped = Project.root().resolve("config");
        final String daemon = Files.readString(shipped.resolve("plimsoll.yaml"));
        final String feed = Files.readString(shipped.resolve("feeds/" + venue + ".yaml"));
        final Path config = folder.resolve("with.yaml");
        Files.writeString(
                config,
                daemon.replaceAll("(?s)\nfeeds:.*\naccountSources:", "\naccountSources:")
                                .replace("instruments: ", "instruments: " + shipped + "/")
                                .replace("instruments: " + shipped + "/256", "instruments: 256")
                                .replace("profile: ", "profile: " + shipped + "/")
                        + feed);
        assertEquals(1, DaemonConfig.read(config).feeds().size());
        requireReadsAsTheSame(config);
    }

    private void requireReadsAsTheSame(final Path config) throws IOException {
        final Path printed = folder.resolve("printed.yaml");
        final String text = printed(config);
        Files.writeString(printed, text);
        assertEquals(withoutHash(DaemonConfig.read(config)), withoutHash(DaemonConfig.read(printed)));
        assertEquals(text.replace(" # by default", ""), printed(printed).replace(" # by default", ""));
    }

    @Test
    void shouldPrintWhatStandsForWhatIsLeftOut() throws IOException {
        final Path root = Project.root().resolve("config");
        final Path config = folder.resolve("short.yaml");
        Files.writeString(config, """
                mode: shadow
                dataDir: data
                minFreeDisk: 1GiB
                valuation: USD
                instruments: %s
                profile: %s
                limits: {accounts: 10, legs: 100, ordersInFlight: 10, assets: 4, instruments: 4}
                ring: {slots: 1024}
                timerInterval: 1s
                latencyInterval: 10s
                admin:
                  port: 0
                  remote: {address: 127.0.0.1, port: 7172, keystore: admin.p12, password: "env:PASSWORD", token: "file:admin.remote.token"}
                maxPriceAge: 30s
                feeds:
                  - type: chainlink
                    name: streams
                    source: 3
                    secret: file:streams.secret
                    symbols:
                      - {symbol: '%s', price: BTC-PERP}
                accountSources:
                  - {type: stdin, name: venue}
                """.formatted(
                root.resolve("instruments.yaml"), root.resolve("profiles/linear.yaml"), "0x0003" + "0".repeat(60)));
        final String text = printed(config);
        for (final String expected : List.of(
                "  haltBelow: 512MiB # by default",
                "  markerInterval: 10s # by default",
                "stallLimit: 10s # by default",
                "  interval: 5ms # by default",
                "  wait: blocking # by default",
                "# automaticKill: not given",
                "# maxFactAge: not given",
                "dataDir: " + folder.resolve("data"),
                "    keystore: " + folder.resolve("admin.p12"),
                "    token: file:" + folder.resolve("admin.remote.token"),
                "    secret: file:" + folder.resolve("streams.secret"))) {
            assertTrue(text.lines().anyMatch(expected::equals), "no '" + expected + "' in\n" + text);
        }
        final Ran doctor = Ran.plimsoll("doctor", "--config", config.toString());
        assertEquals(45, doctor.exitCode(), doctor.out());
        assertTrue(doctor.out().matches("(?s).*bad +remote admin port .*"), doctor.out());
        Files.writeString(folder.resolve("printed.yaml"), text);
        assertEquals(
                withoutHash(DaemonConfig.read(config)).replace(folder + "/", ""),
                withoutHash(DaemonConfig.read(folder.resolve("printed.yaml"))).replace(folder + "/", ""));
    }

    private static String printed(final Path config) {
        final Ran print = Ran.plimsoll("config", "print", "--config", config.toString());
        assertEquals(0, print.exitCode(), print.err());
        return print.out();
    }

    // The hash is of the files' bytes, which differ, as does the file.
    private static String withoutHash(final DaemonConfig config) {
        return config.toString().replaceAll(", hash=-?\\d+, file=[^,]*, ", ", ").replaceAll("@[0-9a-f]+", "");
    }

    @Test
    void shouldSayThatAConfigurationIsInOrderOrWhereNot() throws IOException {
        final Path config = Project.root().resolve("config/plimsoll.yaml");
        final Ran good = Ran.plimsoll("check-config", "--config", config.toString());
        assertEquals(0, good.exitCode(), good.err());
        assertTrue(good.out().contains(": in order: mode shadow, profile "), good.out());

        final Path bad = folder.resolve("bad.yaml");
        Files.writeString(bad, "mode: shadow\nmoed: live\n");
        final Ran refused = Ran.plimsoll("check-config", "--config", bad.toString());
        assertEquals(2, refused.exitCode());
        assertTrue(refused.err().contains(bad + ":1: missing 'dataDir'"), refused.err());
    }

    @Test
    void shouldExamineThisMachineAsTextAndAsJson() {
        final String config = Project.root().resolve("config/plimsoll.yaml").toString();
        final Ran text = Ran.plimsoll("doctor", "--config", config);
        assertTrue(text.out().contains("configuration") && text.out().contains(" looked at: "), text.out());
        final Ran json = Ran.plimsoll("doctor", "--config", config, "--json");
        assertEquals(text.exitCode(), json.exitCode());
        assertTrue(json.out().startsWith("{\"bad\":"), json.out());
        assertEquals(json.out().contains("\"verdict\":\"bad\"") ? 45 : 0, json.exitCode());
        assertFalse(json.out().toLowerCase(Locale.ROOT).contains("exception"), json.out());
        assertNotEquals(1, json.exitCode());
    }
}
