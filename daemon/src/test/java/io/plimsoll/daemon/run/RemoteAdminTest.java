package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.TestKeys;
import io.plimsoll.daemon.cli.Ran;
import io.plimsoll.daemon.feeds.SecretPlace;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The admin port for other machines: over TLS, to whoever knows its token, spoken to by the commands.  */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class RemoteAdminTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    static Path folder;

    private final HeardActions heard = new HeardActions();
    private final AdminWatch watch = new AdminWatch();
    private AdminServer server;

    @BeforeAll
    static void makeKeys() throws Exception {
        TestKeys.make(folder, "here", "san=ip:127.0.0.1", 2);
        TestKeys.make(folder, "elsewhere", "san=dns:elsewhere.example", 2);
        secret("password", TestKeys.PASSWORD);
        secret("token", TOKEN);
        secret("other.token", TOKEN.replace('0', '1'));
        secret("monitor.token", TOKEN.replace('0', '2'));
    }

    private static void secret(final String name, final String text) throws IOException {
        TestKeys.secret(folder.resolve(name), text);
    }

    private static RemoteAdminConfig config(final String key, final String password, final String token) {
        return new RemoteAdminConfig(
                InetAddress.getLoopbackAddress(),
                0,
                folder.resolve(key),
                SecretPlace.parse("file:" + password, folder::resolve),
                SecretPlace.parse("file:" + token, folder::resolve),
                Optional.of(SecretPlace.parse("file:monitor.token", folder::resolve)));
    }

    private AdminServer start(final String key) throws IOException {
        final AdminServer started = AdminServer.remote(
                config(key, "password", "token"), Map.of(), heard, new HandlerErrors(), watch, (who, cause) -> {});
        started.start();
        return started;
    }

    @BeforeEach
    void start() throws IOException {
        server = start("here.p12");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Ran command(final String trust, final String token, final String... command) {
        final List<Object> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(
                "--address",
                "127.0.0.1:" + server.address().getPort(),
                "--trust",
                folder.resolve(trust),
                "--token",
                folder.resolve(token)));
        return Ran.plimsoll(all.toArray());
    }

    @Test
    void shouldServeTheCommandsOfAnotherMachine() {
        final Ran status = command("here.pem", "token", "status", "--json");
        assertEquals(0, status.exitCode(), status.err());
        final Ran reload = command("here.pem", "token", "reload", "--operator", "ada", "--reason", "vote 117");
        assertEquals(21, reload.exitCode(), reload.err());
        assertEquals(List.of(List.of("ada", "vote 117")), heard.calls);
    }

    @Test
    void shouldKillFromAnotherMachineAndTellWhatIsNotSeenDone() {
        final String[] kill = {"kill", "--operator", "ada", "--reason", "oracle looks wrong"};
        assertEquals(0, command("here.pem", "token", kill).exitCode());
        assertEquals(List.of(List.of("kill", "ada", "oracle looks wrong")), heard.calls);
        heard.isSlow = true;
        final Ran asked = command("here.pem", "token", kill);
        assertEquals(22, asked.exitCode(), asked.err());
        assertTrue(asked.err().contains("the engine has not answered"), asked.err());
        assertEquals(2, heard.calls.size());
    }

    @Test
    void shouldLetMonitorsLookAndNoMore() throws Exception {
        final HttpClient client = trusting();
        final String monitor = TOKEN.replace('0', '2');
        for (final String path : List.of("/status", "/metrics", "/health/live")) {
            assertEquals(200, ask(client, path, monitor, false), path);
        }
        assertEquals(401, ask(client, "/overview", monitor, false));
        for (final String path : List.of("/kill", "/arm", "/reload", "/snapshot", "/act")) {
            assertEquals(401, ask(client, path, monitor, true), path);
        }
        assertEquals(List.of(), heard.calls);
        assertEquals(6, watch.count(AdminWatch.Port.REMOTE, AdminWatch.Reason.READ_ONLY));
        assertEquals(200, ask(client, "/overview", TOKEN, false));
        assertEquals(401, ask(client, "/metrics", "guess", false));
        assertEquals(1, watch.count(AdminWatch.Port.REMOTE, AdminWatch.Reason.WRONG_TOKEN));
    }

    @Test
    void shouldCountAReplacedTokenAtOnce() throws Exception {
        final HttpClient client = trusting();
        final String fresh = TOKEN.replace('0', '3');
        final AdminKey key = config("here.p12", "password", "token").readKey(Map.of());
        final AdminTokens same = AdminTokens.of(TOKEN, TOKEN.replace('0', '2'));
        assertEquals(List.of(), server.replaceSecrets(new AdminSecrets(same, key)));
        assertEquals(
                List.of("other tokens of admin.remote"),
                server.replaceSecrets(new AdminSecrets(AdminTokens.of(fresh), key)));
        assertEquals(401, ask(client, "/metrics", TOKEN, false));
        assertEquals(401, ask(client, "/metrics", TOKEN.replace('0', '2'), false));
        assertEquals(200, ask(client, "/metrics", fresh, false));
    }

    @Test
    void shouldShowAReplacedCertificateToWhoeverComesFromThenOn() throws Exception {
        assertEquals(0, command("here.pem", "token", "status").exitCode());
        TestKeys.make(folder, "next", "san=ip:127.0.0.1", 30);
        assertEquals(
                List.of("another certificate of admin.remote"),
                server.replaceSecrets(config("next.p12", "password", "token").readSecrets(Map.of())));
        assertEquals(0, command("next.pem", "token", "status").exitCode());
        assertEquals(20, command("here.pem", "token", "status").exitCode());
    }

    @Test
    void shouldHearAKillWhileAnotherAddressSendsHalfHandshakes() throws Exception {
        final List<Socket> others = new ArrayList<>();
        try {
            while (others.size() < AdminThreads.OF_ONE_ADDRESS) {
                others.add(halfHandshake());
            }
            requireKill();
        } finally {
            close(others);
        }
    }

    /** Beyond its bound an address is shut out, and others are not. */
    @Test
    void shouldHearAKillWhileAnotherAddressSendsMoreThanItMay() throws Exception {
        final List<Socket> others = new ArrayList<>();
        try {
            while (others.size() < AdminThreads.OF_ONE_ADDRESS) {
                others.add(halfRequest());
            }
            for (int i = 0; i < AdminThreads.OF_ONE_ADDRESS; i++) {
                final Socket beyond = halfHandshake();
                others.add(beyond);
                requireEnd(beyond);
            }
            assertTrue(watch.count(AdminWatch.Port.REMOTE, AdminWatch.Reason.TOO_MANY) > 0);
            requireKill();
        } finally {
            close(others);
        }
    }

    @Test
    void shouldServeAnAddressAsOftenAsItComesInTurn() throws Exception {
        for (int i = 0; i <= 2 * AdminThreads.OF_ONE_ADDRESS; i++) {
            assertEquals(200, ask(trusting(), "/health/live", TOKEN, false), "connection " + i);
        }
        assertEquals(0, watch.count(AdminWatch.Port.REMOTE, AdminWatch.Reason.TOO_MANY));
    }

    private void requireKill() {
        final Ran kill = command("here.pem", "token", "kill", "--operator", "ada", "--reason", "why");
        assertEquals(0, kill.exitCode(), kill.err());
        assertEquals(List.of(List.of("kill", "ada", "why")), heard.calls);
    }

    private static void close(final List<Socket> sockets) throws IOException {
        for (final Socket socket : sockets) {
            socket.close();
        }
    }

    // From an address of its own, as another machine would.
    private Socket connection() throws IOException {
        final Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0.2", 0));
        socket.connect(server.address());
        return socket;
    }

    private Socket halfHandshake() throws IOException {
        final Socket socket = connection();
        socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1}); // a record that announces 512 bytes
        return socket;
    }

    private Socket halfRequest() throws Exception {
        final SSLSocket socket = (SSLSocket) trusted()
                .getSocketFactory()
                .createSocket(connection(), "127.0.0.1", server.address().getPort(), true);
        socket.getOutputStream().write("POST /kill HTTP/1.1\r\nHost: x".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void requireEnd(final Socket socket) {
        int read;
        try {
            read = socket.getInputStream().read();
        } catch (final SocketException reset) {
            read = -1;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        assertEquals(-1, read);
    }

    @Test
    void shouldDoAndTellNothingWithoutTheToken() {
        for (final String[] each : List.of(
                new String[] {"status"},
                new String[] {"reload", "--operator", "ada", "--reason", "why"},
                new String[] {"snapshot", "--operator", "ada", "--reason", "why"})) {
            final Ran refused = command("here.pem", "other.token", each);
            assertEquals(21, refused.exitCode(), refused.err());
            assertTrue(refused.err().contains("the token of admin.remote is needed"), refused.err());
        }
        assertEquals(List.of(), heard.calls);
    }

    @Test
    void shouldTellItsHealthToAnyoneAndNothingElse() throws Exception {
        // A client as it is trusts the JDK's authorities only: this certificate is none of theirs.
        assertThrows(IOException.class, () -> get(HttpClient.newHttpClient(), "https", "/health/live"));
        final HttpClient trusting = trusting();
        assertEquals(200, get(trusting, "https", "/health/live"));
        for (final String path : List.of("/status", "/metrics", "/overview")) {
            assertEquals(401, get(trusting, "https", path), path);
        }
    }

    @Test
    void shouldSpeakNothingButTls() {
        assertThrows(IOException.class, () -> get(HttpClient.newHttpClient(), "http", "/health/live"));
    }

    private static HttpClient trusting() throws Exception {
        return HttpClient.newBuilder().sslContext(trusted()).build();
    }

    private static SSLContext trusted() throws Exception {
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("here.pem"))) {
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "here", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        final TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(trusted);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private int ask(final HttpClient client, final String path, final String token, final boolean isPost)
            throws Exception {
        final URI uri = URI.create("https://127.0.0.1:" + server.address().getPort() + path);
        final HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
        return client.send(
                        (isPost ? request.POST(HttpRequest.BodyPublishers.ofString("ada\nwhy")) : request).build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int get(final HttpClient client, final String scheme, final String path) throws Exception {
        final URI uri = URI.create(scheme + "://127.0.0.1:" + server.address().getPort() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void shouldNotBelieveAnotherDaemon() throws IOException {
        final Ran unknown = command("elsewhere.pem", "token", "status");
        assertEquals(20, unknown.exitCode());
        assertTrue(unknown.err().contains("is not the daemon that --trust is about"), unknown.err());
        server.close();
        server = start("elsewhere.p12");
        final Ran misnamed = command("elsewhere.pem", "token", "status");
        assertEquals(20, misnamed.exitCode(), "its certificate is of another host");
    }

    @Test
    void shouldRefuseAKeystoreOrASecretThatCannotBe() throws IOException {
        secret("short.token", "guessed");
        secret("wrong.password", "guessed");
        assertThrows(
                UserError.class, () -> config("gone.p12", "password", "token").readKey(Map.of()));
        assertThrows(
                UserError.class,
                () -> config("here.p12", "wrong.password", "token").readKey(Map.of()));
        assertThrows(UserError.class, () -> config("here.p12", "gone", "token").readKey(Map.of()));
        assertThrows(
                UserError.class,
                () -> config("here.p12", "password", "short.token").readSecrets(Map.of()));
        assertThrows(
                UserError.class,
                () -> config("here.p12", "password", "monitor.token").readSecrets(Map.of()),
                "whoever only looks could do everything");
    }

    @Test
    void shouldOpenBothPortsOfAConfigurationOrNone() throws Exception {
        final DataFolder data = new DataFolder(folder.resolve("data"));
        try (AdminPorts ports =
                AdminPorts.open(configuration(0), data, heard, new HandlerErrors(), watch, (who, cause) -> {})) {
            ports.start();
            assertEquals(ports.port(), data.adminPort());
            final URI live = URI.create("http://127.0.0.1:" + ports.port() + "/health/live");
            assertEquals(
                    200,
                    HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(live).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode());
        }
        final int taken = server.address().getPort();
        assertThrows(
                IOException.class,
                () -> AdminPorts.open(
                        configuration(taken), data, heard, new HandlerErrors(), watch, (who, cause) -> {}));
    }

    private static DaemonConfig configuration(final int remotePort) throws IOException {
        final Path shipped = Project.root().resolve("config");
        final String text = Files.readString(shipped.resolve("plimsoll.yaml"))
                .replace("instruments: instruments.yaml", "instruments: " + shipped.resolve("instruments.yaml"))
                .replace("profile: profiles/", "profile: " + shipped.resolve("profiles") + "/")
                .replace("  port: 7171\n", """
                          port: 0
                          remote: {address: 127.0.0.1, port: %d, keystore: here.p12, password: "file:password", token: "file:token"}
                        """.formatted(remotePort));
        return DaemonConfig.read(Files.writeString(folder.resolve("plimsoll.yaml"), text));
    }

    @Test
    void shouldWantEverythingAboutADaemonElsewhereOrAConfiguration() {
        assertEquals(2, Ran.plimsoll("status").exitCode());
        assertEquals(2, Ran.plimsoll("status", "--address", "h:1").exitCode());
        assertEquals(
                2,
                command("here.pem", "token", "status", "--config", "config/plimsoll.yaml")
                        .exitCode());
        assertEquals(2, command("here.pem", "token", "snapshot", "--offline").exitCode());
    }
}
