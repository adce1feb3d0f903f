package io.plimsoll.gateway.console;

import io.plimsoll.gateway.config.ConsoleConfig;
import io.plimsoll.gateway.http.Counter;
import io.plimsoll.gateway.http.Counters;
import io.plimsoll.gateway.http.Exchange;
import io.plimsoll.gateway.http.JsonText;
import io.plimsoll.gateway.http.Refusal;
import io.plimsoll.gateway.http.Route;

/** {@code GET /v1/console/stream}: how the daemon does, each second, as server-sent events. */
final class WatchRoute implements Route {
    private final ConsoleConfig config;
    private final Watch watch;
    private final Counters counters;
    private final long stallNs;

    WatchRoute(final ConsoleConfig config, final Watch watch, final Counters counters, final long stallNs) {
        this.config = config;
        this.watch = watch;
        this.counters = counters;
        this.stallNs = stallNs;
    }

    @Override
    public void handle(final Exchange exchange) {
        if (config.mayRead(exchange.client())) {
            counters.count(Counter.CONSOLES_OPENED);
            watch.add(new Viewer(exchange, greeting(exchange.client()), counters, stallNs));
        } else {
            counters.count(Refusal.FORBIDDEN);
            exchange.refuse(
                    Refusal.FORBIDDEN,
                    "the token of '" + exchange.client()
                            + "' may not see the daemon: see 'console' in the configuration");
        }
    }

    private String greeting(final String client) {
        return "event: you\ndata: {\"client\":\"" + JsonText.escape(client) + "\",\"mayOperate\":"
                + config.mayOperate(client) + "}\n\n";
    }
}
