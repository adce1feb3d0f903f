package io.plimsoll.daemon.process;

import static io.plimsoll.daemon.process.AlertWatch.assertFires;
import static io.plimsoll.daemon.process.AlertWatch.assertFiresUntil;
import static io.plimsoll.daemon.process.AlertWatch.sees;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.metrics.AlertRule;
import io.plimsoll.daemon.metrics.Samples;
import io.plimsoll.daemon.metrics.Samples.Sample;
import io.plimsoll.feed.live.server.QuotedVenue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each alert fires when its condition is caused, and not before: a daemon is brought into it, scraped, and the rule's own expression asked. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AlertsFireTest {
    private static final String GUARD = """
            guards:
              - {price: BTC-PERP, quorum: 2, maxAge: 20s, collar: off, maxConfidence: off, dwellMove: "0.02",
                 dwell: 60s}
            """;

    private static final String FEED_CLOCK_OFFSET = "plimsoll_feed_clock_offset_seconds";

    @RegisterExtension
    final Children children = new Children();

    private DaemonHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = home("home");
    }

    private DaemonHome home(final String name) throws IOException {
        return new DaemonHome(children.scratch().resolve(name)).with("latencyInterval", "100ms");
    }

    @Test
    void shouldFireEachAlertInSomeTest() {
        final Set<String> fired = new TreeSet<>();
        for (final Class<?> tests :
                List.of(AlertsFireTest.class, MachineAlertsFireTest.class, GatewayAlertsFireTest.class)) {
            for (final Method method : tests.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Fires.class)) {
                    fired.addAll(List.of(method.getAnnotation(Fires.class).value()));
                }
            }
        }
        assertEquals(new TreeSet<>(AlertRule.all().stream().map(AlertRule::name).toList()), fired);
    }

    @Test
    @Fires({
        "PlimsollNotArmed",
        "PlimsollDisarmed",
        "PlimsollCannotBeArmed",
        "PlimsollNoPriceValid",
        "PlimsollPriceMissing",
        "PlimsollKilled",
        "PlimsollKilledByOperator",
        "PlimsollWithheld",
        "PlimsollKilledUnknown",
        "PlimsollDown"
    })
    void shouldTellOfADaemonThatDoesNotWork() throws IOException {
        final Samples up = withUp(1);
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            assertFiresUntil(
                    daemon,
                    daemon::armed,
                    "PlimsollNotArmed",
                    "PlimsollDisarmed",
                    "PlimsollCannotBeArmed",
                    "PlimsollNoPriceValid",
                    "PlimsollPriceMissing");
            assertFires(
                    daemon,
                    () -> assertEquals(200, daemon.post("/kill")),
                    "PlimsollKilled",
                    "PlimsollKilledByOperator",
                    "PlimsollNotArmed");
            assertFires(daemon, () -> daemon.opens(1, "2200", "1").price(1, "BTC-PERP", "38000"), "PlimsollWithheld");
            final Samples known = daemon.scrape();
            assertFalse(AlertRule.named("PlimsollKilledUnknown").fires(known, known));
        }
        Files.delete(home.data().resolve("kill.cause"));
        final WatchedDaemon again = WatchedDaemon.start(home);
        again.await("its cause is lost", now -> sees("PlimsollKilledUnknown", now, now));
        assertFalse(AlertRule.named("PlimsollDown").fires(up, up));
        again.close();
        assertThrows(UncheckedIOException.class, again::scrape);
        assertTrue(sees("PlimsollDown", withUp(0), up));
    }

    /** What Prometheus itself adds to each scrape, or has in place of one. */
    private static Samples withUp(final double value) {
        return new Samples(List.of(new Sample("up", Map.of("job", "plimsoll"), value)));
    }

    @Test
    @Fires({"PlimsollShadow", "PlimsollLive"})
    void shouldTellInWhichModeItRuns() throws IOException {
        try (WatchedDaemon live = WatchedDaemon.start(home);
                WatchedDaemon shadow = WatchedDaemon.start(home("other").with("mode", "shadow"))) {
            assertEquals(
                    List.of(true, false, false, true),
                    List.of(
                            sees("PlimsollLive", live.scrape(), live.scrape()),
                            sees("PlimsollLive", shadow.scrape(), shadow.scrape()),
                            sees("PlimsollShadow", live.scrape(), live.scrape()),
                            sees("PlimsollShadow", shadow.scrape(), shadow.scrape())));
        }
    }

    @Test
    @Fires({"PlimsollCapacityNear", "PlimsollHalted"})
    void shouldTellOfLimits() throws IOException {
        home.with("limits", "{accounts: 10, legs: 5000, ordersInFlight: 2000, assets: 8, instruments: 8}");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.armed();
            assertFires(
                    daemon,
                    () -> {
                        for (int id = 1; id <= 9; id++) {
                            daemon.opens(id, "100000", "1");
                        }
                    },
                    "PlimsollCapacityNear");
            assertFires(daemon, () -> daemon.opens(10, "100000", "1").opens(11, "1", "1"), "PlimsollHalted");
        }
    }

    @Test
    @Fires({
        "PlimsollPriceHalted",
        "PlimsollPriceDegraded",
        "PlimsollPriceDwells",
        "PlimsollPriceDown",
        "PlimsollPriceOld",
        "PlimsollPricesRefused"
    })
    void shouldTellOfPricesInDoubt() throws IOException {
        home.append("instruments.yaml", GUARD);
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            assertFiresUntil(daemon, () -> agree(daemon, "40000"), "PlimsollPriceHalted");
            assertFires(
                    daemon,
                    () -> {
                        // In two steps: were both sources old for a moment, the price would be halted.
                        daemon.passes(Duration.ofSeconds(12));
                        daemon.price(1, "BTC-PERP", "40000");
                        daemon.await("nine prices", now -> now.value("plimsoll_prices_accepted_total") == 9);
                        daemon.passes(Duration.ofSeconds(12));
                    },
                    "PlimsollPriceDegraded");
            agree(daemon, "40000");
            assertFires(daemon, () -> agree(daemon, "44000"), "PlimsollPriceDwells");
            assertFires(daemon, () -> daemon.passes(Duration.ofSeconds(22)), "PlimsollPriceHalted");
            daemon.price(1, "BTC-PERP", "44000").price(1, "ETH-PERP", "2000");
            daemon.await("a price of ether", now -> now.value("plimsoll_price_state", "price", "ETH-PERP") == 1);
            assertFires(daemon, () -> daemon.says("{'type':'sourceDown','source':'1'}"), "PlimsollPriceDown");
            assertFires(daemon, () -> daemon.passes(Duration.ofSeconds(40)), "PlimsollPriceOld");
            assertFires(
                    daemon,
                    () -> {
                        for (int i = 0; i < 20; i++) {
                            daemon.price(1, "ETH-PERP", "2000", 1_000 + i);
                        }
                    },
                    "PlimsollPricesRefused");
        }
    }

    @Test
    @Fires("PlimsollOperatorHolds")
    void shouldTellWhatOperatorsKeepFromIt() throws IOException {
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            for (int id = 1; id <= 3; id++) {
                daemon.opens(id, "100000", "1");
            }
            daemon.price(1, "BTC-PERP", "40000");
            daemon.await("nine facts", now -> now.value("plimsoll_facts_total") == 9);
            assertFires(
                    daemon,
                    () -> assertEquals(200, daemon.acts("halt-instrument", "BTC-PERP", "")),
                    "PlimsollOperatorHolds");
            assertEquals(200, daemon.acts("hold-account", "a1", ""));
            assertEquals(200, daemon.acts("exclude-account", "a2", ""));
            assertEquals(200, daemon.acts("force-liquidation", "a3", ""));
            assertEquals(200, daemon.acts("set-price", "ETH-PERP", "2000"));
            for (final String kind : List.of(
                    "instrument_halted", "account_held", "account_excluded", "account_forced", "price_manual")) {
                daemon.await(kind, now -> now.value("plimsoll_operator_holds", "kind", kind) == 1);
            }
            assertEquals(200, daemon.acts("release-price", "ETH-PERP", ""));
            daemon.await("released", now -> now.value("plimsoll_operator_holds", "kind", "price_manual") == 0);
        }
    }

    private static void agree(final WatchedDaemon daemon, final String price) {
        for (int i = 0; i < 4; i++) {
            daemon.price(1, "BTC-PERP", price).price(2, "BTC-PERP", price);
        }
    }

    @Test
    @Fires({"PlimsollFeedSilent", "PlimsollAccountSourceSilent", "PlimsollAccountSourceRefused"})
    void shouldTellOfSourcesThatSayNothingOrNothingReadable() throws IOException {
        home.feed(Prices.falling(1, 1, 40_000), "full");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.opens(1, "1000", "1");
            daemon.await(
                    "the feed's only price", now -> now.value("plimsoll_feed_published_total", "feed", "prices") > 0);
            assertFires(
                    daemon,
                    () -> daemon.passes(Duration.ofMinutes(4)),
                    "PlimsollFeedSilent",
                    "PlimsollAccountSourceSilent");
            assertFires(daemon, () -> daemon.says("{'type':'nonsense'}"), "PlimsollAccountSourceRefused");
        }
    }

    @Test
    @Fires({"PlimsollFeedMalformed", "PlimsollFeedDown"})
    void shouldTellOfAVenueThatCannotBeReadOrReached() throws IOException {
        final Oracle oracle = new Oracle(children);
        home.with("feeds", "[" + oracle.feed(QuotedVenue.COINBASE, 21) + "]");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.await("up", now -> now.value("plimsoll_feed_up", "feed", "coinbase") == 1);
            assertFires(daemon, () -> oracle.does("lie coinbase -100"), "PlimsollFeedMalformed");
            oracle.does("lie coinbase 100");
            assertFires(daemon, oracle::kill, "PlimsollFeedDown");
        }
    }

    @Test
    @Fires("PlimsollFeedClockOff")
    void shouldTellThatAVenueHasAnotherTime() throws IOException {
        final Oracle oracle = new Oracle(children);
        home.with("feeds", "[" + oracle.feed(QuotedVenue.COINBASE, 21) + "]");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.await("its time", now -> now.names().contains(FEED_CLOCK_OFFSET));
            final AtomicReference<Duration> behind = new AtomicReference<>();
            assertFires(daemon, () -> behind.set(fallBehind(daemon)), "PlimsollFeedClockOff");
            daemon.clockSteps(behind.get().negated());
            assertFires(daemon, () -> daemon.clockSteps(Duration.ofSeconds(-10)), "PlimsollFeedClockOff");
        }
    }

    /** A message that came before the time passed may be read after it, and tells of no offset then; the next minute forgets it. */
    private static Duration fallBehind(final WatchedDaemon daemon) {
        final Duration some = Duration.ofMinutes(2);
        daemon.passes(some);
        final Samples first = daemon.await("its time, again", now -> now.names().contains(FEED_CLOCK_OFFSET));
        if (first.value(FEED_CLOCK_OFFSET, "feed", "coinbase") >= 2) {
            return some;
        }
        daemon.passes(some);
        return some.multipliedBy(2);
    }

    @Test
    @Fires({"PlimsollAdminRefused", "PlimsollAdminCertificateEnds"})
    void shouldTellOfGuessedTokensAndOfACertificateThatEnds() throws Exception {
        home.remoteAdmin(30);
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            assertFires(
                    daemon,
                    () -> {
                        for (int i = 0; i < 6; i++) {
                            assertEquals(401, daemon.asks("/kill", "guess").statusCode());
                        }
                    },
                    "PlimsollAdminRefused");
            assertFires(daemon, () -> daemon.passes(Duration.ofDays(20)), "PlimsollAdminCertificateEnds");
        }
    }

    /** A scrape that meets a file in place of a folder. */
    @Test
    @Fires("PlimsollHandlerFailed")
    void shouldTellThatAPartOfItFailed() throws IOException {
        final Path folder = home.journal().resolve("snapshots");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            assertFires(
                    daemon,
                    () -> {
                        try {
                            Files.createFile(folder);
                            assertEquals(500, daemon.page("text/plain").statusCode());
                            Files.delete(folder);
                        } catch (final IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    "PlimsollHandlerFailed");
        }
    }

    @Test
    @Fires("PlimsollAccountSourceBehind")
    void shouldTellOfAMatchingEngineThatIsNotThere() throws IOException {
        final DaemonHome other = home("other").with("maxFactAge", "1m");
        final String aeron =
                "{type: aeron, name: engine, channel: \"aeron:ipc\", backChannel: \"aeron:ipc\", stream: 7,"
                        + " driverDir: nowhere}";
        try (WatchedDaemon without = WatchedDaemon.start(home);
                WatchedDaemon with = WatchedDaemon.start(other, aeron)) {
            final String alert = "PlimsollAccountSourceBehind";
            without.beats().await("at its head", now -> !sees(alert, now, now));
            with.beats().await("a source behind", now -> sees(alert, now, now));
        }
    }

    @Test
    @Fires({"PlimsollSuspectAccounts", "PlimsollFactsFlagged"})
    void shouldTellOfAGap() throws IOException {
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.opens(1, "1000", "0.001");
            assertFires(
                    daemon,
                    () -> {
                        daemon.losesFacts(3);
                        daemon.fact("transfer", "'account':'a1','asset':'USD','amount':'1'");
                    },
                    "PlimsollSuspectAccounts",
                    "PlimsollFactsFlagged");
        }
    }

    @Test
    @Fires({"PlimsollBankrupt", "PlimsollOrdersOld", "PlimsollOrdersExpire"})
    void shouldTellOfOrdersThatNobodyFills() throws IOException {
        home.append("profile.yaml", "orders: {seconds: 60}\n");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.opens(1, "5000", "1").armed();
            assertFires(daemon, () -> daemon.price(1, "BTC-PERP", "30000"), "PlimsollBankrupt");
            daemon.await("an order", now -> now.value("plimsoll_orders_in_flight") == 1);
            assertFires(daemon, () -> daemon.passes(Duration.ofSeconds(40)), "PlimsollOrdersOld");
            assertFires(daemon, () -> daemon.passes(Duration.ofSeconds(40)), "PlimsollOrdersExpire");
        }
    }

    @Test
    @Fires({"PlimsollInsuranceEmpty", "PlimsollWithdrawalsBlocked"})
    void shouldTellWhenMoreIsOwedThanFundsHold() throws IOException {
        home.append("profile.yaml", "insurance: {draws: true}\n");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.armed();
            assertFiresUntil(
                    daemon, () -> daemon.fact("fundBalance", "'asset':'USD','balance':'50'"), "PlimsollInsuranceEmpty");
            assertFires(
                    daemon,
                    () -> daemon.fact("account", "'account':'a1','accountId':'1'")
                            .fact("transfer", "'account':'a1','asset':'USD','amount':'-100'"),
                    "PlimsollWithdrawalsBlocked");
        }
    }

    @Test
    @Fires("PlimsollKilledForOrderRate")
    void shouldTellThatItMadeMoreOrdersThanAnybodyMeans() throws IOException {
        home.with("automaticKill", "{ordersPerMinute: 2}");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            for (int id = 1; id <= 5; id++) {
                daemon.opens(id, "5000", "1");
            }
            daemon.armed();
            assertFires(daemon, () -> daemon.price(1, "BTC-PERP", "36500"), "PlimsollKilledForOrderRate");
        }
    }

    @Test
    @Fires({"PlimsollKilledForClock", "PlimsollClockOff"})
    void shouldTellThatTheClockWasSet() throws IOException {
        home.with("automaticKill", "{clockStep: 1s}");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.armed();
            assertFires(
                    daemon,
                    () -> daemon.clockSteps(Duration.ofSeconds(5)),
                    "PlimsollKilledForClock",
                    "PlimsollClockOff");
        }
    }
}
