package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.metrics.Promtool;
import io.plimsoll.gateway.http.RunningGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Metrics are such that the checker of Prometheus has nothing to say against them: names, types, help, units. */
@Timeout(120)
class ScrapedByPrometheusTest {
    @RegisterExtension
    final Children children = new Children();

    @TempDir
    Path folder;

    @Test
    void shouldHaveNothingSaidAgainstMetricsOfADaemon() throws IOException, InterruptedException {
        final DaemonHome home = new DaemonHome(children.scratch().resolve("home")).with("latencyInterval", "100ms");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.opens(1, "5000", "1").armed().price(1, "BTC-PERP", "36500");
            daemon.await("an order", now -> now.value("plimsoll_orders_in_flight") == 1);
            final HttpResponse<String> page = daemon.page("text/plain");
            assertEquals(200, page.statusCode());
            assertEquals("", Promtool.run(page.body(), "check", "metrics"));
        }
    }

    @Test
    void shouldHaveNothingSaidAgainstMetricsOfAGateway() throws IOException, InterruptedException {
        try (RunningGateway gateway = RunningGateway.configured(
                folder, "journal: journal\nport: 0\ntokens: none\nlimits: {requestsPerSecond: 100}\n")) {
            final HttpResponse<String> page = gateway.get("/metrics");
            assertEquals(200, page.statusCode());
            assertEquals("", Promtool.run(page.body(), "check", "metrics"));
        }
    }
}
