package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.gateway.feed.Cut;
import io.plimsoll.gateway.feed.Resync;
import io.plimsoll.journal.Json;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The published document is that of the gateway that serves it. */
@Timeout(60)
class OpenApiTest {
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\": ?\"#/([^\"]+)\"");

    @TempDir
    private Path folder;

    @Test
    void shouldHaveEveryRouteAndNoOther() {
        try (RunningGateway gateway = RunningGateway.over(folder)) {
            final Map<String, Object> api =
                    Json.object(gateway.get("/v1/openapi.json").body());
            final Set<String> routes = new TreeSet<>();
            gateway.gateway().paths().forEach(routes::add);
            routes.removeIf(path -> !path.startsWith("/v1/")); // files of the console
            assertEquals(routes, new TreeSet<>(Json.object(api, "paths").keySet()));
            assertTrue(api.get("openapi").toString().startsWith("3.1."));
            for (final String path : routes) {
                assertEquals(
                        Set.of(path.matches("/v1/console/(kill|arm)") ? "post" : "get"),
                        Json.object(Json.object(api, "paths"), path).keySet(),
                        path);
            }
        }
    }

    @Test
    void shouldHaveTheParametersThatAreRead() {
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            writer.append(1);
            try (RunningGateway gateway = RunningGateway.over(folder).readTo(1)) {
                final String api = gateway.get("/v1/openapi.json").body();
                for (final String unknown : List.of("/v1/orders?x=1", "/v1/stream?x=1")) {
                    final String told = gateway.get(unknown).body();
                    assertTrue(told.contains("bad-request"), told);
                }
                for (final String name : List.of("after", "all", "limit", "resync")) {
                    assertTrue(api.contains("\"name\": \"" + name + "\""), name);
                }
            }
        }
    }

    @Test
    void shouldNameEveryReasonAndReferToWhatIsThere() {
        try (RunningGateway gateway = RunningGateway.over(folder)) {
            final String text = gateway.get("/v1/openapi.json").body();
            final Map<String, Object> schemas = Json.object(Json.object(Json.object(text), "components"), "schemas");
            assertEquals(reasons(Cut.values()), enumOf(schemas, "Cut", "reason"));
            assertEquals(reasons(Resync.Reason.values()), enumOf(schemas, "Resync", "reason"));
            assertEquals(
                    Arrays.stream(Refusal.values()).map(Refusal::code).toList(), enumOf(schemas, "Error", "error"));
            final Matcher reference = REFERENCE.matcher(text);
            int found = 0;
            while (reference.find()) {
                found++;
                Map<String, Object> at = Json.object(text);
                for (final String step : reference.group(1).split("/", -1)) {
                    assertTrue(at.containsKey(step), reference.group());
                    at = Json.object(at, step);
                }
            }
            assertTrue(found > 10, "references: " + found);
        }
    }

    private static List<String> reasons(final Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Object enumOf(final Map<String, Object> schemas, final String name, final String property) {
        return Json.object(Json.object(Json.object(schemas, name), "properties"), property)
                .get("enum");
    }

    @Test
    void shouldServeTheSchemaOfTheRecords() {
        try (RunningGateway gateway = RunningGateway.over(folder)) {
            assertTrue(gateway.get("/v1/schema.xml").body().contains("<sbe:message name=\"LiquidationOrder\""));
        }
    }
}
