package io.plimsoll.gateway.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.gateway.http.Refusal;
import io.plimsoll.gateway.http.RunningGateway;
import io.plimsoll.journal.Await;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console in a browser that reaches this machine only. Its pictures are kept in target/console. */
@Timeout(240)
class ConsolePageIT {
    private static final Path PICTURES = Path.of("target", "console");
    private static final List<String> PANELS =
            List.of("health", "nearest", "control", "prices", "latency", "orders", "insurance");
    private static final String WORD = "document.getElementById('state-word').textContent";
    private static final String ROWS = "document.querySelectorAll('#%s tbody tr').length";
    /** What is wider than the window, by id or class. */
    private static final String OVERFLOW = """
            document.documentElement.scrollWidth <= window.innerWidth ? "" :
              [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > window.innerWidth)
                .map((one) => one.tagName + "#" + one.id + "." + one.className).join(" ")
            """;

    @TempDir
    private Path folder;

    private ConsoleHome home;
    private FakeDaemon daemon;
    private OrderWriter writer;
    private RunningGateway gateway;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(
                Files.isExecutable(Browser.CHROMIUM),
                "no browser here: " + Browser.CHROMIUM + " is missing (package chromium)");
        home = new ConsoleHome(folder);
        writer = new OrderWriter(home.journal());
        writer.append(48);
        daemon = home.daemon();
        says("armed", "live");
        gateway = home.gateway();
        browser = new Browser(Files.createDirectories(folder.resolve("browser")));
    }

    @AfterEach
    void stop() {
        for (final AutoCloseable one : new AutoCloseable[] {browser, gateway, daemon, writer}) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (final Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private void says(final String state, final String mode) {
        daemon.says(Sample.overview(state, mode, System.currentTimeMillis()));
    }

    private String own() {
        return "http://127.0.0.1:" + gateway.port() + "/";
    }

    private void open(final String token, final int width, final int height, final String scheme) {
        browser.open(own() + "console" + (token == null ? "" : "#token=" + token), width, height, scheme);
    }

    private void awaitRows(final String table, final int rows) {
        browser.await(ROWS.formatted(table), new BigDecimal(rows));
    }

    @Test
    void shouldShowEverythingWithoutOverflowInBothColoursAndSizes() {
        open(ConsoleHome.ADA, 1_280, 800, "light");
        browser.await(WORD, "ARMED");
        awaitRows("nearest-table", 25);
        awaitRows("health-bands", 12);
        awaitRows("prices-table", 9);
        awaitRows("orders-table", 44);
        awaitRows("insurance-funds", 2);
        awaitRows("latency-table", 3);
        browser.await("document.querySelectorAll('#latency-chart canvas').length > 0", true);
        browser.await("location.hash", "");
        browser.evaluate("document.querySelector('button.id').click()");
        awaitRows("orders-table", 45);
        for (final String scheme : List.of("light", "dark")) {
            for (final int width : new int[] {1_280, 900, 390}) {
                browser.look(width, 800, scheme);
                browser.await("window.innerWidth", new BigDecimal(width));
                assertEquals("", browser.evaluate(OVERFLOW), width + " " + scheme);
                browser.screenshot(PICTURES.resolve("armed-" + width + "-" + scheme + ".png"));
                assertEquals("", Accessibility.violations(browser), width + " " + scheme);
            }
        }
        assertEquals(List.of(), browser.complaints());
        assertEquals(List.of(), browser.requestsBeside(own()));
    }

    @Test
    void shouldSayInWordsThatItIsStaleAndWhatWasKnown() {
        open(ConsoleHome.ADA, 1_280, 800, "dark");
        browser.await(WORD, "ARMED");
        awaitRows("prices-table", 9);
        daemon.close();
        browser.await(WORD, "UNKNOWN");
        browser.await("document.getElementById('state-text').textContent.startsWith('No daemon answers')", true);
        browser.await("document.getElementById('state-text').textContent.endsWith('Last known: ARMED.')", true);
        browser.await("document.getElementById('prices-age').textContent.startsWith('STALE: ')", true);
        browser.await("document.title", "UNKNOWN · Plimsoll");
        browser.screenshot(PICTURES.resolve("stale-1280-dark.png"));
        assertEquals("", Accessibility.violations(browser));
    }

    @Test
    void shouldSayWhatIsNotKnownYetInsteadOfShowingNothing() {
        daemon.says(
                "{\"nowMs\":5,\"status\":{\"state\":\"disarmed\",\"mode\":\"shadow\",\"build\":\"b\",\"journal\":\"j\",\"durability\":\"d\""
                        + ",\"notReadyBecause\":[],\"suspectAccounts\":0,\"counters\":{}},\"sources\":{},\"stands\":null,\"accounts\":null"
                        + ",\"latency\":{\"intervalMs\":10000,\"hops\":{\"tick-order\":[],\"tick-processed\":[],\"engine\":[]}}}");
        open(ConsoleHome.CAROL, 390, 800, "light");
        browser.await(WORD, "DISARMED");
        for (final String table : List.of("nearest-table", "health-bands", "prices-table", "insurance-funds")) {
            assertEquals(
                    "not known yet",
                    browser.evaluate("document.querySelector('#" + table + " tbody').textContent.trim()"));
        }
        assertEquals("no data yet", browser.evaluate("document.getElementById('prices-age').textContent"));
        browser.await("document.querySelector('#kill-form button').disabled", true);
        assertEquals("", Accessibility.violations(browser));
        browser.screenshot(PICTURES.resolve("unknown-390-light.png"));
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void shouldKillAndArmByKeysAlone() {
        open(ConsoleHome.ADA, 1_280, 800, "light");
        browser.await(WORD, "ARMED");
        browser.await("document.getElementById('who').textContent", "ada");
        assertKeysThatDoNothing();
        browser.press("k");
        browser.type("oracle is down");
        browser.press("Enter");
        Await.until(
                () -> "heard " + daemon.heard(),
                Duration.ofSeconds(60),
                () -> daemon.heard().size() == 1);
        assertEquals(List.of("kill ada|oracle is down"), daemon.heard());
        browser.await("document.getElementById('control-answer').textContent", "Kill: kill: done");
        says("killed", "live");
        assertShown("killed");
        browser.press("Escape");
        browser.press("a");
        browser.type("carol");
        browser.evaluate("document.getElementById('arm-reason').focus()");
        browser.type("all is well");
        browser.press("Enter");
        browser.await(
                "document.getElementById('control-answer').textContent",
                "Arm: operator: expected the name of the token that arms, 'ada'");
        browser.evaluate("document.getElementById('arm-name').select()");
        browser.type("ada");
        browser.press("Enter");
        browser.await("document.getElementById('control-answer').textContent", "Arm: arm: done");
        assertEquals(List.of("kill ada|oracle is down", "arm ada|all is well"), daemon.heard());
        says("halted", "live");
        assertShown("halted");
    }

    private void assertShown(final String state) {
        browser.await(WORD, state.toUpperCase(Locale.ROOT));
        browser.screenshot(PICTURES.resolve(state + "-1280-light.png"));
        assertEquals("", Accessibility.violations(browser), state);
    }

    // Each panel by its number, the theme, and the help, which has no keys but the one that ends it.
    private void assertKeysThatDoNothing() {
        final String focus = "document.activeElement.id";
        for (int panel = 1; panel <= PANELS.size(); panel++) {
            browser.press(Integer.toString(panel));
            browser.await(focus, PANELS.get(panel - 1) + "-title");
        }
        for (final String theme : List.of("light", "dark", "system")) {
            browser.press("t");
            browser.await("document.documentElement.dataset.theme ?? 'system'", theme);
        }
        browser.press("?");
        browser.await("document.getElementById('help').open", true);
        assertEquals("", Accessibility.violations(browser), "help");
        browser.screenshot(PICTURES.resolve("help-1280-light.png"));
        browser.press("k");
        browser.await("document.getElementById('help').contains(document.activeElement)", true);
        browser.press("Escape");
        browser.await("document.getElementById('help').open", false);
        assertEquals(List.of(), daemon.heard());
    }

    @Test
    void shouldAskForATokenAndSayThatOneIsWrong() {
        open(null, 1_280, 800, "light");
        browser.await("document.getElementById('session').hidden", false);
        browser.press("x");
        browser.type("-is-no-token-at-all");
        browser.press("Enter");
        browser.await("document.getElementById('session-error').textContent", "This gateway does not know that token.");
        browser.screenshot(PICTURES.resolve("token-1280-light.png"));
        assertEquals("", Accessibility.violations(browser));
        Await.until(() -> "counted", Duration.ofSeconds(60), () -> gateway.count(Refusal.UNAUTHORIZED) > 1);
        browser.evaluate("document.getElementById('session-token').focus()");
        browser.type(ConsoleHome.CAROL);
        browser.press("Enter");
        browser.await(WORD, "ARMED");
        browser.await("document.getElementById('session').hidden", true);
    }

    @Test
    void shouldShowOrdersAsTheyCome() {
        open(ConsoleHome.BOB, 1_280, 800, "light");
        awaitRows("orders-table", 44);
        writer.append(9);
        awaitRows("orders-table", 52); // one of the nine records is no order
        assertEquals("1-57-0", browser.evaluate("document.querySelector('#orders-table tbody button').textContent"));
        browser.await(
                "document.getElementById('state-text').textContent.includes(\"he token of 'bob' may not see the daemon\")",
                true);
    }
}
