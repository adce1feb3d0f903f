package io.plimsoll.daemon.process;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder with the three configuration files of a daemon on two perpetuals, and its data. The defaults make a small live daemon that
 * an operator arms; {@link #with} says what is to be different. One thread.
 */
final class DaemonHome {
    private static final String INSTRUMENTS = """
            assets:
              - {id: 1, symbol: USD, decimals: 6, maxBalance: "10000000000"}
              - {id: 2, symbol: BTC, decimals: 8, price: BTC-PERP, priceDecimals: 2, maxPrice: "1000000", maxBalance: "21000"}
              - {id: 3, symbol: ETH, decimals: 8, price: ETH-PERP, priceDecimals: 2, maxPrice: "1000000", maxBalance: "210000"}
            instruments:
              - {id: 1, symbol: BTC-PERP, kind: perpetual, underlying: BTC, settlement: USD, priceDecimals: 2, quantityDecimals: 3,
                 tick: "0.1", step: "0.001", initial: "0.10", maintenance: "0.05", maxPrice: "1000000", maxQuantity: "10000"}
              - {id: 2, symbol: ETH-PERP, kind: perpetual, underlying: ETH, settlement: USD, priceDecimals: 2, quantityDecimals: 3,
                 tick: "0.1", step: "0.001", initial: "0.10", maintenance: "0.05", maxPrice: "1000000", maxQuantity: "10000"}
            """;

    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();

    DaemonHome(final Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("instruments.yaml"), INSTRUMENTS);
        Files.copy(Project.linearProfile(), folder.resolve("profile.yaml"));
        settings.put("mode", "live");
        settings.put("dataDir", "data");
        settings.put("minFreeDisk", "1MiB");
        settings.put("valuation", "USD");
        settings.put("instruments", "instruments.yaml");
        settings.put("profile", "profile.yaml");
        settings.put("limits", "{accounts: 1000, legs: 5000, ordersInFlight: 2000, assets: 8, instruments: 8}");
        settings.put("ring", "{slots: 4096, wait: blocking, topology: inline}");
        settings.put("timerInterval", "100ms");
        settings.put("latencyInterval", "1s");
        settings.put("admin", "{port: 0}");
        settings.put("arming", "operator");
        settings.put("maxPriceAge", "30s");
        settings.put("feeds", "[]");
        settings.put("accountSources", "[{type: queue, name: venue, path: venue}]");
    }

    /** Sets a top-level key to a value in YAML's flow style; null leaves it out. */
    DaemonHome with(final String key, final String value) {
        settings.put(key, value);
        return this;
    }

    /** Opens an admin port for other machines on loopback, with a key that is good for so many days, and answers the file of its token. */
    Path remoteAdmin(final int days) throws IOException, InterruptedException {
        TestKeys.make(folder, "admin", "san=ip:127.0.0.1", days);
        TestKeys.secret(folder.resolve("password"), TestKeys.PASSWORD);
        with(
                "admin",
                "{port: 0, remote: {address: 127.0.0.1, port: 0, keystore: admin.p12, password: \"file:password\","
                        + " token: \"file:token\"}}");
        return TestKeys.secret(folder.resolve("token"), "t".repeat(32));
    }

    /** Lists the assets of the configuration the other way round, which numbers their prices otherwise. */
    void reverseAssets() throws IOException {
        final Path file = folder.resolve("instruments.yaml");
        final List<String> lines = new ArrayList<>(Files.readAllLines(file));
        Collections.reverse(lines.subList(1, 4));
        Files.write(file, lines);
    }

    /** Adds lines to one of the files beside the daemon's configuration. */
    DaemonHome append(final String file, final String lines) throws IOException {
        Files.writeString(folder.resolve(file), lines, StandardOpenOption.APPEND);
        return this;
    }

    /** Adds a file of prices that plays as a feed. */
    DaemonHome feed(final List<String> rows, final String pace) throws IOException {
        Files.write(folder.resolve("prices.csv"), rows);
        return with("feeds", "[{type: file, name: prices, source: 10, path: prices.csv, pace: " + pace + "}]");
    }

    /** Writes the daemon's configuration and answers where. */
    Path config() throws IOException {
        final StringBuilder yaml = new StringBuilder();
        settings.forEach((key, value) -> yaml.append(value == null ? "" : key + ": " + value + "\n"));
        return Files.writeString(folder.resolve("plimsoll.yaml"), yaml);
    }

    Path data() {
        return folder.resolve("data");
    }

    /** The daemon's journal. */
    Path journal() {
        return data().resolve("journal");
    }

    /** The journal of the matching engine that it listens to. */
    Path venue() {
        return folder.resolve("venue");
    }

    /** The daemon's socket for JSON lines. */
    Path socket() {
        return folder.resolve("venue.sock");
    }
}
