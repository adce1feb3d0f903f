package io.plimsoll.gateway.console;

import io.plimsoll.gateway.config.ConsoleConfig;
import io.plimsoll.gateway.http.Counters;
import io.plimsoll.gateway.http.Route;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The console's routes, and what they stand on. Orders come to the page as to any other client: by {@code /v1/stream}. */
public final class Console implements AutoCloseable {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final List<String> SCRIPTS = List.of(
            "accounts.js",
            "ages.js",
            "charts.js",
            "control.js",
            "dom.js",
            "events.js",
            "insurance.js",
            "keys.js",
            "latency.js",
            "main.js",
            "orders.js",
            "prices.js",
            "session.js",
            "state.js",
            "text.js");

    private final Map<String, Route> routes = new TreeMap<>();
    private final Watch watch;

    /** @param stallNs after which a console that takes nothing is cut off */
    public Console(final ConsoleConfig config, final Counters counters, final long stallNs) {
        final AdminPort admin = new AdminPort(config.dataDir());
        watch = new Watch(admin, counters);
        routes.put("/v1/console/stream", new WatchRoute(config, watch, counters, stallNs));
        for (final ControlRoute.Act act : ControlRoute.Act.values()) {
            routes.put("/v1/console/" + act.word(), new ControlRoute(act, config, admin, counters));
        }
        routes.put("/console", new PageRoute("/gateway/console/index.html", "text/html; charset=utf-8"));
        routes.put("/console/console.css", new PageRoute("/gateway/console/console.css", STYLE));
        routes.put("/console/mark.svg", new PageRoute("/gateway/console/mark.svg", "image/svg+xml"));
        for (final String script : SCRIPTS) {
            routes.put("/console/" + script, new PageRoute("/gateway/console/" + script, SCRIPT));
        }
        routes.put("/console/uplot.js", new PageRoute(WebJar.file("uplot", "dist/uPlot.esm.js"), SCRIPT));
        routes.put("/console/uplot.css", new PageRoute(WebJar.file("uplot", "dist/uPlot.min.css"), STYLE));
    }

    /** Each path with what answers it. */
    public Map<String, Route> routes() {
        return routes;
    }

    /** Consoles that are open. */
    public int viewers() {
        return watch.viewers();
    }

    /** Tells those that are open. */
    @Override
    public void close() {
        watch.close();
    }
}
