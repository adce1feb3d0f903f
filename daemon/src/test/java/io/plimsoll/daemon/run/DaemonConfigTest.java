package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.aeron.RecordLinkConfig;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.feeds.FileFeedConfig;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.codec.EngineMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped configuration loads; each of many small mistakes in it is told with file, line and what was expected. */
@Timeout(60)
class DaemonConfigTest {
    private static final String DAEMON = "plimsoll.yaml";
    private static final String DEFINITIONS = "instruments.yaml";
    private static final String PROFILE = "profiles/linear.yaml";

    @TempDir
    private Path folder;

    /**
     * One mistake.
     *
     * @param file of the shipped ones
     * @param from its first occurrence is replaced
     * @param to by this
     * @param at the error names the first line that contains this; null: the file's first key
     * @param expected part of the message
     */
    private record Mistake(String file, String from, String to, String at, String expected) {
        /** The mistake stands in the first line of what was put in. */
        static Mistake here(final String file, final String from, final String to, final String expected) {
            return new Mistake(file, from, to, to.strip().lines().findFirst().orElseThrow(), expected);
        }

        /** The mistake is that something is not there. */
        static Mistake gone(final String file, final String from, final String at, final String key) {
            return new Mistake(file, from, "", at, "missing '" + key + "', expected ");
        }

        String apply(final String text) {
            final int start = text.indexOf(from);
            if (start < 0) {
                throw new IllegalStateException("no '" + from + "' in " + file);
            }
            return text.substring(0, start) + to + text.substring(start + from.length());
        }

        long line(final String mutated) {
            if (at == null) {
                return 1
                        + mutated.lines()
                                .takeWhile(line -> !line.matches("[a-zA-Z]+:.*"))
                                .count();
            }
            final int found = mutated.indexOf(at);
            if (found < 0) {
                throw new IllegalStateException("no '" + at + "' in " + file);
            }
            return 1
                    + mutated.substring(0, found).chars().filter(c -> c == '\n').count();
        }

        @Override
        public String toString() {
            return file + ": '" + from.replace("\n", "\\n") + "' -> '" + to.replace("\n", "\\n") + "'";
        }
    }

    private static Mistake aeron(final String rest, final String expected, final String at) {
        return new Mistake(
                DAEMON,
                "  - type: socket\n    name: venue\n    path: ../data/venue.sock",
                "  - type: aeron\n    name: venue\n    " + rest,
                at,
                expected);
    }

    @Test
    void shouldHearAVenueOverAeron() throws IOException {
        final Path config = copyShipped();
        final Mistake none = aeron("stream: 7\n    driverDir: here\nmaxFactAge: 1s", "", "");
        Files.writeString(config, none.apply(Files.readString(config)));
        assertEquals(
                new RecordLinkConfig("aeron:ipc", 7, "aeron:ipc", folder.resolve("here")),
                DaemonConfig.read(config).accountSources().get(0).aeron());
    }

    private static Mistake remote(final String keys, final String part) {
        final String remote = "  remote: {" + keys + "}";
        return new Mistake(DAEMON, "port: 7171", "port: 7171\n" + remote, remote, part);
    }

