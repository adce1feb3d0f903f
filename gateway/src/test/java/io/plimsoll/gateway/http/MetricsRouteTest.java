package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
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
            for (final Counter counter : Counter.values()) {
                final String name = "plimsoll_gateway_" + counter.name().toLowerCase(Locale.ROOT) + "_total ";
                assertTrue(page.body().contains("\n" + name), name + " is not in " + page.body());
            }
            for (final Refusal refusal : Refusal.values()) {
                final String series = "plimsoll_gateway_refusals_total{reason=\"" + refusal.code() + "\"} ";
                assertTrue(
                        page.body().contains("\n" + series + (refusal == Refusal.NOT_FOUND ? "1.0" : "0.0") + "\n"),
                        series + " in " + page.body());
            }
            assertTrue(page.body().contains("\nplimsoll_gateway_connections 1.0\n"), page.body());
        }
    }
}
