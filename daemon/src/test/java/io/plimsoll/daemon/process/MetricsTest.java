package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.cli.Plimsoll;
import io.plimsoll.daemon.metrics.Metric;
import io.plimsoll.daemon.metrics.MetricType;
import io.plimsoll.daemon.metrics.Samples;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a monitor reads of a daemon is what the list says, no more, and what has happened. */
@Timeout(120)
class MetricsTest {
    private static final int INSTRUMENTS = 50;
    private static final int MOST_SERIES = 500;

    /** What only a daemon of another kind has: each with a test of its own. */
    private static final Set<Metric> ELSEWHERE = Set.of(
            Metric.DURABLE_LAG,
            Metric.FOLLOWER_LAG,
            Metric.SNAPSHOT_AGE,
            Metric.FEED_CLOCK_OFFSET,
            Metric.ADMIN_CERTIFICATE,
            Metric.FEED_MESSAGES,
            Metric.FEED_MALFORMED,
            Metric.FEED_DROPPED,
            Metric.FEED_RECONNECTS,
            Metric.FEED_DOWNS);

    @RegisterExtension
    final Children children = new Children();

    private DaemonHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new DaemonHome(children.scratch().resolve("home")).with("latencyInterval", "100ms");
    }

    private static Set<String> names(final Metric metric) {
        final String name = metric.label();
        return metric.type() == MetricType.HISTOGRAM
                ? Set.of(name + "_bucket", name + "_sum", name + "_count")
                : Set.of(name);
    }

    @Test
    void shouldShowWhatTheListSaysAndNothingElse() throws IOException {
        home.feed(Prices.falling(1, 100_000, 40_000), "100/s");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.opens(1, "5000", "1").fact("fundBalance", "'asset':'USD','balance':'1000.5'");
            daemon.armed();
            final Samples samples = daemon.await("a fund", one -> one.names().contains(Metric.INSURANCE.label()));
            final Set<String> expected = new TreeSet<>();
            for (final Metric metric : Metric.values()) {
                if (!ELSEWHERE.contains(metric)) {
                    expected.addAll(names(metric));
                }
            }
            assertEquals(expected, samples.names());
            assertEquals(1_000.5, samples.value("plimsoll_insurance_balance", "fund", "0", "asset", "USD"));
        }
    }

    @Test
    void shouldShowWhatAVenueFeedAndDurabilityAndAFollowerAddToThat() throws IOException {
        home.with("durability", "batch-sync")
                .with("ring", "{slots: 4096, topology: sequencer-thread}")
                .with(
                        "feeds",
                        "[{type: binance, name: binance, source: 21, url: \"ws://127.0.0.1:9/\","
                                + " symbols: [{symbol: \"BTCUSDT@mark\", price: BTC-PERP}]}]");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            final Set<String> before = daemon.scrape().names();
            assertTrue(before.contains(Metric.DURABLE_LAG.label()), before.toString());
            for (final Metric metric : ELSEWHERE) {
                // the offset wants a venue that speaks: AlertsFireTest
                assertTrue(
                        before.contains(metric.label())
                                || metric == Metric.FEED_CLOCK_OFFSET
                                || !metric.label().startsWith("plimsoll_feed"),
                        metric.label());
            }
            assertFalse(before.contains(Metric.FOLLOWER_LAG.label()), before.toString());
            daemon.opens(1, "5000", "1");
            final Child follower = children.java(List.of(), Plimsoll.class, "follow", "--config", home.config());
            final Samples samples = daemon.await(
                    "a follower and its snapshot, of " + follower,
                    one -> one.value("plimsoll_follower_running") == 1
                            && one.names().contains(Metric.SNAPSHOT_AGE.label()));
            assertTrue(samples.value("plimsoll_follower_lag_records") >= 0);
            follower.terminate();
        }
    }

    @Test
    void shouldTellWhatHasHappened() throws IOException {
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.opens(1, "5000", "1").opens(2, "2200", "1").opens(3, "100000", "1");
            final Samples before = daemon.armed()
                    .await("three accounts", one -> one.value("plimsoll_accounts", "verdict", "healthy") == 3);
            assertEquals(0, before.value("plimsoll_liquidation_orders_total"));
            assertEquals(1, before.value("plimsoll_engine_state", "state", "armed"));
            assertEquals(1, before.value("plimsoll_mode", "mode", "live"));
            daemon.price(1, "BTC-PERP", "38000");
            final Samples after = daemon.await("an order", one -> one.value("plimsoll_liquidation_orders_total") >= 1);
            assertEquals(after.value("plimsoll_liquidation_orders_total"), after.value("plimsoll_orders_in_flight"));
            assertTrue(after.value("plimsoll_orders_in_flight_notional") > 1_000, after.toString());
            assertTrue(
                    after.value("plimsoll_next_trigger_distance_ratio", "instrument", "BTC-PERP", "side", "fall") > 0);
            daemon.await(
                    "a latency",
                    one -> one.value("plimsoll_latency_seconds_count", "hop", "tick-order") >= 1
                            && one.value("plimsoll_hiccup_seconds_count") > 0);
        }
    }

    @Test
    void shouldStayUnderItsBoundOfSeriesWithFiftyInstruments() throws IOException {
        final StringBuilder more = new StringBuilder();
        for (int id = 3; id <= INSTRUMENTS; id++) {
            more.append("  - {id: ")
                    .append(id)
                    .append(", symbol: X")
                    .append(id)
                    .append("-PERP, kind: perpetual,")
                    .append(" underlying: BTC, settlement: USD, priceDecimals: 2, quantityDecimals: 3, tick: \"0.1\",")
                    .append(" step: \"0.001\", initial: \"0.10\", maintenance: \"0.05\", maxPrice: \"1000000\",")
                    .append(" maxQuantity: \"10000\"}\n");
        }
        final List<String> feeds = new ArrayList<>();
        for (int source = 21; source <= 23; source++) {
            feeds.add("{type: binance, name: feed" + source + ", source: " + source + ", url: \"ws://127.0.0.1:9/\","
                    + " symbols: [{symbol: \"BTCUSDT@mark\", price: BTC-PERP}]}");
        }
        home.append("instruments.yaml", more.toString())
                .with("limits", "{accounts: 1000, legs: 5000, ordersInFlight: 2000, assets: 8, instruments: 64}")
                .with("durability", "batch-sync")
                .with("ring", "{slots: 4096, topology: sequencer-thread}")
                .with("feeds", feeds.toString());
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.price(1, "BTC-PERP", "40000").price(1, "ETH-PERP", "2000").opens(1, "100000", "1");
            for (int id = 3; id <= INSTRUMENTS; id++) {
                daemon.price(1, "X" + id + "-PERP", "100");
            }
            for (int id = 2; id <= INSTRUMENTS; id++) {
                final String symbol = id == 2 ? "ETH-PERP" : "X" + id + "-PERP";
                daemon.opens(id, "100000", "1")
                        .fact(
                                "fill",
                                "'account':'a" + id + "','instrument':'" + symbol + "','quantity':'-1','price':'100'");
            }
            final Samples samples =
                    daemon.await("all prices", one -> one.value("plimsoll_prices", "state", "valid") == INSTRUMENTS);
            assertTrue(samples.all().size() < MOST_SERIES, samples.all().size() + " series");
        }
    }

    @Test
    void shouldSpeakOpenMetricsToWhoeverAsksForIt() throws IOException {
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            final HttpResponse<String> plain = daemon.page("text/plain");
            assertTrue(plain.headers().firstValue("Content-Type").orElse("").startsWith("text/plain; version=0.0.4"));
            final HttpResponse<String> open = daemon.page("application/openmetrics-text; version=1.0.0");
            assertTrue(open.headers().firstValue("Content-Type").orElse("").startsWith("application/openmetrics-text"));
            assertTrue(open.body().endsWith("# EOF\n"), open.body());
            assertTrue(open.body().contains("# UNIT plimsoll_price_age_seconds seconds\n")
                    || open.body().contains("# UNIT plimsoll_engine_lag_seconds seconds\n"));
        }
    }

    @Test
    void shouldCallNobodyByName() throws IOException {
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.fact("account", "'account':'zebedee','accountId':'987654321'")
                    .fact("transfer", "'account':'zebedee','asset':'USD','amount':'5'");
            daemon.await("the account", one -> one.value("plimsoll_accounts", "verdict", "healthy") == 1);
            final String page = daemon.page("text/plain").body();
            assertFalse(page.contains("zebedee") || page.contains("987654321"), page);
        }
    }
}