    private static Stream<Mistake> inTheDaemon() {
        return Stream.of(
                Mistake.gone(DAEMON, "\nmode: shadow", null, "mode"),
                Mistake.gone(DAEMON, "\ndataDir: ../data", null, "dataDir"),
                Mistake.gone(DAEMON, "\nminFreeDisk: 2GiB", null, "minFreeDisk"),
                Mistake.gone(DAEMON, "\nvaluation: USD", null, "valuation"),
                Mistake.gone(DAEMON, "\ninstruments: instruments.yaml", null, "instruments"),
                Mistake.gone(DAEMON, "\nprofile: profiles/linear.yaml", null, "profile"),
                Mistake.gone(DAEMON, "\ntimerInterval: 1s", null, "timerInterval"),
                Mistake.gone(DAEMON, "\nlatencyInterval: 10s", null, "latencyInterval"),
                Mistake.gone(DAEMON, "\nmaxPriceAge: 30s", null, "maxPriceAge"),
                Mistake.gone(DAEMON, "\nadmin:\n  port: 7171", null, "admin"),
                Mistake.gone(DAEMON, "\n  accounts: 100000", "legs:", "limits.accounts"),
                Mistake.gone(DAEMON, "\n  ordersInFlight: 100000", "accounts: 100000", "limits.ordersInFlight"),
                Mistake.gone(DAEMON, "\n  slots: 65536", "wait: blocking", "ring.slots"),
                Mistake.gone(DAEMON, "\n    source: 10", "- type: file", "feeds[0].source"),
                Mistake.gone(DAEMON, "\n    pace: 60x", "- type: file", "feeds[0].pace"),
                Mistake.gone(DAEMON, "\n    path: ../data/venue.sock", "- type: socket", "accountSources[0].path"),
                Mistake.here(DAEMON, "mode: shadow", "mode: paper", "'mode' is 'paper', expected one of shadow live"),
                Mistake.here(DAEMON, "mode: shadow", "mode:", "'mode' must be one of shadow live"),
                Mistake.here(DAEMON, "mode: shadow", "mode: [shadow]", "'mode' must be one of shadow live"),
                new Mistake(DAEMON, "mode: shadow", "mode: shadow\nmode: live", "mode: live", "'mode' is given twice"),
                Mistake.here(DAEMON, "minFreeDisk: 2GiB", "minFreeDisk: 2GB", "expected a size with its unit (B, KiB"),
                Mistake.here(DAEMON, "minFreeDisk: 2GiB", "minFreeDisk: 2", "expected a size with its unit"),
                Mistake.here(DAEMON, "minFreeDisk: 2GiB", "minFreeDisk: -2GiB", "expected a size with its unit"),
                Mistake.here(
                        DAEMON, "minFreeDisk: 2GiB", "minFreeDisk: 9999999999TiB", "expected a size with its unit"),
                new Mistake(DAEMON, "minFreeDisk", "minFreeDsk", null, "missing 'minFreeDisk', expected a size"),
                Mistake.here(
                        DAEMON, "timerInterval: 1s", "timerInterval: 1", "expected a duration with its unit (ns, us"),
                Mistake.here(DAEMON, "timerInterval: 1s", "timerInterval: 1sec", "expected a duration with its unit"),
                Mistake.here(DAEMON, "timerInterval: 1s", "timerInterval: 1.5s", "expected a duration with its unit"),
                Mistake.here(DAEMON, "timerInterval: 1s", "timerInterval: 10us", "'timerInterval' is shorter than 1ms"),
                Mistake.here(DAEMON, "latencyInterval: 10s", "latencyInterval: 1ms", "is shorter than 100ms"),
                Mistake.here(DAEMON, "interval: 5ms", "interval: 11s", "'batchSync.interval' is not from 10us to 10s"),
                Mistake.here(DAEMON, "lag: 5s", "lag: 10s", "not less than stallLimit"),
                Mistake.here(DAEMON, "interval: 5ms", "interval: 5001ms", "above half of 'stallLimit'"),
                Mistake.here(DAEMON, "maxPriceAge: 30s", "maxPriceAge: 30GiB", "expected a duration with its unit"),
                Mistake.here(DAEMON, "maxPriceAge: 30s", "maxPriceAge: 0s", "'maxPriceAge' is shorter than 1ms"),
                Mistake.here(DAEMON, "accounts: 100000", "accounts: 0", "expected a whole number from 1 to"),
                Mistake.here(DAEMON, "accounts: 100000", "accounts: many", "expected a whole number from 1 to"),
                Mistake.here(DAEMON, "accounts: 100000", "accounts: 1e5", "expected a whole number from 1 to"),
                Mistake.here(DAEMON, "legs: 500000", "legs: -5", "expected a whole number from 1 to"),
                Mistake.here(DAEMON, "legs: 500000", "legs: 500000000000", "expected a whole number from 1 to"),
                Mistake.here(DAEMON, "  assets: 64", "  assets: 1", "expected a whole number from 2 to"),
                Mistake.here(DAEMON, "  instruments: 256", "  instruments: 0", "expected a whole number from 1 to"),
                Mistake.here(DAEMON, "  legs: 500000", "  leg: 500000\n  legs: 5", "nearest valid one is 'legs'"),
                Mistake.here(DAEMON, "slots: 65536", "slots: 65535", "'ring.slots' is 65535, expected a power of two"),
                Mistake.here(DAEMON, "slots: 65536", "slots: 512", "expected a whole number from 1024 to"),
                Mistake.here(DAEMON, "wait: blocking", "wait: spin", "expected one of blocking lite-blocking"),
                Mistake.here(DAEMON, "topology: inline", "topology: both", "expected one of inline sequencer-thread"),
                Mistake.here(DAEMON, "topology: inline", "topologie: inline", "nearest valid one is 'topology'"),
                Mistake.here(DAEMON, "port: 7171", "port: 70000", "'admin.port' is '70000', expected a whole number"),
                new Mistake(
                        DAEMON,
                        "port: 7171",
                        "port: 7171\n  host: x",
                        "host: x",
                        "unknown key 'admin.host'; the nearest valid" + " one is 'port'"),
                remote(
                        "address: 10.0.0.5, port: 1, password: \"env:P\", token: \"env:T\"",
                        "missing 'admin.remote.keystore'"),
                remote(
                        "address: 10.0.0.5, port: 1, keystore: k, password: secret, token: \"env:T\"",
                        "'admin.remote.password' is neither env:NAME or file:PATH"),
                remote(
                        "address: 10.0.0.5, port: 1, keystore: k, password: \"env:P\", token: \"env:T\", monitorToken: secret",
                        "'admin.remote.monitorToken' is neither env:NAME or file:PATH"),
                remote(
                        "address: admin.example, port: 1, keystore: k, password: \"env:P\", token: \"env:T\"",
                        "'admin.remote.address' is 'admin.example', expected an IP address of this machine"),
                Mistake.here(DAEMON, "arming: operator", "arming: nobody", "expected one of operator automatic"),
                Mistake.here(DAEMON, "arming: operator", "aming: operator", "nearest valid one is 'arming'"),
                Mistake.here(
                        DAEMON,
                        "type: file",
                        "type: kafka",
                        "'feeds[0].type' is 'kafka', expected one of file capture pyth"),
                Mistake.here(DAEMON, "source: 10", "source: 65535", "expected a whole number from 1 to 65534"),
                Mistake.here(DAEMON, "pace: 60x", "pace: fast", "expected full, a multiple of real time"),
                Mistake.here(
                        DAEMON, "prices: BTC-PERP", "prices: BTC_PERP", "'BTC_PERP', which no asset or instrument"),
                Mistake.here(DAEMON, "prices: BTC-PERP", "prices: BTC-PERP,BTC-PERP", "names 'BTC-PERP' twice"),
                Mistake.here(DAEMON, "prices: BTC-PERP", "price: BTC-PERP", "nearest valid one is 'prices'"),
                Mistake.here(DAEMON, "type: socket", "type: tcp", "expected one of queue socket stdin"),
                Mistake.here(
                        DAEMON,
                        "- type: socket\n    name: venue\n    path: ../data/venue.sock",
                        "- socket",
                        "each element" + " of 'accountSources' must be a mapping"),
                new Mistake(DAEMON, "accountSources:", "accountSources: []\nother:", "accountSources: []", "names no"),
                aeron("stream: 1", "aeron, which wants 'maxFactAge'", "type: aeron"),
                aeron("stream: 0\nmaxFactAge: 1s", "expected a whole number from 1 to ", "stream: 0"),
                aeron("\nmaxFactAge: 1s", "missing 'accountSources[0].stream'", "- type: aeron"),
                aeron("stream: 1\n    channel: udp\nmaxFactAge: 1s", "'udp', expected aeron:ipc or ", "channel: udp"),
                aeron("stream: 1\n    channel: aeron:udp\nmaxFactAge: 1s", "without endpoint=", "channel: aeron:udp"),
                aeron(
                        "stream: 1\n    channel: aeron:udp?endpoint=h:1\nmaxFactAge: 1s",
                        "'backChannel' has to lead to the venue",
                        "channel: aeron:udp"),
                aeron("stream: 1\n    path: there\nmaxFactAge: 1s", "unknown key", "path: there"),
                new Mistake(
                        DAEMON, "accountSources:", "accountSource:", null, "'accountSources' names no matching engine"),
                Mistake.here(DAEMON, "limits:", "limits: 5\nnone:", "'limits' must be a mapping"),
                Mistake.here(DAEMON, "feeds:", "feeds: none\nothers:", "'feeds' must be a list"),
                Mistake.here(DAEMON, "  slots: 65536", "\tslots: 65536", "not valid YAML"),
                Mistake.here(DAEMON, "valuation: USD", "valuation: USD: x", "not valid YAML"),
                Mistake.here(DAEMON, "valuation: USD", "valuation: \"USD\u0001\"", "not valid YAML"));
    }

