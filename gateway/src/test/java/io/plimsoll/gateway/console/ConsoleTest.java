package io.plimsoll.gateway.console;

import static io.plimsoll.gateway.console.ConsoleHome.ADA;
import static io.plimsoll.gateway.console.ConsoleHome.BOB;
import static io.plimsoll.gateway.console.ConsoleHome.CAROL;
import static io.plimsoll.gateway.console.ConsoleHome.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.Told;
import io.plimsoll.gateway.http.Counter;
import io.plimsoll.gateway.http.EventClient;
import io.plimsoll.gateway.http.Refusal;
import io.plimsoll.gateway.http.RunningGateway;
import io.plimsoll.journal.Await;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who sees the daemon through the gateway, who has it do something, and that neither is more than the admin port allows. */
@Timeout(120)
class ConsoleTest {
    private static final Pattern OWN = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"|from \"\\./([^\"]+)\"");
    private static final String KILL = "/v1/console/kill?reason=oracle+is+down";
    private static final String ARM = "/v1/console/arm?operator=ada&reason=all+is+well";

    @TempDir
    private Path folder;

    private ConsoleHome home;
    private FakeDaemon daemon;
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        home = new ConsoleHome(folder);
        daemon = home.daemon();
        gateway = home.gateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
        daemon.close();
    }

    private EventClient watch(final String token) {
        return new EventClient(gateway.port(), "/v1/console/stream", "Authorization: Bearer " + token + "\r\n");
    }

    private void assertRefused(final Refusal refusal, final HttpResponse<String> answer) {
        assertEquals(refusal.status(), answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"error\":\"" + refusal.code() + "\""), answer.body());
        assertTrue(gateway.count(refusal) > 0, "not counted: " + refusal);
    }

    @Test
    void shouldServeAPageThatLoadsNothingFromElsewhereAndHasNothingInline() {
        final HttpResponse<String> page = gateway.get("/console");
        assertEquals(200, page.statusCode());
        final String policy =
                page.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(page.body().matches("(?s).*(https?:|<style|<script(?! type=\"module\" src)| style=| on[a-z]+=).*"));
        final List<String> files = new ArrayList<>(List.of("/console"));
        for (int i = 0; i < files.size(); i++) {
            final HttpResponse<String> file = gateway.get(files.get(i));
            assertEquals(200, file.statusCode(), files.get(i));
            assertEquals(
                    "nosniff",
                    file.headers().firstValue("X-Content-Type-Options").orElse(""));
            final Matcher own = OWN.matcher(file.body());
            while (own.find()) {
                final String found = own.group(1) == null ? "/console/" + own.group(2) : own.group(1);
                if (!files.contains(found)) {
                    files.add(found);
                }
            }
        }
        assertTrue(files.size() > 15, files.toString());
    }

    @Test
    void shouldServeNoFileBesideThePage() {
        for (final String path : List.of(
                "/console/",
                "/console/index.html",
                "/console/../gateway.yaml",
                "/console/%2e%2e/tokens.yaml",
                "/console/..%2f..%2fetc/passwd",
                "/console/main.js/../../tokens.yaml",
                "/console//main.js",
                "/console/main.js%00")) {
            final HttpResponse<String> answer = gateway.get(path);
            assertTrue(answer.statusCode() == 404 || answer.statusCode() == 400, path + ": " + answer.statusCode());
            assertTrue(answer.body().matches("(?s).*\"error\":\"(not-found|bad-request)\".*"), answer.body());
        }
    }

    @Test
    void shouldRefusePagesOfOtherSites() {
        for (final String[] header : List.of(
                new String[] {"Origin", "https://evil.example"},
                new String[] {"Origin", "null"},
                new String[] {"Sec-Fetch-Site", "cross-site"},
                new String[] {"Sec-Fetch-Site", "same-site"})) {
            final String[] headers = {"Authorization", "Bearer " + ADA, header[0], header[1]};
            assertRefused(Refusal.CROSS_SITE, gateway.get("/console", headers));
            assertRefused(Refusal.CROSS_SITE, gateway.get("/v1/console/stream", headers));
            assertRefused(Refusal.CROSS_SITE, gateway.post(KILL, headers));
            assertRefused(Refusal.CROSS_SITE, gateway.post(ARM, headers));
        }
        assertEquals(List.of(), daemon.heard());
        assertEquals(0, daemon.asked());
    }

    @Test
    void shouldShowTheDaemonToThoseWhoMaySeeIt() {
        daemon.says("{\"nowMs\":1}");
        try (EventClient carol = watch(CAROL)) {
            final EventClient.Event you = carol.next();
            assertEquals("you {\"client\":\"carol\",\"mayOperate\":false}", you.name() + " " + you.data());
            final EventClient.Event first = carol.next();
            assertEquals("daemon {\"nowMs\":1}", first.name() + " " + first.data());
        }
        assertRefused(Refusal.UNAUTHORIZED, gateway.get("/v1/console/stream"));
        assertRefused(Refusal.UNAUTHORIZED, gateway.get("/v1/console/stream", as(CAROL + "x")));
        assertEquals(2, gateway.count(Refusal.UNAUTHORIZED));
        assertRefused(Refusal.FORBIDDEN, gateway.get("/v1/console/stream", as(BOB)));
        assertEquals(1, gateway.count(Counter.CONSOLES_OPENED));
    }

    @Test
    void shouldEndForThoseWhoseTokenIsWithdrawn() {
        daemon.says("{\"nowMs\":1}");
        try (EventClient carol = watch(CAROL);
                EventClient ada = watch(ADA)) {
            assertEquals("you", carol.next().name());
            assertEquals("you", ada.next().name());
            home.tokens("ada: " + ADA + "\n");
            EventClient.Event last = carol.next();
            while (last.name().equals("daemon")) {
                last = carol.next();
            }
            assertEquals("{\"text\":\"your token is withdrawn\"}", last.data());
            assertNull(carol.next());
            assertEquals(1, gateway.count(Counter.CUT_WITHDRAWN));
            assertEquals("daemon", ada.next().name());
        }
    }

    @Test
    void shouldAskTheDaemonOnceForAllWhoLookAndNeverForNobody() {
        final int before = daemon.asked();
        assertEquals(0, before, "nobody looks");
        final List<EventClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(watch(ADA));
        }
        clients.forEach(client -> {
            for (int i = 0; i < 4; i++) {
                client.next();
            }
        });
        final int asked = daemon.asked();
        assertTrue(asked >= 3 && asked <= 3 + clients.size() + 2, asked + " times for three events of each");
        clients.forEach(EventClient::close);
    }

    @Test
    void shouldHaveTheDaemonKillInTheNameOfTheToken() {
        try (Told told = new Told()) {
            final HttpResponse<String> answer = gateway.post(KILL, as(ADA));
            assertEquals("{\"text\":\"kill: done\"}\n", answer.body());
            assertTrue(told.has("KILL_PASSED_ON", "kill by ada: oracle is down"), told::toString);
        }
        assertEquals(
                200,
                gateway.post("/v1/console/kill?reason=" + "x".repeat(3_000), as(ADA))
                        .statusCode());
        assertEquals(200, gateway.post("/v1/console/kill", as(ADA)).statusCode(), "a kill needs nothing");
        assertEquals(List.of("kill ada|oracle is down", "kill ada|" + "x".repeat(200), "kill ada|"), daemon.heard());
        assertEquals(3, gateway.count(Counter.KILLS_PASSED_ON));
    }

    @Test
    void shouldArmOnlyByTheTypedNameOfTheTokenAndWithAReason() {
        for (final String bad : List.of(
                "/v1/console/arm?reason=why",
                "/v1/console/arm?operator=carol&reason=why",
                "/v1/console/arm?operator=ada",
                "/v1/console/arm?operator=ada&reason=+",
                "/v1/console/arm?operator=ada&reason=" + "x".repeat(201),
                "/v1/console/arm?operator=ada&reason=why&reason=why",
                "/v1/console/arm?operator=ada&reason=why&force=true",
                "/v1/console/kill?why=misspelt")) {
            assertRefused(Refusal.BAD_REQUEST, gateway.post(bad, as(ADA)));
        }
        assertEquals(List.of(), daemon.heard());
        assertEquals(200, gateway.post(ARM, as(ADA)).statusCode());
        daemon.answersWith(409);
        final HttpResponse<String> objected = gateway.post(ARM, as(ADA));
        assertEquals("409 {\"text\":\"not arm: an objection\"}\n", objected.statusCode() + " " + objected.body());
        assertEquals(List.of("arm ada|all is well", "arm ada|all is well"), daemon.heard());
        assertEquals(2, gateway.count(Counter.ARMS_PASSED_ON));
    }

    @Test
    void shouldLetNobodyElseDoAnything() {
        for (final String path : List.of(KILL, ARM)) {
            assertRefused(Refusal.UNAUTHORIZED, gateway.post(path));
            assertRefused(Refusal.UNAUTHORIZED, gateway.post(path, as("a-token-that-nobody-has")));
            assertRefused(Refusal.FORBIDDEN, gateway.post(path, as(CAROL)));
            assertRefused(Refusal.FORBIDDEN, gateway.post(path, as(BOB)));
            assertRefused(Refusal.METHOD, gateway.get(path, as(ADA)));
        }
        assertRefused(Refusal.METHOD, gateway.post("/console", as(ADA)));
        assertEquals(List.of(), daemon.heard());
    }

    @Test
    void shouldSayWhyTheDaemonCannotBeAsked() {
        try (EventClient ada = watch(ADA)) {
            ada.next();
            assertEquals("daemon", ada.next().name());
            daemon.close();
            final String[] last = new String[1];
            Await.until(() -> "told " + last[0], Duration.ofSeconds(60), () -> {
                last[0] = ada.next().data();
                return last[0].contains("no daemon answers on 127.0.0.1:");
            });
        }
        final HttpResponse<String> kill = gateway.post(KILL, as(ADA));
        assertRefused(Refusal.DAEMON_UNREACHABLE, kill);
        assertEquals(0, gateway.count(Counter.KILLS_PASSED_ON));
        assertTrue(kill.body().contains("not done: no daemon answers on 127.0.0.1:"), kill.body());
    }

    @Test
    void shouldNotTakeAnotherProgramForTheDaemon() {
        daemon.answersWith(404);
        try (EventClient ada = watch(ADA)) {
            ada.next();
            final EventClient.Event told = ada.next();
            assertEquals("problem", told.name());
            assertTrue(told.data().contains("status 404"), told.data());
        }
    }

    @Test
    void shouldShowNothingOfTheDaemonWhereNothingIsConfigured() {
        try (RunningGateway plain = RunningGateway.over(folder)) {
            assertEquals(200, plain.get("/console").statusCode());
            assertEquals(403, plain.get("/v1/console/stream").statusCode());
            assertEquals(403, plain.post(KILL).statusCode());
        }
    }
}
