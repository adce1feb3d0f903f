package io.plimsoll.daemon.process;

import io.plimsoll.daemon.venue.ExampleOracle;
import io.plimsoll.daemon.venue.OracleVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

/** An {@link ExampleOracle} in a process of its own, told what to do. One thread. */
final class Oracle {
    private final Children children;
    /** What Chainlink is shown: must stand nowhere but in its file. */
    static final String SECRET = "hush-4f1b97";

    private final Path secret;
    private Child process;
    private final String port;

    Oracle(final Children children) throws IOException {
        this.children = children;
        process = children.java(List.of(), ExampleOracle.class);
        port = process.awaitLine("READY").strip();
        secret = Files.writeString(children.scratch().resolve("chainlink.key"), "key-id\n" + SECRET + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }

    /** Both coins, in YAML's flow style. */
    String symbols(final OracleVenue venue) {
        return "symbols: [{symbol: \"" + venue.bitcoinSymbol() + "\", price: BTC-PERP}, {symbol: \""
                + venue.etherSymbol() + "\", price: ETH-PERP}]";
    }

    /** A feed of both coins, in YAML's flow style. */
    String feed(final OracleVenue venue, final int source) {
        final String name = venue.name().toLowerCase(Locale.ROOT);
        return "{type: " + name + ", name: " + name + ", source: " + source + ", url: \"" + venue.url(port) + "\", "
                + (venue == OracleVenue.CHAINLINK ? "secret: \"file:" + secret + "\", " : "")
                + symbols(venue) + "}";
    }

    /** Does something. */
    void does(final String command) {
        process.say(command);
        process.awaitLine("DONE " + command);
    }

    /** Dies, and comes back at the same port, with the prices that it began with. */
    void killAndRestart() {
        kill();
        restart();
    }

    void kill() {
        process.kill();
    }

    /** Comes back after {@link #kill()}. */
    void restart() {
        process = children.java(List.of(), ExampleOracle.class, port);
        process.awaitLine("READY");
    }
}