    private static Stream<Mistake> inTheDefinitions() {
        return Stream.of(
                Mistake.gone(DEFINITIONS, "\n    symbol: USD", "- id: 1", "assets[0].symbol"),
                Mistake.gone(DEFINITIONS, "id: 1\n    ", "- symbol: USD", "assets[0].id"),
                Mistake.gone(DEFINITIONS, "\n    decimals: 6", "- id: 1", "assets[0].decimals"),
                Mistake.gone(DEFINITIONS, "\n    maxBalance: \"1000000000\"", "- id: 1", "assets[0].maxBalance"),
                Mistake.gone(DEFINITIONS, "\n    priceDecimals: 8", "- id: 2", "assets[1].priceDecimals"),
                Mistake.gone(
                        DEFINITIONS,
                        "\n    maxQuantity: \"10000\"",
                        "- id: 1\n    symbol: BTC",
                        "instruments[0]" + ".maxQuantity"),
                Mistake.gone(DEFINITIONS, "\n    step: \"0.001\"", "- id: 1\n    symbol: BTC", "instruments[0].step"),
                Mistake.gone(
                        DEFINITIONS,
                        "\n    kind: perpetual # or spot; or inverse, with a contractValue (docs/formats/book.md, Inverse contracts)",
                        "- id: 1\n    symbol: BTC",
                        "instruments[0]" + ".kind"),
                Mistake.here(DEFINITIONS, "decimals: 6", "decimals: 13", "expected a whole number from 0 to 12"),
                Mistake.here(DEFINITIONS, "decimals: 6", "decimals: six", "expected a whole number from 0 to 12"),
                Mistake.here(
                        DEFINITIONS,
                        "haircut: \"0.10\"",
                        "haircut: \"10%\"",
                        "is '10%', expected a decimal from 0 to 1"),
                Mistake.here(
                        DEFINITIONS,
                        "haircut: \"0.10\"",
                        "haircut: \"1.5\"",
                        "is '1.5', expected a decimal from 0 to 1"),
                Mistake.here(DEFINITIONS, "haircut: \"0.10\"", "hairct: \"0.10\"", "nearest valid one is 'haircut'"),
                Mistake.here(DEFINITIONS, "id: 2", "id: 0", "expected a whole number from 1 to"),
                new Mistake(DEFINITIONS, "- id: 2", "- id: 1", "symbol: BTC", "has the id 1 of asset 'USD'"),
                new Mistake(
                        DEFINITIONS,
                        "\ninstruments:",
                        "  - id: 3\n    symbol: USD\n    decimals: 2\n    maxBalance: \"1\"\n" + "\ninstruments:",
                        "symbol: USD\n    decimals: 2",
                        "asset 'USD' is defined twice"),
                Mistake.here(DEFINITIONS, "symbol: BTC-PERP", "symbol: " + "B".repeat(65), "longer than 64 bytes"),
                Mistake.here(
                        DEFINITIONS, "kind: perpetual", "kind: option", "'option', expected one of spot perpetual"),
                Mistake.here(
                        DEFINITIONS, "underlying: BTC", "underlying: XBT", "'XBT', which is no asset of this file"),
                Mistake.here(
                        DEFINITIONS, "settlement: USD", "settlement: EUR", "'EUR', which is no asset of this file"),
                Mistake.here(DEFINITIONS, "quantityDecimals: 3", "quantityDecimals: -3", "a whole number from 0 to 12"),
                new Mistake(
                        DEFINITIONS,
                        "quantityDecimals: 3",
                        "quantityDecimals: 11",
                        "symbol: BTC-PERP",
                        "more than 18" + " decimals"),
                Mistake.here(DEFINITIONS, "tick: \"0.1\"", "tick: \"0\"", "'instruments[0].tick' is not positive"),
                Mistake.here(DEFINITIONS, "tick: \"0.1\"", "tick: \"0.000000001\"", "more than 8 decimals"),
                Mistake.here(
                        DEFINITIONS, "step: \"0.001\"", "step: \"-0.001\"", "'instruments[0].step' is not positive"),
                Mistake.here(DEFINITIONS, "initial: \"0.10\"", "initial: \"10\"", "is 10, expected 0 to 1"),
                Mistake.here(DEFINITIONS, "maintenance: \"0.05\"", "maintenance: \"0.5\"", "is above 'initial'"),
                new Mistake(
                        DEFINITIONS,
                        "maintenance: \"0.05\"",
                        "maintenance: \"0.05\"\n    stop: \"0.01\"",
                        "symbol:" + " BTC-PERP",
                        "margins must be 0 <= maintenance <= stop"),
                Mistake.here(
                        DEFINITIONS, "maxQuantity: \"10000\"", "maxQuantity: \"1e4\"", "not a plain decimal number"),
                new Mistake(
                        DEFINITIONS,
                        "maxQuantity: \"10000\"",
                        "maxQuantity: \"100000000000000\"",
                        "symbol: BTC-PERP",
                        "could overflow"),
                new Mistake(
                        DEFINITIONS,
                        "maxBalance: \"21000\"",
                        "maxBalance: \"5800000000\"",
                        "symbol: BTC",
                        "below 2^59"),
                new Mistake(
                        DEFINITIONS,
                        "    priceDecimals: 8\n    maxPrice: \"1000000\"\n    maxB",
                        "    priceDecimals: 7\n" + "    maxPrice: \"1000000\"\n    maxB",
                        "symbol: BTC-PERP",
                        "is shared, but with another" + " priceDecimals (7 and 8)"),
                new Mistake(
                        DEFINITIONS,
                        "maxPrice: \"1000000\"",
                        "maxPrice: \"2000000\"",
                        "symbol: BTC-PERP",
                        "or maxPrice"),
                Mistake.here(DEFINITIONS, "instruments:", "instrument:", "nearest valid one is 'instruments'"),
                Mistake.here(DEFINITIONS, "assets:", "assets: []\nmore:", "'assets' names no asset"),
                Mistake.here(DEFINITIONS, "    symbol: BTC\n", "   symbol: BTC\n", "not valid YAML"));
    }

