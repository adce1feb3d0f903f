package io.plimsoll.daemon.process;

import io.plimsoll.daemon.venue.ExampleOracle;
import io.plimsoll.feed.live.server.QuotedVenue;
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
    private final String[] ports;

    Oracle(final Children children) throws IOException {
        this.children = children;
        process = children.java(List.of(), ExampleOracle.class);
        ports = process.awaitLine("READY").split(" ", -1);
        secret = Files.writeString(children.scratch().resolve("chainlink.key"), "key-id\n" + SECRET + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }

    /** Both coins, in YAML's flow style. */
    String symbols(final QuotedVenue venue) {
        return "symbols: [{symbol: \"" + venue.bitcoinSymbol() + "\", price: BTC-PERP}, {symbol: \""
                + venue.etherSymbol() + "\", price: ETH-PERP}]";
    }

    /** A feed of both coins, in YAML's flow style. */
    String feed(final QuotedVenue venue, final int source) {
        final String name = venue.name().toLowerCase(Locale.ROOT);
        return "{type: " + name + ", name: " + name + ", source: " + source + ", url: \"" + url(venue) + "\", "
                + (venue == QuotedVenue.CHAINLINK ? "secret: \"file:" + secret + "\", " : "")
                + symbols(venue) + "}";
    }

    private String url(final QuotedVenue venue) {
        return venue.isEventStream()
                ? "http://localhost:" + ports[1] + venue.base()
                : "ws://localhost:" + ports[0] + venue.base();
    }

    /** Does something. */
    void does(final String command) {
        process.say(command);
        process.awaitLine("DONE " + command);
    }

    /** Dies, and comes back at the same ports, with the prices that it began with. */
    void killAndRestart() {
        kill();
        restart();
    }

    void kill() {
        process.kill();
    }

    /** Comes back after {@link #kill()}. */
    void restart() {
        process = children.java(List.of(), ExampleOracle.class, ports[0], ports[1]);
        process.awaitLine("READY");
    }
}
