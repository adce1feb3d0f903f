package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A monitor reads of the gateway everything that it counts. */
@Timeout(60)
class MetricsRouteTest {
    @TempDir
    private Path folder;

    @Test
    void shouldShowEverythingCounted() {
        try (RunningGateway gateway = RunningGateway.over(folder)) {
            assertEquals(404, gateway.get("/nowhere").statusCode());
            final HttpResponse<String> page = gateway.get("/metrics");
            assertEquals(200, page.statusCode());
            assertTrue(page.headers().firstValue("Content-Type").orElse("").startsWith("text/plain; version=0.0.4"));
            for (final GatewayMetric metric : GatewayMetric.values()) {
                assertTrue(page.body().matches("(?s).*\n" + metric.label() + "[ {].*"), metric + ": " + page.body());
            }
            for (final Refusal refusal : Refusal.values()) {
                final String series = "plimsoll_gateway_refusals_total{reason=\"" + refusal.code() + "\"} ";
                assertTrue(
                        page.body().contains("\n" + series + (refusal == Refusal.NOT_FOUND ? "1.0" : "0.0") + "\n"),
                        series + " in " + page.body());
            }
            for (final String series : List.of(
                    "resyncs_total{reason=\"pruned\"} 0.0",
                    "cuts_total{reason=\"slow\"} 0.0",
                    "claims_total{answer=\"given\"} 0.0",
                    "tokens_problem 0.0",
                    "client_lag_ratio 0.0")) {
                assertTrue(page.body().contains("\nplimsoll_gateway_" + series + "\n"), series);
            }
            assertTrue(page.body().contains("\nplimsoll_gateway_connections 1.0\n"), page.body());
        }
    }
}