    private static Stream<Mistake> inTheProfile() {
        return Stream.of(
                Mistake.gone(PROFILE, "\nname: linear", null, "name"),
                Mistake.gone(PROFILE, "\nversion: 1", null, "version"),
                Mistake.gone(PROFILE, "\nboundary: strict", null, "boundary"),
                Mistake.gone(PROFILE, "\ndust: \"10\"", null, "dust"),
                Mistake.here(PROFILE, "version: 1", "version: 0", "expected a whole number from 1 to"),
                Mistake.here(PROFILE, "boundary: strict", "boundary: loose", "'loose', expected one of strict"),
                Mistake.here(PROFILE, "boundary: strict", "boundary: null-val", "'null-val', expected one of strict"),
                Mistake.here(PROFILE, "warningRatio: \"1.1\"", "warningRatio: \"0.9\"", "is 0.9, expected 1 to 2"),
                new Mistake(
                        PROFILE, "warningRatio:", "warningRation:", null, "missing 'warningRatio', expected a decimal"),
                Mistake.here(PROFILE, "stopBuffer: \"0.5\"", "stopBuffer: \"1.5\"", "is 1.5, expected 0 to 1"),
                Mistake.here(PROFILE, "limitSpread: \"1.0\"", "limitSpread: \"11\"", "is 11, expected 0 to 10"),
                Mistake.here(PROFILE, "dust: \"10\"", "dust: \"-10\"", "'dust' is negative"),
                Mistake.here(PROFILE, "dust: \"10\"", "dust: \"0.0000001\"", "more than 6 decimals"),
                Mistake.here(
                        PROFILE,
                        "maxLiquidationsPerRecord: 0",
                        "maxLiquidationsPerRecord: -1",
                        "'-1', expected a whole number from 0 to 2147483647"),
                Mistake.here(
                        PROFILE,
                        "maxLiquidationsPerRecord: 0",
                        "maxLiquidationsPerRecord: many",
                        "'many', expected a whole number from 0 to 2147483647"),
                Mistake.here(PROFILE, "name: linear", "name: " + "l".repeat(65), "longer than 64 bytes"),
                new Mistake(
                        PROFILE,
                        "dust: \"10\"",
                        "dust: \"10\"\nguard: off",
                        "guard: off",
                        "unknown key 'guard'; the nearest" + " valid one is"));
    }

