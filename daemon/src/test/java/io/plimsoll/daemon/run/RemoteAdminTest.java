package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.cli.Ran;
import io.plimsoll.daemon.feeds.SecretPlace;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The admin port for other machines: over TLS, to whoever knows its token, spoken to by the commands. Keys are made by the JDK's keytool. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class RemoteAdminTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    static Path folder;

    private final HeardActions heard = new HeardActions();
    private AdminServer server;

    @BeforeAll
    static void makeKeys() throws Exception {
        makeKey("here", "san=ip:127.0.0.1");
        makeKey("elsewhere", "san=dns:elsewhere.example");
        secret("password", PASSWORD);
        secret("token", TOKEN);
        secret("other.token", TOKEN.replace('0', '1'));
    }

    private static void makeKey(final String name, final String extension) throws Exception {
        final Path keystore = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-keystore",
                keystore,
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                extension,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                keystore,
                "-alias",
                name,
                "-storepass",
                PASSWORD,
                "-file",
                folder.resolve(name + ".pem"));
    }

    private static void keytool(final Object... arguments) throws Exception {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        for (final Object argument : arguments) {
            command.add(argument.toString());
        }
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static void secret(final String name, final String text) throws IOException {
        final Path file = Files.writeString(folder.resolve(name), text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static RemoteAdminConfig config(final String key, final String password, final String token) {
        return new RemoteAdminConfig(
                InetAddress.getLoopbackAddress(),
                0,
                folder.resolve(key),
                SecretPlace.parse("file:" + password, folder::resolve),
                SecretPlace.parse("file:" + token, folder::resolve));
    }

    private AdminServer start(final String key) throws IOException {
        final AdminServer started = AdminServer.remote(
                config(key, "password", "token"), Map.of(), heard, new HandlerErrors(), (who, cause) -> {});
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
        final HttpClient client = HttpClient.newBuilder()
                .sslContext(config("here.p12", "password", "token").readKey(Map.of()))
                .build();
        // That context trusts the JDK's authorities only: this certificate is none of theirs.
        assertThrows(IOException.class, () -> get(client, "https", "/health/live"));
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
        return HttpClient.newBuilder().sslContext(context).build();
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
                () -> config("here.p12", "password", "short.token").readToken(Map.of()));
    }

    @Test
    void shouldOpenBothPortsOfAConfigurationOrNone() throws Exception {
        final DataFolder data = new DataFolder(folder.resolve("data"));
        try (AdminPorts ports =
                AdminPorts.open(configuration(0), data, heard, new HandlerErrors(), (who, cause) -> {})) {
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
                () -> AdminPorts.open(configuration(taken), data, heard, new HandlerErrors(), (who, cause) -> {}));
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
