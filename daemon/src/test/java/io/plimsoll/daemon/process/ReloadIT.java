package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.process.RunningDaemon.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other settings for a daemon that runs: parameters of risk at once, all of it or nothing, and by name what wants a restart. */
@Timeout(120)
class ReloadIT {
    @RegisterExtension
    final Children children = new Children();

    private DaemonHome home;
    private RunningDaemon daemon;

    @BeforeEach
    void makeHome() throws IOException {
        home = new DaemonHome(children.scratch().resolve("home"))
                .feed(Prices.falling(1, 120_000, 40_000), "1000/s")
                .with("stallLimit", "10s");
    }

    private Child reload(final int exitCode) {
        return daemon.command(exitCode, "reload", "--operator", "ada", "--reason", "vote 117");
    }

    private void refused(final String part) {
        final Child refused = reload(21);
        assertTrue(refused.err().contains(part), refused::toString);
    }

    private void rates(final String from, final String to) throws IOException {
        final Path file = home.config().resolveSibling("instruments.yaml");
        final String text = Files.readString(file);
        assertTrue(text.contains(from), text);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void shouldLiquidateByNewMarginsAtOnceAndTellWhoChangedThem() throws IOException {
        daemon = RunningDaemon.start(children, home);
        final Venue venue = Venue.queued(children, home);
        venue.does("quote 2000");
        daemon.awaitFacts(venue.does("open 40"));
        daemon.awaitNoObjection();
        daemon.arm();
        final long before = daemon.status().number("counters.ordersIssued");

        rates("initial: \"0.10\", maintenance: \"0.05\"", "initial: \"0.90\", maintenance: \"0.80\"");
        assertTrue(reload(0).err().contains("other definitions of assets, instruments or profile"));
        daemon.await("orders by the new margins", status -> status.number("counters.ordersIssued") > before + 10);
        venue.process().kill();
        daemon.stop();
        new JournalAudit(home).ordersAreWhatInputsGive();

        final String inputs = children.plimsoll("tail", "--journal", home.journal(), "--queue", "inputs")
                .awaitExit(0)
                .out();
        assertEquals(
                1,
                inputs.lines()
                        .filter(line -> line.contains("\"type\":\"configReloaded\"")
                                && line.contains("\"operator\":\"ada\",\"reason\":\"vote 117\""))
                        .count());
        daemon = RunningDaemon.start(children, home); // on what was reloaded, with nothing to change
        assertTrue(reload(0).err().contains("nothing has changed"));
        daemon.stop();
    }

    @Test
    void shouldRefuseByNameWhatWantsARestartAndChangeNothing() throws IOException {
        daemon = RunningDaemon.start(children, home);
        home.with("stallLimit", "20s").with("maxPriceAge", "40s").config();
        refused("a restart is needed for: stallLimit from 10s to 20s");
        home.with("stallLimit", "10s").with("maxPriceAge", "0s").config();
        refused("plimsoll.yaml:13: 'maxPriceAge' is shorter than 1ms");
        home.with("maxPriceAge", "30s").config();
        rates("symbol: ETH-PERP", "symbol: ETH2-PERP");
        rates("price: ETH-PERP", "price: ETH2-PERP");
        refused("other instruments: [BTC-PERP, ETH-PERP] to [BTC-PERP, ETH2-PERP]");
        rates("symbol: ETH2-PERP", "symbol: ETH-PERP");
        rates("price: ETH2-PERP", "price: ETH-PERP");
        rates("maxQuantity: \"10000\"}", "maxQuantity: \"1000\"}");
        refused("the engine refuses the definitions: ");
        rates("maxQuantity: \"1000\"}", "maxQuantity: \"10000\"}");

        home.with("maxPriceAge", "40s").with("arming", "automatic").config();
        final String told = reload(0).err();
        assertTrue(told.contains("arming from operator to automatic; maxPriceAge from 30s to 40s"), told);
        assertEquals(
                new Answer(401, "the token from the file admin.token is needed"),
                daemon.post("/reload", "guess", "ada\nwhy"));
        daemon.stop();
        assertEquals(
                1,
                children.plimsoll("tail", "--journal", home.journal(), "--queue", "inputs")
                        .awaitExit(0)
                        .out()
                        .lines()
                        .filter(line -> line.contains("configReloaded"))
                        .count());
    }
}