    private static Stream<Mistake> mistakes() {
        return Stream.of(inTheDaemon(), inTheDefinitions(), inTheProfile()).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldTellFileLineAndWhatWasExpected(final Mistake mistake) throws IOException {
        final Path config = copyShipped();
        final Path file = folder.resolve(mistake.file());
        final String mutated = mistake.apply(Files.readString(file));
        Files.writeString(file, mutated);
        final UserError error = assertThrows(UserError.class, () -> DaemonConfig.read(config));
        final String start = file + ":" + mistake.line(mutated) + ": ";
        assertTrue(error.getMessage().startsWith(start), start + " wanted, told: " + error.getMessage());
        assertTrue(error.getMessage().contains(mistake.expected()), error.getMessage());
        assertEquals(ExitCode.BAD_INPUT, error.exitCode());
    }

    @Test
    void shouldMakeAtLeast60Mistakes() {
        assertTrue(mistakes().count() >= 60);
    }

    @Test
    void shouldLoadWhatIsShipped() {
        final DaemonConfig config = DaemonConfig.read(Project.root().resolve("config/plimsoll.yaml"));
        assertEquals(EngineMode.SHADOW, config.mode());
        assertEquals(Project.root().resolve("data/journal"), config.journalDir());
        assertEquals(2L << 30, config.minUsableBytes());
        assertEquals(1 << 16, config.ringSlots());
        assertEquals(WaitChoice.BLOCKING, config.waitChoice());
        assertEquals(Topology.INLINE, config.topology());
        assertEquals(500_000, config.capacity().legs());
        assertEquals(TimeUnit.SECONDS.toNanos(1), config.timerIntervalNs());
        assertEquals(DaemonConfig.Arming.OPERATOR, config.arming());
        assertEquals(2, config.definitions().assets().size());
        assertEquals(75_000, config.definitions().instrument("BTC-PERP").stopPpm());
        final FileFeedConfig feed = (FileFeedConfig) config.feeds().get(0);
        assertEquals("60x", feed.pace().toString());
        assertEquals(Project.trades(), feed.file());
        assertEquals(
                DaemonConfig.AccountSourceType.SOCKET,
                config.accountSources().get(0).type());
    }

    @Test
    void shouldHashEachOfTheFiles() throws IOException {
        final Path config = copyShipped();
        final long hash = DaemonConfig.read(config).hash();
        assertEquals(hash, DaemonConfig.read(config).hash());
        for (final String name : new String[] {DAEMON, DEFINITIONS, PROFILE}) {
            final Path file = folder.resolve(name);
            final String text = Files.readString(file);
            Files.writeString(file, text + "# changed\n");
            assertNotEquals(hash, DaemonConfig.read(config).hash(), name);
            Files.writeString(file, text);
        }
    }

    @Test
    void shouldNameAFileThatIsNotThereOrNoText() throws IOException {
        final Path config = copyShipped();
        Files.write(folder.resolve(PROFILE), "name: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertMessage(config, folder.resolve(PROFILE) + ": cannot be read: ");
        Files.delete(folder.resolve(PROFILE));
        assertMessage(config, folder.resolve(PROFILE) + ": no such file");
        Files.writeString(folder.resolve(DAEMON), "");
        assertMessage(config, folder.resolve(DAEMON) + ":1: expected a mapping of keys to values");
        Files.writeString(folder.resolve(DAEMON), "- a\n- b\n");
        assertMessage(config, folder.resolve(DAEMON) + ":1: expected a mapping of keys to values");
        Files.writeString(folder.resolve(DAEMON), "[a]: b\n");
        assertMessage(config, folder.resolve(DAEMON) + ":1: not valid YAML: ");
    }

    private static void assertMessage(final Path config, final String start) {
        final UserError error = assertThrows(UserError.class, () -> DaemonConfig.read(config));
        assertTrue(error.getMessage().startsWith(start), error.getMessage());
    }

    private Path copyShipped() throws IOException {
        Files.createDirectories(folder.resolve("profiles"));
        for (final String name : new String[] {DAEMON, DEFINITIONS, PROFILE}) {
            Files.copy(Project.root().resolve("config").resolve(name), folder.resolve(name));
        }
        return folder.resolve(DAEMON);
    }
}
